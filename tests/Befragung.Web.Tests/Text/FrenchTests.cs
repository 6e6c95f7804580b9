using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Befragung.Delphi;
using Befragung.Web.Tests.Mail;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Text;

/// <summary>What experts read is there in French, whole and as one prints it.</summary>
public sealed partial class FrenchTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private static readonly Dictionary<string, string> French = Read("fr"),
        English = Read("en");

    /// <summary>Where experts' sentences stand.</summary>
    private static readonly string[] Sources =
    [
        "src/Befragung.Web/Pages/Bogen/",
        "src/Befragung.Web/Pages/Offen.",
        "src/Befragung.Web/Pages/Einladung.",
        "src/Befragung.Web/Pages/Code.",
        "src/Befragung.Web/Pages/NeuerLink.",
        "src/Befragung.Web/Pages/Absage.",
        "src/Befragung.Web/Pages/Index.",
        "src/Befragung.Web/Pages/Datenschutz.",
        "src/Befragung.Web/Pages/Barrierefreiheit.",
        "src/Befragung.Web/Pages/Fehler.",
        "src/Befragung.Web/Pages/DatabaseTroubles.",
        "src/Befragung.Web/Pages/Shared/_Layout.",
        "src/Befragung.Web/Pages/Shared/_Absage.",
        "src/Befragung.Web/Pages/Shared/_Sprachwahl.",
        "src/Befragung.Web/Reports/Parts/_Own",
        "src/Befragung.Web/Mail/LetterTemplate.",
        "src/Befragung.Web/Mail/LetterWriter.",
        "src/Befragung.Web/Mail/LetterCalendar.",
        "src/Befragung.Web/Mail/Mailbox.",
        "src/Befragung.Web/Text/TypedNumbers.",
        "src/Befragung.Web/Text/UnitWords.",
        "src/Befragung.Delphi/Feedback/",
        "src/Befragung.Delphi/Rounds/AnswerSheet",
        "src/Befragung.Delphi/Questionnaires/Item.",
        "src/Befragung.Delphi/Questionnaires/Part.",
        "src/Befragung.Delphi/Questionnaires/MultipleChoiceItem.",
        "src/Befragung.Delphi/Questionnaires/NumberItems.",
        "src/Befragung.Delphi/Reporting/UsualConsent.",
        "src/Befragung.Delphi/Studies/ConsensusRule.",
        "src/Befragung.Delphi/Studies/StabilityRule.",
        "src/Befragung.Delphi/Coding/CorrectionSheet.",
    ];

    /// <summary>Stands in the same files, and is read by the team alone, or is no sentence.</summary>
    private static readonly string[] Teams =
    [
        "Mit „exclusive: true“ bleiben hier",
        "Mit „other: true“ ist der Schlüssel",
        "„max“ muss größer sein",
        "Der Betreff",
        "Der persönliche Link gehört in den Text",
        "Der Text fehlt.",
        "Ohne „{0}“ kann niemand antworten.",
        "„{0}“ fehlt im Text.",
        "Der Fragebogen nennt keine Ansprechperson.",
        "Als Ansprechperson steht im Fragebogen",
        "Konten",
        "Studien",
        "Diese Person hat schon geantwortet.",
        "Betrieb",
        "Chronik",
        "Mein Konto",
        "Versand der Anschreiben",
        "Anschreiben werden nicht verschickt",
        "Sie lesen mit:",
        "In dieser Studie lesen Sie mit",
        "Punkt",
        "Text",
        "Was",
        "Zeigen",
        "abgesagt",
        "geschlossen",
    ];

    [Fact]
    public void No_sentence_that_experts_read_is_missing_in_French() =>
        Assert.Empty(
            from file in Repository.Sources("src")
            where Array.Exists(Sources, source => file.Path.Contains(source, StringComparison.Ordinal))
            from Match literal in Literal().Matches(file.Text)
            let sentence = literal.Groups["text"].Value
            where English.ContainsKey(sentence) && !French.ContainsKey(sentence)
            where
                !Array.Exists(
                    Teams,
                    team =>
                        team.Contains(' ', StringComparison.Ordinal) || team.EndsWith(':')
                            ? sentence.StartsWith(team, StringComparison.Ordinal)
                            : sentence == team
                                || (team == "Konten" && sentence.StartsWith("Konten ", StringComparison.Ordinal))
                                || (team == "Punkt" && sentence == "Punkte")
                )
            select $"{file.Path}: {sentence}"
        );

    [Fact]
    public void No_French_sentence_has_lost_its_German_one() => Assert.Empty(French.Keys.Except(English.Keys));

    [Fact]
    public void A_sentence_has_the_same_places_in_French() =>
        Assert.Empty(from one in French where Places(one.Key) != Places(one.Value) select $"{one.Key} – {one.Value}");

    [Fact]
    public void Signs_stand_as_French_is_printed()
    {
        Assert.Empty(French.Where(one => Loose().IsMatch(one.Value)).Select(one => one.Value));
        Assert.Empty(
            French
                .Where(one => one.Value.Count(letter => letter == '«') != one.Value.Count(letter => letter == '»'))
                .Select(one => one.Value)
        );
        Assert.Empty(French.Where(one => one.Value.Contains('\'', StringComparison.Ordinal)).Select(one => one.Value));
    }

    [Theory]
    [InlineData(0, "0 personne")]
    [InlineData(1, "1 personne")]
    [InlineData(2, "2 personnes")]
    [InlineData(1234, "1\u202f234 personnes")]
    [InlineData(1.5, "1,5 personne")]
    public void Nought_and_one_are_singular_and_thousands_stand_apart(double count, string said) =>
        Assert.Equal(said, string.Format(new CountFormat(Languages.Culture("fr")), "{0:personne|personnes}", count));

    [Fact]
    public void Names_in_a_row_stand_in_the_quotation_marks_of_the_page()
    {
        Assert.Equal(
            "«\u00a0a\u00a0», «\u00a0b\u00a0» et un autre",
            Languages.In("fr", () => new Names(["a", "b"]) { More = 1 }.ToString())
        );
        Assert.Equal("«\u00a0a\u00a0» 2, 3 autres", Languages.In("fr", () => new Listed([new("a", 2)]) { More = 3 }.ToString()));
    }

    [Fact]
    public async Task A_whole_session_in_French_says_nothing_in_another_language()
    {
        var key = await app.StudyAsync(6, Yaml);
        await app.DataAsync(async db =>
        {
            foreach (
                var panelist in await db
                    .Panelists.Where(one => db.Studies.Any(study => study.Key == key && study.Id == one.StudyId))
                    .ToListAsync()
            )
                panelist.Speak("fr");
            return await db.SaveChangesAsync();
        });
        await app.OpenAsync(key);
        using var expert = app.Visitor("de");
        await expert.GetAsync(await app.LinkAsync(key));
        var pages = new List<Reply> { await expert.GetAsync("/bogen/einwilligung") };
        await expert.SubmitAsync(pages[0], "main form", ("einverstanden", "true"));
        foreach (
            var path in (string[])
                [
                    "/bogen",
                    "/bogen/abschnitt/eins",
                    "/bogen/abgeben",
                    "/bogen/kontakt",
                    "/bogen/absage",
                    "/bogen/widerruf",
                    "/bogen/verlassen",
                    "/bogen/einwilligung",
                ]
        )
            pages.Add(await expert.GetAsync(path));
        var section = await expert.GetAsync("/bogen/abschnitt/eins");
        pages.Add(await expert.SubmitAsync(section, "form.sheet", ("a.r1", "4"), ("a.n1", "abc"), ("a.k1.x", "1"), ("a.k1.y", "1")));
        section = await expert.GetAsync("/bogen/abschnitt/eins");
        await expert.SubmitAsync(section, "form.sheet", ("a.n1", "1 234,5"), ("a.k1.x", "1"), ("a.k1.y", "2"), ("a.c1", "hin"));
        pages.Add(await expert.GetAsync("/bogen/abgeben"));
        Assert.Contains("1234,5", pages[^1].Text, StringComparison.Ordinal);
        await expert.SubmitAsync(pages[^1], "main form.handin", ("anyway", "true"));
        pages.Add(await expert.GetAsync("/bogen"));
        pages.Add(await expert.GetAsync("/bogen/ergebnis"));
        for (var other = 1; other < 6; other++)
            await app.HandInAsync(key, other, new("r1", "5"), new("n1", "10"), new("k1.x", "2"), new("k1.y", "1"), new("c1", "her"));
        await app.CloseAsync(key);
        pages.Add(await expert.GetAsync("/bogen"));
        await app.NextAsync(key);
        pages.Add(await expert.GetAsync("/bogen"));
        pages.Add(await expert.GetAsync("/bogen/abschnitt/eins"));
        pages.Add(await expert.GetAsync("/bogen/ergebnis"));
        pages.Add(await expert.GetAsync("/bogen/gibt-es-nicht"));
        Assert.All(
            pages.SkipLast(1),
            page =>
                Assert.Equal(("fr", 200), (page.Page.DocumentElement.GetAttribute("lang"), page.Status is 302 or 400 ? 200 : page.Status))
        );
        Assert.All(pages.SkipLast(1), page => Assert.Empty(Foreign(page.Text)));
        await app.LettersAsync();
        var letters = app.LettersTo($"<{Sample.Address(0)}>")
            .Where(letter => letter.Subject.Contains("La ville", StringComparison.Ordinal))
            .ToList();
        Assert.Contains(letters, letter => letter.Subject == "Invitation\u00a0: La ville");
        Assert.All(letters, letter => Assert.Empty(Foreign(letter.Body)));
    }

    /// <summary>What must not stand on a French page; some words are French as well.</summary>
    private static readonly IReadOnlyList<string> Others =
    [
        .. English
            .SelectMany(one => (string[])[one.Key, one.Value])
            .Where(sentence => sentence.Length > 8 && !sentence.Contains('{', StringComparison.Ordinal))
            .Where(sentence => !French.Values.Any(said => said.Contains(sentence, StringComparison.OrdinalIgnoreCase))),
    ];

    private static IEnumerable<string> Foreign(string text) =>
        Others
            .Where(sentence => text.Contains(sentence, StringComparison.Ordinal))
            .Where(sentence =>
                Regex.IsMatch(text, $@"(?<![\w’]){Regex.Escape(sentence)}(?![\w’])", RegexOptions.None, TimeSpan.FromSeconds(5))
            );

    private const string Yaml = """
        befragung: 1
        title: { de: Die Stadt, fr: La ville }
        languages: [de, fr]
        introduction: { de: Willkommen., fr: Bienvenue. }
        contact: { name: Mairie, email: amt@befragung.internal }
        groups: [ { key: nord, name: { de: Norden, fr: Nord } }, { key: sued, name: { de: Süden, fr: Sud } } ]
        settings: { rounds: 2, smallestCell: 5, reasons: true, verdicts: true }
        scales: { s5: { points: 5, labels: { 1: { de: gar nicht, fr: pas du tout }, 5: { de: sehr, fr: beaucoup } }, noAnswer: true } }
        sections:
          - key: eins
            title: { de: Leben, fr: La vie }
            items:
              - { key: r1, type: rating, text: { de: Der Markt, fr: Le marché }, scale: s5 }
              - { key: n1, type: number, decimals: 1, text: { de: Wie weit?, fr: Quelle distance ? }, unit: { de: km, fr: km } }
              - { key: k1, type: ranking, text: { de: Was zuerst?, fr: Quoi d’abord ? }, options: [ { key: x, name: { de: Hier, fr: Ici } }, { key: y, name: { de: Dort, fr: Là } } ] }
              - { key: c1, type: singleChoice, text: { de: Wohin?, fr: Vers où ? }, options: [ { key: hin, name: { de: Hin, fr: Aller } }, { key: her, name: { de: Her, fr: Venir } } ] }
        """;

    private static Dictionary<string, string> Read(string language) =>
        XDocument
            .Load(Repository.PathOf("src", "Befragung.Web", "Text", $"Texts.{language}.resx"))
            .Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(place => place.Value).Distinct().Order());

    [GeneratedRegex("""(?<!\$)"(?<text>([^"\\\r\n]|\\.)*)(?=")""", RegexOptions.ExplicitCapture, 20_000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{\d+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Place();

    /// <summary>A blank that may break, or none, before a sign that has one in French; outside of places. Times and addresses have no colon here.</summary>
    [GeneratedRegex(@"[ ][;:?!»%](\s|$|\u00a0)|«[^\u00a0]|[^\u00a0]»|[\w»)][?!;](\s|$)|[\w»)]:(\s|$)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Loose();
}
