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
        using var held = ServerLock.Take(app.Services.GetRequiredService<DataFolder>(), app.Services.GetRequiredService<TimeProvider>());
        await Database.MigrateAsync(app.Services);
        await RunAsync(app, cancel);
        return 0;
    }

    public static async Task RunAsync(WebApplication app, CancellationToken cancel)
    {
        // Uploads that do not fit into memory, and nothing outside the data folder.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEMP", app.Services.GetRequiredService<WorkFolder>().Path);
        // Before anybody can ask for something: from then on, a database that goes away must not end the server.
        var first = await FirstAccountLinkAsync(app.Services);
        await app.StartAsync(cancel);
        if (first is { } link)
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
        var token = await AccountLink.IssueAsync(db, TeamRole.Administrator, email: null, now);
        return services.GetRequiredService<SiteAddress>().Of($"/team/konto/{token}");
    }
}
