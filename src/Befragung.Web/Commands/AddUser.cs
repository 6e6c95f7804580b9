using System.Net.Mail;
using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Commands;

/// <summary>Prints a one-time link with which a team member creates their account and chooses their password.</summary>
internal static class AddUser
{
    public static async Task<int> RunAsync(string email, string role, string[] settings, CancellationToken cancel)
    {
        if (!MailAddress.TryCreate(email, out var address) || address.Address != email)
            throw new RuleBrokenException("„{0}“ ist keine gültige E-Mail-Adresse.", email);
        await using var app = Site.Build(settings);
        await Database.MigrateAsync(app.Services);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        if (await db.Users.AnyAsync(user => user.Email == email, cancel))
            throw new RuleBrokenException("Für „{0}“ gibt es schon ein Konto.", email);
        var token = await AccountLink.IssueAsync(
            db,
            Enum.Parse<TeamRole>(role, ignoreCase: true),
            email,
            app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime
        );
        Console.WriteLine(app.Services.GetRequiredService<SiteAddress>().Of($"/team/konto/{token}"));
        return 0;
    }
}
