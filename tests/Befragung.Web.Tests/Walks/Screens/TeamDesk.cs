using System.Text;
using System.Text.RegularExpressions;
using Befragung.Web.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks.Screens;

/// <summary>Somebody of the team, and the steps of a study. Each page on their way is looked at.</summary>
internal sealed class TeamDesk(Browser app, IPage page) : Screen(app, page)
{
    /// <summary>The address of the study at which they work.</summary>
    public string Study { get; private set; } = "";

    public static async Task<TeamDesk> OpenAsync(Browser app, Window? window = null) => new(app, await PageAsync(app, window));

    /// <summary>Somebody with a role in all studies, signed in. The page for it is walked through in <see cref="AccountWalk"/>.</summary>
    public static async Task<TeamDesk> SignedInAsync(Browser app, StudyRole role, Window? window = null)
    {
        using var member = await app.TeamAsync(role);
        return await SignedInAsync(app, member, window);
    }

    public static async Task<TeamDesk> SignedInAsync(Browser app, Visitor member, Window? window = null)
    {
        var desk = await OpenAsync(app, window);
        await Browser.TakeOverSessionAsync(desk.Page, member);
        await desk.GoToAsync("/team");
        return desk;
    }

    /// <summary>Fills in the page for signing in, which is open.</summary>
    public async Task SignInAsync(string email, string password = SurveyApp.Password)
    {
        await WriteAsync("E-Mail-Adresse", email);
        await WriteAsync("Passwort", password);
        await PressAsync("Anmelden");
    }

    /// <param name="email">Where the link does not say it.</param>
    public async Task CreateAccountAsync(string link, string? email = null)
    {
        await GoToAsync(link);
        await LookAsync("konto");
        if (email is not null)
            await WriteAsync("E-Mail-Adresse", email);
        await WriteAsync("Passwort", SurveyApp.Password);
        await PressAsync("Konto anlegen");
    }

    /// <param name="questionnaire">One of those that are offered, by its title.</param>
    public async Task CreateStudyAsync(string questionnaire, string key)
    {
        Study = $"/team/studien/{key}";
        await FollowAsync("Studie anlegen");
        await LookAsync("studie-neu");
        await Field(questionnaire).CheckAsync();
        await PressAsync("Studie anlegen");
        await Expect(Page).ToHaveURLAsync(new Regex(Study + "/fragebogen/angaben", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await LookAsync("angaben");
        await GoToAsync(Study);
        await LookAsync("studie");
    }

    public async Task TakeInPanelAsync(string csv, int experts)
    {
        await FollowAsync("Panel ansehen und ergänzen");
        await LookAsync("panel-leer");
        await Field("Panel als CSV-Datei")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "panel.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(csv),
                }
            );
        await PressAsync("Vorschau ansehen");
        await LookAsync("panel-vorschau");
        await PressAsync($"{experts} aufnehmen");
        await SeesHeadingAsync($"{experts} im Panel");
    }

    /// <summary>Says who answers questions, where the questionnaire names an example.</summary>
    public async Task NameContactAsync(int round, string name, string email)
    {
        await GoToAsync($"{Study}/runden/{round}/oeffnen");
        await SeesAsync("So lässt sich die Runde nicht öffnen");
        await LookAsync($"runde-{round}-ohne-kontakt");
        await WriteAsync("Name", name);
        await WriteAsync("E-Mail-Adresse", email);
        await PressAsync("Ansprechperson speichern");
        await SeesAsync("Die Ansprechperson ist geändert");
    }

    public async Task OpenRoundAsync(int round)
    {
        await GoToAsync($"{Study}/runden/{round}");
        await LookAsync($"runde-{round}-geplant");
        await FollowAsync($"Runde {round} öffnen …");
        await LookAsync($"runde-{round}-oeffnen");
        await Field("Ich habe Anschreiben, Ansprechperson und Gruppen geprüft.").CheckAsync();
        await PressAsync($"Runde {round} öffnen und");
        await SeesHeadingAsync("Runde schließen");
        await LookAsync($"runde-{round}-offen");
        await GoToAsync(Study + "/panel");
        await LookAsync($"panel-in-runde-{round}");
        await Find("[aria-labelledby=liste] th a").First.ClickAsync();
        await SeesHeadingAsync("Verlauf");
        await LookAsync($"person-in-runde-{round}");
        await FollowAsync("Einladung zurückziehen …");
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Einladung zurückziehen" })).ToBeVisibleAsync();
        await LookAsync($"einladung-in-runde-{round}");
    }

    /// <summary>Closes a round in which everybody has handed in.</summary>
    public async Task CloseRoundAsync(int round, int experts)
    {
        await GoToAsync($"{Study}/runden/{round}");
        await FollowAsync($"Runde {round} schließen …");
        await LookAsync($"runde-{round}-schliessen");
        await Field($"Ja, Runde {round} jetzt schließen: {experts} von {experts} haben abgegeben.").CheckAsync();
        await PressAsync($"Runde {round} schließen");
        await SeesAsync("Das Ergebnis steht fest.");
        await LookAsync($"runde-{round}-geschlossen");
    }

    public async Task ReadResultAsync()
    {
        await FollowAsync("Ergebnis ansehen");
        await Find("details.texts:has(.said)").First.ClickAsync();
        await Expect(Find(".said").First).ToBeVisibleAsync();
        await LookAsync("ergebnis");
    }

    /// <summary>Plans a round without one of the items.</summary>
    public async Task PlanRoundAsync(int round, string dropped, string reason)
    {
        await GoToAsync(Study);
        await LookAsync("studie-geschlossen");
        await FollowAsync($"Runde {round} planen");
        await Find($"#e-{dropped}").CheckAsync();
        await LookAsync("weiter");
        await Find($"#r-{dropped}").FillAsync(reason);
        await PressAsync($"Runde {round} planen");
        await SeesAsync(reason);
    }

    public async Task ReleaseAsync()
    {
        await PressAsync("Ergebnis freigeben");
        await LookAsync("freigegeben");
    }

    public async Task<IDownload> DownloadReportAsync()
    {
        await GoToAsync(Study);
        await FollowAsync("Bericht", exact: true);
        await LookAsync("berichte");
        return await DownloadAsync("Bericht als PDF");
    }

    /// <summary>Invites somebody into a study, for work at it.</summary>
    public async Task InviteAsync(string study, string email)
    {
        await GoToAsync(study);
        await FollowAsync("Team", exact: true);
        await WriteAsync("E-Mail-Adresse", email);
        await Find("#role-neu").SelectOptionAsync("Bearbeitung");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Aufnehmen", Exact = true }).ClickAsync();
        await SeesAsync($"Die Einladung an {email} ist unterwegs");
        await LookAsync("team-eingeladen");
    }
}
