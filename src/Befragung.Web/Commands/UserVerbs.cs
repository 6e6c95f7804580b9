using System.CommandLine;
using Befragung.Delphi;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Commands;

/// <summary>The verbs that look after the team's accounts. Links are printed, to be handed over; passwords never.</summary>
internal static class UserVerbs
{
    public static Command All() => new("user", "Konten des Projektteams.") { Add(), List(), Role(), Reset(), Remove() };

    private static Command Add()
    {
        var email = Email();
        var role = RoleOption();
        var study = StudyOption();
        var verb = Verb("add", "Druckt einen Link, mit dem ein Teammitglied sein Konto anlegt.", email, role, study);
        verb.SetAction(
            (parsed, cancel) =>
            {
                var mailbox = Mailbox.Required(parsed.GetValue(email));
                return RunAsync(
                    parsed,
                    needsAddress: true,
                    async (services, accounts) =>
                    {
                        var asked = AskedRole.Of(parsed.GetValue(role), parsed.GetValue(study) is not null);
                        var link = await accounts.InviteAsync(mailbox.Address, asked.OfAccount, SecurityLog.Console);
                        if (asked.InStudies is { } inStudies)
                            foreach (var one in await StudiesAsync(services, parsed.GetValue(study), cancel))
                                await services
                                    .GetRequiredService<Members>()
                                    .AwaitAsync(one, mailbox, inStudies, SecurityLog.Console, cancel);
                        Print(services, $"/team/konto/{link}");
                    }
                );
            }
        );
        return verb;
    }

    private static Command List()
    {
        var verb = Verb("list", "Nennt alle Konten mit ihrer Rolle, und mit der in jeder ihrer Studien.");
        verb.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    needsAddress: false,
                    async (services, accounts) =>
                    {
                        var roles = await services.GetRequiredService<SurveyDb>().RolesAsync(cancel);
                        foreach (var member in await accounts.ListAsync(cancel))
                            Console.WriteLine(
                                string.Join(
                                    '\t',
                                    (string[])
                                        [
                                            member.Email!,
                                            member.Role.ToString().ToLowerInvariant(),
                                            .. roles[member.Id].Select(one => $"{one.Study}: {one.Role.ToString().ToLowerInvariant()}"),
                                        ]
                                )
                            );
                    }
                )
        );
        return verb;
    }

    private static Command Role()
    {
        var email = Email();
        var role = RoleOption();
        var study = StudyOption();
        role.Required = true;
        var verb = Verb("role", "Gibt einem Konto eine andere Rolle, auf der Installation oder in einer Studie.", email, role, study);
        verb.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    needsAddress: false,
                    async (services, accounts) =>
                    {
                        var inOne = parsed.GetValue(study) is not null;
                        var asked = AskedRole.Of(parsed.GetValue(role), inOne);
                        var member = await accounts.OfAddressAsync(parsed.GetValue(email)!);
                        if (!inOne)
                            await accounts.ChangeRoleAsync(member, asked.OfAccount, SecurityLog.Console, cancel);
                        if (asked.InStudies is { } inStudies)
                            foreach (var one in await StudiesAsync(services, parsed.GetValue(study), cancel))
                                await services.GetRequiredService<Members>().GiveAsync(one, member, inStudies, SecurityLog.Console, cancel);
                    }
                )
        );
        return verb;
    }

    private static Command Reset()
    {
        var email = Email();
        var secondStep = new Option<bool>("--second-step")
        {
            Description = "Nimmt die Anmeldung in zwei Schritten zurück, wenn Telefon und Ersatzcodes verloren sind; das Passwort bleibt.",
        };
        var verb = Verb("reset", "Druckt einen Link, mit dem ein Teammitglied ein neues Passwort wählt.", email, secondStep);
        verb.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    needsAddress: !parsed.GetValue(secondStep),
                    async (services, accounts) =>
                    {
                        var member = await accounts.OfAddressAsync(parsed.GetValue(email)!);
                        if (!parsed.GetValue(secondStep))
                            Print(services, $"/team/passwort/{await accounts.LinkForPasswordAsync(member, AccountLink.HandedOver)}");
                        else if (!await services.GetRequiredService<SecondSteps>().EndAsync(member, SecurityLog.Console, cancel))
                            throw new RuleBrokenException("Für „{0}“ ist keine Anmeldung in zwei Schritten eingerichtet.", member.Email!);
                    }
                )
        );
        return verb;
    }

    private static Command Remove()
    {
        var email = Email();
        var study = StudyOption();
        var verb = Verb(
            "remove",
            "Entfernt ein Konto; wer damit angemeldet ist, wird abgemeldet. Mit --study nur aus dem Team einer Studie.",
            email,
            study
        );
        verb.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    needsAddress: false,
                    async (services, accounts) =>
                    {
                        var member = await accounts.OfAddressAsync(parsed.GetValue(email)!);
                        if (parsed.GetValue(study) is null)
                            await accounts.RemoveAsync(member, SecurityLog.Console, cancel);
                        else
                            foreach (var one in await StudiesAsync(services, parsed.GetValue(study), cancel))
                                await services.GetRequiredService<Members>().RemoveAsync(one, member.Id, SecurityLog.Console, cancel);
                    }
                )
        );
        return verb;
    }

    private static Command Verb(string name, string description, params Option[] options)
    {
        var verb = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in options)
            verb.Add(option);
        return verb;
    }

    private static Option<string> Email() => new("--email") { Description = "Adresse des Kontos.", Required = true };

    private static Option<string?> RoleOption()
    {
        var role = new Option<string?>("--role")
        {
            Description =
                "administrator oder member; in einer Studie owner, editor oder reader. Diese ohne --study: in allen Studien, die es gibt.",
        };
        role.AcceptOnlyFromAmong("administrator", "member", "owner", "editor", "reader");
        return role;
    }

    private static Option<string?> StudyOption() => new("--study") { Description = "Kennung der Studie, wie sie in ihrer Adresse steht." };

    /// <summary>The study that is named, or all there are.</summary>
    private static async Task<List<Study>> StudiesAsync(IServiceProvider services, string? key, CancellationToken cancel)
    {
        var found = await services
            .GetRequiredService<SurveyDb>()
            .Studies.Where(study => key == null || study.Key == key)
            .OrderBy(study => study.Id)
            .ToListAsync(cancel);
        return found.Count > 0 || key is null ? found : throw new RuleBrokenException("Eine Studie „{0}“ gibt es nicht.", key);
    }

    /// <summary>What a role on the command line means for the account, and for studies; null where it says nothing about them.</summary>
    private sealed record AskedRole(TeamRole OfAccount, StudyRole? InStudies)
    {
        /// <summary>Of the three roles that were there before studies had teams of their own, one without a study still means all there are.</summary>
        public static AskedRole Of(string? role, bool inOneStudy)
        {
            if (role is null)
                return new(TeamRole.Member, inOneStudy ? StudyRole.Editor : null);
            if (!Enum.TryParse<TeamRole>(role, ignoreCase: true, out var ofAccount))
                return new(
                    role == "owner" && !inOneStudy ? TeamRole.Administrator : TeamRole.Member,
                    Enum.Parse<StudyRole>(role, ignoreCase: true)
                );
            return inOneStudy ? throw new RuleBrokenException("In einer Studie ist man owner, editor oder reader.") : new(ofAccount, null);
        }
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool needsAddress, Func<IServiceProvider, Accounts, Task> act)
    {
        Actor.Be(Actor.Console);
        await using var app = Site.Build([.. parsed.UnmatchedTokens, Verbs.Silent], uses: ["Site", "Data", "Database"]);
        // A verb does not know where another process serves; a link that leads nowhere helps nobody, and would be used up with the next one.
        if (needsAddress && app.Configuration["Site:Address"] is not { Length: > 0 })
            throw new RuleBrokenException(
                "Wohin soll der Link führen? Setzen Sie Site__Address auf die Adresse, unter der die Plattform erreichbar ist, zum Beispiel --Site:Address=http://localhost:5000."
            );
        await Database.MigrateBesideAsync(app.Services);
        await using var scope = app.Services.CreateAsyncScope();
        await act(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<Accounts>());
        return 0;
    }

    private static void Print(IServiceProvider services, string path) =>
        Console.WriteLine(services.GetRequiredService<SiteAddress>().Of(path));
}
