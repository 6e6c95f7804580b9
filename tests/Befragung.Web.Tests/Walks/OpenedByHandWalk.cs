using Befragung.Web.Access;
using Befragung.Web.Tests.Exchange.Import;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>From nothing to an opened round: by keyboard alone, and from a survey that somebody has in LimeSurvey.</summary>
public sealed class OpenedByHandWalk(Browser app) : Walk(app)
{
    /// <summary>So many stops has no page.</summary>
    private const int MostStops = 150;

    private TeamDesk desk = null!;

    [Fact]
    public async Task A_study_comes_from_an_empty_page_to_the_opened_round_by_keyboard_alone()
    {
        desk = await TeamDesk.SignedInAsync(App, StudyRole.Editor);
        await desk.GoToAsync("/team/studien/neu");
        await TypeAtAsync("#titel", "Läden auf dem Land");
        await TypeAtAsync("#kontakt", "Projektteam");
        await TypeAtAsync("#adresse", "team@institut.de");
        await PressAtAsync("main form button", "Studie anlegen");
        await desk.SeesHeadingAsync("Abschnitte und Fragen");
        var study = new Uri(desk.Page.Url).AbsolutePath.Replace("/fragebogen", "", StringComparison.Ordinal);

        await PressAtAsync("a", "Gruppen");
        await TypeAtAsync("#groups-0-name-de", "Rathaus");
        await TypeAtAsync("#groups-1-name-de", "Handel");
        await SaysSavedAsync();
        await PressAtAsync("main a", "Zurück zum Fragebogen");

        await TypeAtAsync("#title", "Themen");
        await desk.PressKeyAsync("Enter");
        foreach (var text in (string[])["Wie wichtig ist der Laden?", "Wie wichtig ist die Post?"])
        {
            await TypeAtAsync("#text-themen", text);
            await desk.PressKeyAsync("Enter");
            await desk.SeesHeadingAsync(text);
            if (text.Contains("Laden", StringComparison.Ordinal))
            {
                await PressAtAsync("main a", "Legen Sie erst eine an.");
                await PressAtAsync("main button", "Skala hinzufügen");
                await desk.SeesHeadingAsync("Skala „");
                await desk.Page.GoBackAsync();
                await desk.Page.GoBackAsync();
                await desk.Page.ReloadAsync();
                await TabToAsync("#scale");
                await desk.PressKeyAsync("w");
                await desk.PressKeyAsync("Tab");
                await SaysSavedAsync();
            }
            await PressAtAsync("main a", "Zurück zum Fragebogen");
            await desk.SeesHeadingAsync("Abschnitte und Fragen");
        }
        await TabToAsync("#frage-wie_wichtig_ist_die_post a");
        await desk.PressKeyAsync("Alt+ArrowUp");
        await Expect(desk.Find("#neues")).ToContainTextAsync("steht jetzt an Stelle 1 von 2");

        await PressAtAsync("nav a", "Panel");
        await TakeInAsync("rathaus", "handel");
        await OpenAsync(study);
        var asked = (await App.ReadAsync(study.Split('/')[^1])).Round(1);
        Assert.Equal(
            ["Wie wichtig ist die Post?", "Wie wichtig ist der Laden?"],
            asked.Questionnaire.Items.Select(item => item.Text.In("de"))
        );
        Assert.NotNull(asked.OpenedAt);
    }

    [Fact]
    public async Task A_survey_of_LimeSurvey_comes_to_the_opened_round_in_the_editor()
    {
        desk = await TeamDesk.SignedInAsync(App, StudyRole.Editor);
        await desk.GoToAsync("/team/studien/neu");
        await TabToAsync("#vorlage-leer");
        // The last of the choices, which lies before the first.
        await desk.PressKeyAsync("ArrowUp");
        await Expect(desk.Find("#vorlage-datei")).ToBeCheckedAsync();
        await ChooseAsync("#datei", "alle-typen.lss", SourceFiles.Read("alle-typen.lss"));
        await PressAtAsync("main form button", "Studie anlegen");
        await desk.SeesHeadingAsync("Aus einem anderen Werkzeug übernommen");
        await desk.LookAsync("aus-limesurvey");
        await PressAtAsync("main a", "Weiter zum Fragebogen");
        await desk.SeesHeadingAsync("Abschnitte und Fragen");
        var study = new Uri(desk.Page.Url).AbsolutePath.Replace("/fragebogen", "", StringComparison.Ordinal);
        await desk.LookAsync("aus-limesurvey-fragebogen");
        await desk.GoToAsync($"{study}/fragebogen/angaben");
        await TypeAtAsync("#contact-name", "Projektteam");
        await TypeAtAsync("#contact-email", "team@institut.de");
        await SaysSavedAsync();
        await desk.GoToAsync($"{study}/fragebogen/gruppen");
        await TypeAtAsync("[id^=groups-1-name-]", "Handel");
        await SaysSavedAsync();
        await Expect(desk.Page.GetByText("Noch zu klären")).ToHaveCountAsync(0);
        var groups = (await App.ReadAsync(study.Split('/')[^1])).Round(1).Questionnaire.Groups;
        await desk.GoToAsync($"{study}/panel");
        await TakeInAsync(groups[0].Key, groups[1].Key);
        await OpenAsync(study);
    }

    private async Task TakeInAsync(string one, string other)
    {
        var lines = Enumerable.Range(1, 12).Select(i => $"P{i};p{i}@example.org;{(i % 2 == 0 ? one : other)}");
        await ChooseAsync("#datei", "panel.csv", System.Text.Encoding.UTF8.GetBytes("Name;E-Mail;Gruppe\n" + string.Join('\n', lines)));
        await PressAtAsync("main button", "Vorschau ansehen");
        await PressAtAsync("main button", "12 aufnehmen");
        await desk.SeesHeadingAsync("12 im Panel");
    }

    private async Task OpenAsync(string study)
    {
        await PressAtAsync("nav a", "Runden");
        await PressAtAsync("main a", "Runde 1 öffnen …");
        await TabToAsync("main form [type=checkbox]");
        await desk.PressKeyAsync("Space");
        await PressAtAsync("main form button", "Runde 1 öffnen und");
        await desk.SeesHeadingAsync("Runde schließen");
        Assert.Contains(study, desk.Page.Url, StringComparison.Ordinal);
    }

    /// <summary>Goes on with the tabulator until this has the focus: what is never reached that way does not work by keyboard.</summary>
    private async Task TabToAsync(string selector, string? words = null)
    {
        await Expect(desk.Find(selector, words).First).ToBeAttachedAsync();
        for (var i = 0; i < MostStops; i++)
        {
            if (
                await desk.Page.EvaluateAsync<bool>(
                    "([selector, words]) => document.activeElement.matches(selector) && document.activeElement.textContent.includes(words)",
                    new[] { selector, words ?? "" }
                )
            )
                return;
            await desk.PressKeyAsync("Tab");
        }
        Assert.Fail($"The tabulator never comes to {selector} {words}.");
    }

    private async Task PressAtAsync(string selector, string words)
    {
        await TabToAsync(selector, words);
        await desk.PressKeyAsync("Enter");
    }

    private async Task TypeAtAsync(string selector, string text)
    {
        await TabToAsync(selector);
        await desk.TypeAsync(text);
    }

    private async Task ChooseAsync(string selector, string name, byte[] content)
    {
        // Heard from the way there on: a browser that is told only with the key may open a window of its own, which nobody sees.
        var chosen = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Heard(object? page, IFileChooser chooser) => chosen.TrySetResult(chooser);
        desk.Page.FileChooser += Heard;
        await TabToAsync(selector);
        await desk.PressKeyAsync("Space");
        var chooser = await chosen.Task.WaitAsync(TimeSpan.FromSeconds(15));
        desk.Page.FileChooser -= Heard;
        await chooser.SetFilesAsync(
            new FilePayload
            {
                Name = name,
                MimeType = "application/octet-stream",
                Buffer = content,
            }
        );
    }

    private Task SaysSavedAsync() =>
        Expect(desk.Find(".saved--live:not(.saved--busy, .saved--failed) .saved__said")).ToContainTextAsync("Gespeichert um");
}
