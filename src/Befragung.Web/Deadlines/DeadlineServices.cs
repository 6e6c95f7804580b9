namespace Befragung.Web.Deadlines;

public static class DeadlineServices
{
    /// <summary>What looks by itself for what is due.</summary>
    public static IServiceCollection AddDeadlines(this IServiceCollection services)
    {
        services.AddSingleton<DueReminders>();
        return services.AddHostedService(provider => provider.GetRequiredService<DueReminders>());
    }
}
