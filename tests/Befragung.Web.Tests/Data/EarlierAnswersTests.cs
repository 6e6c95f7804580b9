using System.Text;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>Which answers are earlier ones is said once: sheet, conditions, result, export and the evaluation of the export agree.</summary>
public sealed class EarlierAnswersTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Section = "/bogen/abschnitt/eins";

    /// <summary>Round 3 asks no longer what its conditions look at.</summary>
    private const string Yaml = """
        befragung: 1
        title: Bedingt
        languages: [de]
        groups: [ { key: nord, name: Norden }, { key: sued, name: Süden } ]
        settings: { rounds: 3, smallestCell: 3 }
        scales: { s5: { points: 5, noAnswer: true } }
        sections:
          - key: eins
            title: Eins
            items:
              - { key: x, type: rating, text: Wie wichtig?, scale: s5 }
              - { key: f, type: rating, text: Wie dringend?, scale: s5, when: { item: x, from: 4 } }
              - { key: z, type: number, text: Wie viele?, when: { item: x, from: 4 } }
              - { key: g, type: rating, text: Wie machbar?, scale: s5 }
        """;

    [Fact]
    public async Task The_export_evaluated_is_the_result_with_conditions_and_with_sheets_that_were_never_handed_in()
    {
        var key = await app.OpenStudyAsync(14, Yaml);
        using (await app.ExpertAsync(key)) { }
        for (var round = 1; round <= 3; round++)
        {
            if (round > 1)
                await app.NextAsync(key, item => round < 3 || item.Key != "x");
            for (var expert = 0; expert < 14; expert++)
            {
                var changes = Answers(round, expert);
                // Who answers twice leaves behind what is not asked any more.
                if (changes.Length > 1 && changes[0] is { PartKey: "x", Value: "2" })
                    await app.BeginAsync(key, expert, [new("x", "5"), .. changes[1..]]);
                if (HandsIn(round, expert))
                    await app.HandInAsync(key, expert, changes);
                else
                    await app.BeginAsync(key, expert, changes);
            }
            await app.CloseAsync(key);
        }
        var study = await app.ReadAsync(key);
        var frozen = study.Rounds.OrderBy(round => round.Number).Select(round => round.Result!).ToList();
        Assert.True(frozen[2].Of("f") is { N: > 3 and < 12 }, "Some are asked, and some are not.");
        using var content = new MemoryStream();
        await app.WithAsync(async services =>
        {
            await AnswerFiles.WriteLongAsync(
                await services.GetRequiredService<StudyExports>().OfAsync(study, complete: true, CancellationToken.None),
                content,
                CancellationToken.None
            );
            return 0;
        });
        content.Position = 0;
        var evaluated = ResponseFile.Read(content, study.Round(1).Questionnaire).Evaluate();
        Assert.Equal(ResultsJson.Write(6, frozen), ResultsJson.Write(6, evaluated.Select(round => round.Result)));
    }

    [Fact]
    public async Task A_file_that_still_has_what_conditions_left_out_counts_it_in_no_round()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        var questionnaire = (await app.ReadAsync(key)).Round(1).Questionnaire;
        static string File(string left) =>
            "round,panelist,group,item,value,comment\n"
            + string.Concat(
                Enumerable
                    .Range(0, 6)
                    .Select(expert =>
                        $"""
                            1,p{expert},nord,x,2
                            1,p{expert},nord,f,{left}
                            2,p{expert},nord,x,5
                            2,p{expert},nord,f,{1 + (expert % 2)}

                            """
                    )
            );
        string Evaluated(string left) =>
            ResultsJson.Write(
                6,
                ResponseFile
                    .Read(new MemoryStream(Encoding.UTF8.GetBytes(File(left))), questionnaire)
                    .Evaluate()
                    .Select(round => round.Result)
            );
        Assert.Equal(Evaluated(""), Evaluated("4"));
    }

    [Fact]
    public async Task What_was_not_handed_in_is_told_as_that_and_is_nothing_to_stay_with()
    {
        var key = await app.OpenStudyAsync(9, Sample.Yaml);
        using (await app.ExpertAsync(key)) { }
        for (var expert = 1; expert < 9; expert++)
            await app.HandInAsync(key, expert, new("r1", "4"), new("a1.x", "1"), new("c1", "hin"));
        await app.BeginAsync(key, 0, new("r1", "1"), new("a1.y", "1"), new("c1", "her"));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        using var left = await app.ReturningAsync(key);
        using var other = await app.ExpertAsync(key, 1);
        var first = await left.GetAsync(Section);
        Assert.Contains("Ihre Antwort bisher: 4", (await other.GetAsync(Section)).Text, StringComparison.Ordinal);
        // Made for one, and for all by then.
        foreach (var page in (Reply[])[first, await left.GetAsync(Section)])
        {
            Assert.Contains(
                "In Runde 1 hatten Sie nicht abgegeben.",
                page.Page.QuerySelector("[data-item=r1]")!.TextContent,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("Ihre Antwort bisher", page.Text, StringComparison.Ordinal);
            Assert.Empty(page.Page.QuerySelectorAll("[data-item] :is(.you, .own), .keepit, .keepall"));
        }
    }

    [Fact]
    public async Task Conditions_do_not_look_at_what_was_not_handed_in()
    {
        var key = await app.OpenStudyAsync(8, Yaml);
        using (await app.ExpertAsync(key)) { }
        using (await app.ExpertAsync(key, 1)) { }
        await app.BeginAsync(key, 0, new AnswerChange("x", "5"));
        for (var expert = 1; expert < 8; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("x", "5"));
        await app.CloseAsync(key);
        await app.NextAsync(key, item => item.Key != "x");
        using var left = await app.ReturningAsync(key);
        using var other = await app.ReturningAsync(key, 1);
        Assert.Null((await left.GetAsync(Section)).Page.QuerySelector("[data-item=f]"));
        Assert.NotNull((await other.GetAsync(Section)).Page.QuerySelector("[data-item=f]"));
    }

    /// <summary>Two never hand in in round 1 and one in round 2; answers move, go below the condition, and become "keine Angabe".</summary>
    private static bool HandsIn(int round, int expert) =>
        round switch
        {
            1 => expert is not (0 or 7),
            2 => expert is not (1 or 7),
            _ => expert != 13,
        };

    private static AnswerChange[] Answers(int round, int expert)
    {
        AnswerChange x = new(
            "x",
            (round, expert % 4) switch
            {
                (1, 0) => "2",
                (2, 1) => "",
                (2, 2) => "2",
                _ => "5",
            }
        );
        AnswerChange[] others =
        [
            new("f", $"{1 + ((expert + round) % 5)}"),
            new("z", $"{expert * round}"),
            new("g", expert == 9 ? "" : $"{1 + ((expert * round) % 5)}"),
        ];
        return round < 3 ? [x, .. others] : others;
    }
}
