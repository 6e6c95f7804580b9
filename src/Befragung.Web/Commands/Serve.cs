using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Commands;

/// <summary>Serves the web application; as long as nobody has an account, it prints a one-time link to create the first.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(string[] settings, CancellationToken cancel)
    {
        await using var app = Site.Build(settings);
        await Database.MigrateAsync(app.Services);
        await RunAsync(app, cancel);
        return 0;
    }

    public static async Task RunAsync(WebApplication app, CancellationToken cancel)
    {
        await app.StartAsync(cancel);
        if (await FirstAccountLinkAsync(app.Services) is { } link)
            Console.WriteLine($"\nNoch hat niemand ein Konto. Das erste legen Sie hier an (gilt einmal, eine Woche lang):\n  {link}\n");
        await app.WaitForShutdownAsync(cancel);
    }

    /// <summary>A link for the first account; null when there is one already.</summary>
    public static async Task<string?> FirstAccountLinkAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        if (await db.Users.AnyAsync())
            return null;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var token = await AccountLink.IssueAsync(db, TeamRole.Owner, email: null, now);
        return services.GetRequiredService<SiteAddress>().Of($"/team/konto/{token}");
    }
}
