using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Reporting;

/// <summary>How a study was done, said of many small studies: never false, never with an empty place, and as long as an article has room for.</summary>
public sealed partial class MethodsParagraphTests
{
    private const int Longest = 400,
        Shortest = 200,
        ShortestOfOneRound = 110;

    [Fact]
    public void A_paragraph_is_as_long_as_an_article_has_room_for()
    {
        var wrong = new List<string>();
        foreach (var (study, number) in VariedStudies.All.Select((study, number) => (study, number)))
        foreach (var culture in (CultureInfo[])[SentencePatternsTests.German, SentencePatternsTests.InEnglish])
        foreach (var report in (StudyReport[])[Report(study), SentencePatternsTests.Decorated(Report(study))])
        {
            var text = Said(report, culture);
            var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            // Of a single round there is less to tell: nothing was fed back, and nothing is stable yet.
            if (words > Longest || (words < Shortest && report.Rounds.Count > 1) || words < ShortestOfOneRound)
                wrong.Add($"{number} {culture.Name} rounds {report.Rounds.Count} of {report.Settings.Rounds}: {words} words");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void It_has_no_empty_places()
    {
        foreach (var study in VariedStudies.All)
        foreach (var report in (StudyReport[])[Report(study), SentencePatternsTests.Decorated(Report(study)), Elsewhere(study)])
        foreach (var culture in (CultureInfo[])[SentencePatternsTests.German, SentencePatternsTests.InEnglish])
            Assert.DoesNotMatch(Empty(), Said(report, culture));
    }

    [Fact]
    public void It_says_nothing_that_did_not_happen()
    {
        foreach (var study in VariedStudies.All)
        foreach (var report in (StudyReport[])[Report(study), Elsewhere(study)])
        {
            var text = Said(report, SentencePatternsTests.German);
            void Only(bool happened, string words) =>
                Assert.True(happened || !text.Contains(words, StringComparison.Ordinal), $"{words} – {text}");
            var several = report.Rounds.Count > 1;
            Only(several && report.ParticipationKnown, "Ab der zweiten Runde sahen");
            Only(several, "zuerst, ob die Antworten stabil");
            Only(several, "Stabil heißt");
            Only(several, "Von Runde 1 zu Runde 2");
            Only(report.IsDelphi, "Delphi-Befragung");
            Only(report.IsDelphi, "Konsens heißt");
            Only(report.Groups.Count > 1, "Das Panel umfasst");
            Only(report.Groups.Count > 1, "Ergebnisse der Gruppen");
            Only(report.Contrasts.Tested > 0, "Kruskal-Wallis");
            Only(report.AsksForReasons, "Begründungen las");
            Only(report.AsksForReasons, "ihre Antworten begründen");
            Only(report.AsksOpenly, "eigene Gedanken");
            Only(report.Firmness is not null, "neu gezogenen Panels");
            Only(report.ParticipationKnown, "Eingeladenen");
            Only(report.ParticipationKnown, "unter einem Pseudonym");
            Only(report.ParticipationKnown, "stand vor der ersten Runde fest");
            Only(!report.ParticipationKnown, "mit einem anderen Werkzeug");
            Only(report.WasTried, "Probelauf");
            Only(report.WasOpenToAll, "offene Links");
            Only(false, "künstliche Intelligenz");
        }
    }

    private static StudyReport Elsewhere(Study study) =>
        StudyReport.OfFile(
            [.. study.Rounds.Where(round => round.Result is not null).Select(round => (round.Questionnaire, round.Result!))],
            Results.RatedStudy.Start
        );

    private static StudyReport Report(Study study) => StudyReport.Of(study, Results.RatedStudy.Start.AddDays(100));

    private static string Said(StudyReport report, CultureInfo culture) =>
        string.Join(' ', MethodsParagraph.Of(report).Select(sentence => SentencePatternsTests.Written(sentence, culture)));

    [GeneratedRegex(@"\{|\}|  |\(\)|„“|“”| [.,;:]|: *[.,;]|#", RegexOptions.None, 5000)]
    private static partial Regex Empty();
}
