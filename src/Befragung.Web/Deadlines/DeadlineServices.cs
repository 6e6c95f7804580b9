namespace Befragung.Web.Deadlines;

public static class DeadlineServices
{
    /// <summary>What looks by itself for what is due.</summary>
    public static IServiceCollection AddDeadlines(this IServiceCollection services)
    {
        services.AddSingleton<DueReminders>();
        services.AddHostedService(provider => provider.GetRequiredService<DueReminders>());
        services.AddSingleton<DueThanks>();
        services.AddHostedService(provider => provider.GetRequiredService<DueThanks>());
        services.AddSingleton<DueSteps>();
        return services.AddHostedService(provider => provider.GetRequiredService<DueSteps>());
    }
}
