using Befragung.Web.Tests.Pages;
using Befragung.Web.Tests.Walks.Screens;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>A sheet that goes from right to left, with what others answered, on a screen and on a telephone; and the switch with several languages.</summary>
public sealed class TongueWalk(Browser app) : Walk(app)
{
    private const string Yaml = """
        befragung: 1
        title: { ar: مدينتنا, de: Unsere Stadt, tr: Şehrimiz }
        languages: [ar, de, tr]
        introduction: { ar: أهلا وسهلا بكم في هذا الاستطلاع., de: Willkommen., tr: Hoş geldiniz. }
        groups: [ { key: nord, name: { ar: الشمال, de: Norden } }, { key: sued, name: { ar: الجنوب, de: Süden } } ]
        settings: { rounds: 2, smallestCell: 3, reasons: true }
        scales: { s5: { points: 5, labels: { 1: { ar: غير مهم إطلاقا, de: unwichtig }, 5: { ar: مهم جدا, de: wichtig } }, noAnswer: true } }
        sections:
          - key: eins
            title: { ar: الحياة في المدينة, de: Leben in der Stadt }
            introduction: { ar: يرجى الإجابة عن جميع الأسئلة., de: Bitte antworten Sie auf alle Fragen. }
            items:
              - { key: r1, type: rating, text: { ar: ما مدى أهمية السوق؟, de: Wie wichtig ist der Markt? }, note: { ar: سوق الأسبوع, de: Der Wochenmarkt }, scale: s5 }
              - key: m1
                type: multiRating
                text: { ar: الساحة, de: Der Platz }
                criteria: [ { key: a, name: { ar: الجمال, de: Schönheit }, scale: s5 }, { key: b, name: { ar: النظافة, de: Sauberkeit }, scale: s5 } ]
              - { key: n1, type: number, text: { ar: كم كيلومترا؟, de: Wie viele Kilometer? }, min: 0, max: 50, unit: { ar: كم, de: km } }
              - { key: k1, type: ranking, text: { ar: ما الأهم أولا؟, de: Was zuerst? }, options: [ { key: x, name: { ar: الحدائق, de: Gärten } }, { key: y, name: { ar: المدارس, de: Schulen } } ] }
              - { key: c1, type: multipleChoice, text: { ar: ماذا تستخدم؟, de: Was nutzen Sie? }, options: [ { key: x, name: { ar: الحافلة, de: Bus } }, { key: y, name: { ar: الدراجة, de: Rad } } ] }
              - { key: l1, type: longText, text: { ar: ماذا ينقص؟, de: Was fehlt? } }
        """;

    [Fact]
    public async Task A_sheet_from_right_to_left_fits_and_is_accessible_and_the_switch_needs_no_script()
    {
        var key = await App.OpenStudyAsync(8, Yaml);
        for (var expert = 0; expert < 8; expert++)
            await App.HandInAsync(
                key,
                expert,
                new("r1", expert < 5 ? "4" : "2"),
                new("m1.a", "3"),
                new("m1.b", "5"),
                new("n1", "12"),
                new("k1.x", "1"),
                new("k1.y", "2"),
                new("c1.x", "1"),
                new("c1.y", "0")
            );
        await App.CloseAsync(key);
        await App.NextAsync(key);
        foreach (var window in (Window[])[new(1000, 900), new(390, 844)])
        {
            var expert = await ExpertSheet.ArriveAsync(App, key, path: "/bogen", window: window);
            await expert.GoToAsync("/sprache/ar?zurueck=/bogen");
            await expert.LookAsync($"arabisch-start-{window.Width}");
            await expert.GoToAsync(ExpertSheet.SectionOne);
            await expert.LookAsync($"arabisch-abschnitt-{window.Width}");
            await expert.GoToAsync(ExpertSheet.Review);
            await expert.LookAsync($"arabisch-pruefen-{window.Width}");
            // Two others stand in a line.
            await Expect(expert.Find(".head__nav a[hreflang]")).ToHaveTextAsync(["Deutsch", "Türkçe"]);
            await expert.Find(".head__nav a[hreflang=tr]").ClickAsync();
            await Expect(expert.Find("html[lang=tr]:not([dir])")).ToHaveCountAsync(1);
        }
        foreach (var scripts in (bool[])[true, false])
        {
            var expert = await ExpertSheet.ArriveAsync(App, await App.OpenStudyAsync(1, TongueTests.Yaml), window: new(Scripts: scripts));
            await expert.Find(".tongues summary").ClickAsync();
            await expert.Find(".tongues a[hreflang=ar]").ClickAsync();
            await Expect(expert.Find("html[lang=ar][dir=rtl]")).ToHaveCountAsync(1);
            await Expect(expert.Find("h1")).ToHaveTextAsync("الحياة");
        }
    }
}
