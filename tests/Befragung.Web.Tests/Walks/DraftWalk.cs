using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>Somebody who knows no files comes from an empty page to a questionnaire, on a phone as on a desk, and without scripts.</summary>
public sealed class DraftWalk(Browser app) : Walk(app)
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task A_questionnaire_is_made_from_an_empty_page(int width, bool scripts)
    {
        var desk = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(width, Scripts: scripts));
        await desk.GoToAsync("/team/studien/neu");
        await LookAsync($"studie-anlegen-{width}");
        await desk.WriteAsync("Titel der Studie", $"Zukunft der Dorfläden {width}");
        await desk.PressAsync("Studie anlegen");
        await desk.SeesAsync("Noch zu klären: 2");
        await LookAsync($"fragebogen-leer-{width}");

        await desk.Find("[aria-labelledby=rahmen] a", "Gruppen").ClickAsync();
        await desk.Find("#groups-0-name-de").FillAsync("Rathaus");
        await desk.Find("#groups-1-name-de").FillAsync("Handel");
        await desk.PressAsync("Gruppen speichern");
        await desk.SeesAsync("Gespeichert um");
        await desk.FollowAsync("Zurück zum Fragebogen");

        await desk.WriteAsync("Neuer Abschnitt", "Themen");
        await desk.PressAsync("Abschnitt hinzufügen");
        await desk.Page.Locator("#text-themen").FillAsync("Wie wichtig ist der Laden?");
        // The key that sends a form sends this one, and not the arrows above it.
        await desk.Page.Locator("#text-themen").PressAsync("Enter");
        await Expect(desk.Page).ToHaveURLAsync(new Regex("fragen/wie_wichtig_ist_der_laden", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await desk.SeesAsync("Noch gibt es keine Skala.");
        await LookAsync($"frage-{width}");
        await desk.FollowAsync("Noch gibt es keine Skala. Legen Sie erst eine an.");
        await desk.PressAsync("Skala hinzufügen");
        await LookAsync($"skala-{width}");

        var key = new Uri(desk.Page.Url).AbsolutePath.Split('/')[3];
        await desk.GoToAsync($"/team/studien/{key}/fragebogen/fragen/wie_wichtig_ist_der_laden");
        await desk.Page.Locator("#scale").SelectOptionAsync("wichtig5");
        await desk.PressAsync("Frage speichern");
        await desk.FollowAsync("Zurück zum Fragebogen");
        await Expect(desk.Page.GetByText("Noch zu klären")).ToHaveCountAsync(0);

        await desk.FollowAsync("Eine Liste von Thesen einfügen");
        await desk.WriteAsync("Die Liste", "1. Der Laden gehört allen\n2. Der Laden braucht eine Post\n3. Der Laden ist ein Treffpunkt");
        await desk.PressAsync("Vorschau ansehen");
        await desk.SeesAsync("Vorschau: 3 Fragen");
        await LookAsync($"einfuegen-{width}");
        await desk.PressAsync("3 Fragen hinzufügen");
        await LookAsync($"fragebogen-{width}");

        // What was deleted comes back.
        await desk.Page.Locator("#frage-der_laden_braucht_eine_post").GetByText("löschen").ClickAsync();
        await desk.PressAsync("Löschen rückgängig machen");
        await desk.Page.Locator("#frage-der_laden_braucht_eine_post").GetByText("↑").ClickAsync();
        // The page does not wait for it.
        await Wait.UntilAsync(
            "It moved up",
            async () => (await App.ReadAsync(key)).Round(1).Questionnaire.Items.ElementAt(1).Key,
            second => second == "der_laden_braucht_eine_post"
        );
        var asked = (await App.ReadAsync(key)).Round(1).Questionnaire;
        Assert.Equal(
            ["Wie wichtig ist der Laden?", "Der Laden braucht eine Post", "Der Laden gehört allen", "Der Laden ist ein Treffpunkt"],
            asked.Items.Select(item => item.Text.In("de"))
        );
        Assert.All(asked.Items, item => Assert.Equal(5, ((RatingItem)item).Scale.Points));
        await desk.GoToAsync($"/team/studien/{key}/fragebogen/fassungen");
        await LookAsync($"fassungen-{width}");

        // What looks at a page is a script itself.
        Task LookAsync(string name) => scripts ? desk.LookAsync(name) : Task.CompletedTask;
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Hints_are_read_and_hidden_missing_texts_found_and_versions_compared(int width)
    {
        var key = await App.StudyAsync(
            3,
            Sample
                .Yaml.Replace(
                    "{ de: Wie wichtig ist Größe?, en: How important is size? }",
                    "Ohne Größe geht es nicht.",
                    StringComparison.Ordinal
                )
                .Replace("key: nord,", "key: nord, target: 10,", StringComparison.Ordinal)
        );
        var desk = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(width));
        var root = $"/team/studien/{key}/fragebogen";
        await desk.GoToAsync(root);
        await desk.SeesAsync("Hinweise: 1");
        await desk.LookAsync($"hinweise-{width}");
        await desk.FollowAsync("Zum ersten fehlenden Text");
        await desk.SeesAsync("verneinen doppelt");
        await desk.LookAsync($"frage-mit-hinweis-{width}");
        await desk.Page.Locator("button[name=hinweis]").ClickAsync();
        await Expect(desk.Page).ToHaveURLAsync(new Regex("fragen/r1#hinweise", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await desk.Page.Locator("#text-en").FillAsync("Nothing works without size.");
        await desk.PressAsync("Frage speichern");
        await Expect(desk.Page.Locator(".saved__said")).ToContainTextAsync("Gespeichert um");
        await desk.GoToAsync(root);
        // The English text is one of its own.
        await desk.SeesAsync("Hinweise: 1");
        await desk.SeesAsync("Ausgeblendet: 1");
        await desk.LookAsync($"hinweise-ausgeblendet-{width}");
        await desk.GoToAsync($"{root}/gruppen");
        await desk.LookAsync($"gruppen-{width}");
        await desk.GoToAsync($"{root}/fassungen");
        await desk.PressAsync("Vergleichen");
        await desk.SeesAsync("Nothing works without size.");
        await desk.LookAsync($"fassungen-vergleich-{width}");
        await desk.GoToAsync($"/team/studien/{key}/panel");
        await desk.SeesAsync("3 von 10");
        await desk.GoToAsync($"/team/studien/{key}/runden/1/oeffnen");
        await desk.SeesAsync("Hinweise, die noch offen sind: 1");
        await desk.LookAsync($"oeffnen-hinweise-{width}");

        // What a later round asks is written in the same place.
        await App.OpenAsync(key);
        await App.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        await App.CloseAsync(key);
        await App.PlanAsync(key, item => item.Key is "r1" or "r2");
        await desk.GoToAsync($"{root}/fragen/r2");
        await desk.Page.Locator("#text-de").FillAsync("Ist klein wirklich schön?");
        await desk.Page.Locator("#same").CheckAsync();
        await desk.PressAsync("Frage speichern");
        await Expect(desk.Page.Locator(".saved__said")).ToContainTextAsync("Gespeichert um");
        await desk.LookAsync($"frage-runde-2-{width}");
        await desk.GoToAsync(root);
        await desk.SeesAsync("Hier entsteht, was Runde 2 fragt.");
        await desk.SeesAsync("anders formuliert als in Runde 1, gilt als dieselbe Frage");
        await desk.LookAsync($"fragebogen-runde-2-{width}");
        await desk.FollowAsync("Was Runde 1 fragte");
        await desk.SeesAsync("Seitdem steht der Fragebogen fest");
        await desk.LookAsync($"fragebogen-gefragt-{width}");
        await desk.GoToAsync($"{root}/angaben");
        await desk.LookAsync($"angaben-runde-2-{width}");
    }
}
