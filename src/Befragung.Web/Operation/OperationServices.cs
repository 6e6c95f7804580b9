namespace Befragung.Web.Operation;

public static class OperationServices
{
    /// <summary>What tells how the installation does: the doctor for people, the check for whatever watches over the server.</summary>
    public static IServiceCollection AddOperation(this IServiceCollection services)
    {
        services.AddSingleton<Doctor>();
        services.AddSingleton<SavingCheck>();
        services.AddHealthChecks().AddCheck<SavingCheck>("saving", tags: ["ready"]);
        return services;
    }
}
