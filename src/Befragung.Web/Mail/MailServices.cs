namespace Befragung.Web.Mail;

public static class MailServices
{
    /// <summary>Letters to experts, in batches from the outbox, and those to members of the team, at once.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration, SiteAddress site)
    {
        var settings = MailSettings.Read(configuration);
        services.AddSingleton(settings);
        services.AddSingleton(site);
        services.AddSingleton<Sender>();
        services.AddSingleton<LetterFolder>();
        services.AddSingleton<LinkSeal>();
        if (settings.OnlyFolder)
            services.AddSingleton<ILetterCarrier, FolderCarrier>();
        else
            services.AddSingleton<ILetterCarrier, SmtpCarrier>();
        services.AddSingleton<AccountPost>();
        services.AddHostedService(provider => provider.GetRequiredService<AccountPost>());
        services.AddSingleton<Outbox>();
        services.AddScoped<RoundLetters>();
        services.AddScoped<FailedLetters>();
        services.AddScoped<Bounces>();
        services.AddScoped<Reminding>();
        services.AddScoped<PaperPost>();
        services.AddScoped<Thanking>();
        services.AddScoped<ResultsLetters>();
        services.AddScoped<CorrectionLetters>();
        services.AddSingleton<LinkRequests>();
        services.AddHostedService(provider => provider.GetRequiredService<LinkRequests>());
        services.AddHostedService<Postman>();
        return services;
    }
}
