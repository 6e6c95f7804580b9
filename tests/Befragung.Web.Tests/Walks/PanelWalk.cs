using System.Text;
using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>A team brings its panel together: a file with a mistake in it and somebody without mail, somebody by hand, a wrong address, a substitute, and two who are withdrawn at once.</summary>
public sealed class PanelWalk(Browser app) : Walk(app)
{
    private const int Desk = 1280,
        Phone = 390;

    [Theory]
    [InlineData(Desk)]
    [InlineData(Phone)]
    public async Task Thirty_people_are_taken_in_corrected_replaced_and_withdrawn(int width)
    {
        var panel = $"/team/studien/{await App.OpenStudyAsync()}/panel";
        var team = await TeamDesk.SignedInAsync(App, StudyRole.Owner, new(width));
        var lines = Enumerable
            .Range(1, 30)
            .Select(index =>
                $"Fachfrau {index};{(index == 5 ? "" : index == 17 ? "ohne-at" : $"fach-{index}@example.org")};{(index > 27 ? "sued" : "nord")};de;{(index % 2 == 0 ? "Verkehr" : "Wohnen")};{(index == 5 ? "\"Musterweg 5, 01067 Dresden\"" : "")}\n"
            );
        await team.GoToAsync(panel);
        await team.Field("Panel als CSV-Datei")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "panel.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes("Name;E-Mail;Gruppe;Sprache;Ressort;Postanschrift\n" + string.Concat(lines)),
                }
            );
        await team.PressAsync("Vorschau ansehen");
        await Expect(team.Find("#zaehlung")).ToContainTextAsync("fehlerhafte Zeilen: 1");
        await Expect(team.Find("[aria-labelledby=fehler] tbody tr")).ToContainTextAsync("In „ohne-at“ fehlt das @.");
        await team.Page.GetByText("Spalten zuordnen").ClickAsync();
        await team.LookAsync($"panel-datei-vorschau-{width}");
        await team.Field("Ressort").SelectOptionAsync("Fachgebiet oder anderes Merkmal");
        await team.PressAsync("Zuordnung übernehmen");
        await Expect(team.Find("[aria-labelledby=neue] thead")).ToContainTextAsync("Ressort");
        await team.PressAsync("Nur die 29 guten Zeilen aufnehmen");
        await team.SeesHeadingAsync("30 im Panel");
        await team.LookAsync($"panel-liste-{width}");

        await team.FollowAsync("Jemanden von Hand aufnehmen …");
        await team.LookAsync($"panel-von-hand-{width}");
        await team.WriteAsync("Name", "Fachfrau 17");
        await team.WriteAsync("E-Mail-Adresse", "fach-71@example.org");
        await team.Field("Gruppe").SelectOptionAsync("Süden");
        await team.PressAsync("Aufnehmen");
        await team.SeesAsync("Aufgenommen; das Anschreiben geht sofort hinaus");
        await team.LookAsync($"person-{width}");
        await team.WriteAsync("E-Mail-Adresse", "fach-17@example.org");
        await team.PressAsync("Angaben speichern");
        await team.SeesAsync("Die Angaben sind geändert");
        await Expect(team.Find("[aria-labelledby=verlauf]")).ToContainTextAsync("E-Mail-Adresse geändert");

        await team.FollowAsync("Durch jemand anderes ersetzen …");
        await team.WriteAsync("Grund", "wechselt die Stelle");
        await team.WriteAsync("Name", "Nachfolge 17");
        await team.WriteAsync("E-Mail-Adresse", "nachfolge@example.org");
        await team.LookAsync($"person-ersetzen-{width}");
        await team.PressAsync("Person ersetzen");
        await Expect(team.Find("[aria-labelledby=verlauf]"))
            .ToContainTextAsync("aufgenommen anstelle von Fachfrau 17. Grund: wechselt die Stelle");

        await team.GoToAsync(panel);
        await team.WriteAsync("Name oder E-Mail", "Fachfrau 2");
        await team.Field("Gruppe").SelectOptionAsync("Süden");
        await team.PressAsync("Suchen");
        await team.SeesAsync("2 gefunden.");
        await team.Field("Mit allen in dieser Auswahl").SelectOptionAsync("Einladungen zurückziehen");
        await team.PressAsync("Weiter …");
        await team.SeesAsync("Zurückgezogen werden die Einladungen von 2 Personen:");
        await team.LookAsync($"panel-sammel-{width}");
        await team.PressAsync("2 zurückziehen");
        await team.SeesAsync("Das ist bei 2 Personen geschehen");
        // One who was replaced, and these two.
        await team.SeesHeadingAsync("32 im Panel, davon 3 zurückgezogen");

        await team.FollowAsync("Anschreiben auf Papier");
        await team.SeesHeadingAsync("Ohne E-Mail-Adresse, noch ohne Brief");
        await team.LookAsync($"anschreiben-papier-{width}");
        await team.GoToAsync(panel);

        await team.FollowAsync("Wer ist schon dabei? Gruppen und Fachgebiete");
        await Expect(team.Find("[aria-labelledby=luecken]")).ToContainTextAsync("Süden");
        await team.LookAsync($"panel-rekrutierung-{width}");
        Assert.Equal(0, await team.TooWideByAsync());
    }
}
