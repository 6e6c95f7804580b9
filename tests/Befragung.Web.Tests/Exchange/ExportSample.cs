using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Simulation;
using Befragung.Web.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Tests.Exchange;

/// <summary>A study with items of every type and four groups, of which the west is too small to be shown, and answers to it.</summary>
internal static class ExportSample
{
    public const int Experts = 36;

    public const string Yaml = """
        befragung: 1
        title: { de: "=Größe *und* mehr", en: Size and more }
        languages: [de, en]
        groups:
          - { key: nord, name: { de: Norden, en: North } }
          - { key: sued, name: { de: Süden, en: South } }
          - { key: west, name: { de: Westen, en: West } }
          - { key: ost, name: { de: Osten, en: East } }
        settings: { rounds: 3, smallestCell: 5, quantileType: 6 }
        scales:
          s5: { points: 5, labels: { 1: { de: unwichtig, en: unimportant }, 5: { de: sehr wichtig, en: very important } }, noAnswer: true }
          s9: { points: 9, labels: { 1: { de: gar nicht, en: not at all }, 9: { de: ganz, en: fully } }, noAnswer: false }
        sections:
          - key: eins
            title: { de: Eins, en: One }
            items:
              - { key: r1, type: rating, text: { de: "Ist *Größe* „alles“, oder \"nichts\"?", en: Is size all? }, scale: s5 }
              - { key: r9, type: rating, text: { de: "=1+1", en: "=1+1" }, scale: s9 }
              - { key: m1, type: multiRating, text: { de: Markt, en: Market }, criteria: [ { key: wert, name: { de: Wert, en: Value }, scale: s5 }, { key: lage, name: { de: Lage, en: Situation }, scale: s5 } ] }
              - { key: a1, type: ranking, text: { de: Zuerst?, en: First? }, top: 2, options: [ { key: x, name: X }, { key: y, name: Y }, { key: z, name: Z } ] }
              - { key: c1, type: singleChoice, text: { de: Wohin?, en: Where to? }, options: [ { key: hin, name: { de: Hin, en: There } }, { key: her, name: { de: Her, en: Back } } ] }
              - { key: w1, type: multipleChoice, text: { de: Wer?, en: Who? }, other: true, options: [ { key: a, name: Vereine }, { key: b, name: Schulen } ] }
              - { key: p1, type: points, text: { de: Wer zahlt?, en: Who pays? }, options: [ { key: bund, name: Bund }, { key: land, name: Land } ] }
              - { key: z1, type: number, text: { de: Wie kalt?, en: How cold? }, unit: °C, min: -50, max: 50, decimals: 1 }
              - { key: e1, type: estimate, text: { de: Wie viele?, en: How many? }, min: 0 }
          - key: zwei
            title: { de: Zwei, en: Two }
            items:
              - { key: h1, type: information, text: { de: Nur zu lesen., en: Only to read. } }
              - { key: k1, type: shortText, text: { de: Wo?, en: Where? }, maxLength: 20 }
              - { key: l1, type: longText, text: { de: Was fehlt?, en: What is missing? }, maxLength: 200 }
              - { key: i1, type: ideas, text: { de: Ideen, en: Ideas }, entries: 2 }
        """;

    public static Questionnaire Questionnaire { get; } = QuestionnaireReader.Read(Yaml).Questionnaire!;

    /// <summary>Words that break tables, run as formulas, or look as if they were defused already.</summary>
    public static readonly string[] Words =
    [
        "=HYPERLINK(\"http://example.org\";\"hier\")",
        "+49 30 123",
        "-1",
        "@SUM(1)",
        "'=1",
        "'s ist gut",
        "Eins, zwei; \"drei\"\nund vier",
        "NA",
        "＝1",
        "Smiley 😀 _x000D_ ende",
        "=" + new string('x', 199),
    ];

    public static string GroupOf(int expert) =>
        expert < 12 ? "nord"
        : expert < 24 ? "sued"
        : expert < 26 ? "west"
        : "ost";

    public static byte[] Panel { get; } =
        Encoding.UTF8.GetBytes(
            "Name;E-Mail;Gruppe;Sprache\n"
                + string.Concat(
                    Enumerable.Range(0, Experts).Select(expert => $"Jörg Weiß {expert};{Sample.Address(expert)};{GroupOf(expert)};de\n")
                )
        );

    /// <summary>Something to everything, "keine Angabe" and nothing at all among it; some move by a point in a later round.</summary>
    public static AnswerChange[] Answers(int expert, int round = 1)
    {
        var moved = round == 1 || expert % 4 > 0 ? 0 : 1;
        string Point(int point, int points) => Text(1 + ((point + moved) % points));
        string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
        AnswerChange[] rated =
        [
            new("r1", expert % 9 == 7 ? "" : Point(expert, 5)),
            new("r9", Point(expert * expert, 9)),
            new("m1.wert", Point(expert * 2, 5)),
            new("m1.lage", expert % 5 == 1 ? "" : Point(expert * 3, 5)),
            new("a1.x", expert % 2 == 0 ? "1" : "2"),
            new(expert % 2 == 0 ? "a1.y" : "a1.z", expert % 2 == 0 ? "2" : "1"),
            new("c1", (expert + moved) % 3 == 0 ? "hin" : "her"),
            new("z1", Text(-12.5m + (expert % 7) + moved)),
        ];
        AnswerChange[] some =
            expert % 6 == 0
                ? []
                :
                [
                    new("w1.a", expert % 6 == 3 ? "0" : "1"),
                    new("w1.b", "0"),
                    .. expert % 6 == 3 ? (AnswerChange[])[new("w1.other", "-Feuerwehr")] : [],
                    new("p1.bund", Text(100 - (expert % 3))),
                    .. expert % 3 > 0 ? (AnswerChange[])[new("p1.land", Text(expert % 3))] : [],
                    new("e1.low", Text(expert)),
                    new("e1.best", Text(expert + 2)),
                    new("e1.high", Text(expert + 4 + moved)),
                ];
        AnswerChange[] written =
            round > 1
                ? []
                :
                [
                    new("l1", Words[expert % Words.Length]),
                    new("k1", "@Ort"),
                    .. expert % 3 == 0 ? (AnswerChange[])[new("i1.2", "Bänke")] : [],
                ];
        return expert % 12 == 11 ? [] : [.. rated, .. some, .. written];
    }

    /// <summary>
    /// The same in the database: two rounds closed and a third open; in all of them one more expert is asked, who begins and never hands in, and the last
    /// but one is gone after round 1.
    /// </summary>
    public static async Task<string> ClosedStudyAsync(this SurveyApp app)
    {
        var key = await app.StudyAsync(0, Yaml);
        await app.WithAsync(async services =>
        {
            var panels = services.GetRequiredService<Panels>();
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!;
            byte[] panel = [.. Panel, .. Encoding.UTF8.GetBytes($"Wer Nie;{Sample.Address(Experts)};nord;de\n")];
            await panels.TakeInAsync(study, await panels.ReadAsync(study, panel, CancellationToken.None), CancellationToken.None);
            return 0;
        });
        await app.OpenAsync(key);
        for (var round = 1; round <= 3; round++)
        {
            if (round > 1)
                await app.NextAsync(key);
            await app.BeginAsync(key, Experts, new AnswerChange("r9", "9"));
            for (var expert = 0; expert < (round == 3 ? 1 : Experts); expert++)
                if (round == 1 || expert != Experts - 2)
                    await app.HandInAsync(key, expert, Answers(expert, round));
            if (round < 3)
                await app.CloseAsync(key);
        }
        return key;
    }

    /// <summary>The same without a database: two rounds, the second without open items.</summary>
    public static StudyExport Export(bool complete = true, IAsyncEnumerable<ExportSheet>? sheets = null)
    {
        var kept = Questionnaire.Keep(Questionnaire.Items.Where(item => !item.IsOpen).Select(item => item.Key).ToHashSet());
        var first = Tally(Questionnaire, 1, null);
        var second = Tally(kept, 2, first);
        var hidden = SmallCells.HiddenIn([first, second]);
        return new(
            "probe",
            Questionnaire.Title,
            [new(1, Questionnaire, first, new(2026, 3, 1, 9, 30, 0, DateTimeKind.Utc)), new(2, kept, second, null)],
            hidden,
            complete,
            sheets ?? Sheets(complete ? new HashSet<string>() : hidden)
        )
        {
            Results = [first, second],
            Published = [first, second],
        };
    }

    /// <summary>Any questionnaire, answered in two rounds by people who do not exist. The second leaves out each third item, so that conditions look at the first.</summary>
    public static StudyExport Simulated(Questionnaire questionnaire, int experts)
    {
        var study = new Study("simuliert", questionnaire, DateTime.UnixEpoch, "test");
        var panel = new SimulatedPanel(7, questionnaire);
        var groups = Enumerable.Range(0, experts).Select(expert => questionnaire.Groups[expert % questionnaire.Groups.Count].Key).ToList();
        var sheets = new List<ExportSheet>();
        var earlier = Enumerable.Repeat(Befragung.Delphi.Rounds.Answers.None, experts).ToList();
        for (var number = 1; number <= 2; number++)
        {
            if (number > 1)
                study.PlanNext(
                    questionnaire.Items.Where((_, place) => place % 3 != 0).Select(item => item.Key).ToHashSet(),
                    questionnaire.Items.ToDictionary(item => item.Key, _ => "Geklärt.")
                );
            var round = study.CurrentRound;
            var before = number > 1 ? study.Round(1).Result : null;
            round.Open(DateTime.UnixEpoch, "test");
            var tally = new RoundTally(round.Questionnaire, study.LastAskedBefore(round));
            for (var expert = 0; expert < experts; expert++)
            {
                var own = earlier[expert];
                var answers = Sheet(panel.Answers(expert, groups[expert], round, before, own));
                var left = new Asking(round.Questionnaire, Guid.Empty, groups[expert], key => own[key]).LeftOut(answers);
                tally.Add(
                    groups[expert],
                    answers.ToJson(),
                    left.Count > 0 ? string.Join(' ', left) : null,
                    number > 1 ? [new EarlierSheet(1, own.ToJson(), null)] : []
                );
                sheets.Add(new(number, $"p{expert:000}", groups[expert], answers) { NotAsked = left });
                earlier[expert] = answers;
            }
            round.Close(
                tally.ToResult(
                    number,
                    groups
                        .CountBy(group => group)
                        .ToDictionary(group => group.Key, group => new Response(group.Value, group.Value, group.Value)),
                    study.ResultsBefore(round)
                ),
                DateTime.UnixEpoch,
                "test"
            );
        }
        return new(
            study.Key,
            study.Title,
            [.. study.Rounds.Select(round => new ExportRound(round.Number, round.Questionnaire, round.Result!, round.ClosedAt))],
            new HashSet<string>(),
            IsComplete: true,
            sheets.ToAsyncEnumerable()
        )
        {
            Results = [.. study.Rounds.Select(round => round.Result!)],
            Published = [.. study.Rounds.Select(round => round.Result!)],
        };
    }

    public static async Task<string> TextAsync(this ExportFile file, StudyExport export) =>
        Encoding.UTF8.GetString((await file.BytesAsync(export)).ToArray());

    public static async Task<MemoryStream> BytesAsync(this ExportFile file, StudyExport export, string language = "de")
    {
        var content = new MemoryStream();
        await Languages.In(language, () => file.WriteAsync(export, FileWords(), content, CancellationToken.None));
        content.Position = 0;
        return content;
    }

    /// <summary>The table of a CSV file, its head first.</summary>
    public static List<string[]> Table(string csv)
    {
        using var reader = CsvHelper.CsvReader.FromText(csv.TrimStart('\uFEFF'), new() { HasHeader = false });
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add(reader.Current.ToArray());
        return rows;
    }

    public static FileWords FileWords() =>
        new(
            new ServiceCollection().AddLogging().AddTexts().BuildServiceProvider().GetRequiredService<IStringLocalizer<Texts>>(),
            Markdown.Plain
        );

    private static async IAsyncEnumerable<ExportSheet> Sheets(IReadOnlySet<string> hidden)
    {
        await Task.Yield();
        for (var expert = 0; expert < Experts; expert++)
        for (var round = 1; round <= 2; round++)
            yield return new(round, $"p{expert:000}", hidden.Contains(GroupOf(expert)) ? "" : GroupOf(expert), SheetOf(expert, round));
    }

    private static Answers SheetOf(int expert, int round) => Sheet(Answers(expert, round));

    private static Answers Sheet(IEnumerable<AnswerChange> changes) =>
        Befragung.Delphi.Rounds.Answers.Parse(
            System.Text.Json.JsonSerializer.Serialize(changes.ToDictionary(change => change.PartKey, change => change.Value))
        );

    private static RoundResult Tally(Questionnaire questionnaire, int round, RoundResult? before)
    {
        var tally = new RoundTally(questionnaire, before is null ? null : LastAsked.Of(questionnaire, [(1, Questionnaire)]));
        for (var expert = 0; expert < Experts; expert++)
        {
            tally.Add(
                GroupOf(expert),
                SheetOf(expert, round).ToJson(),
                null,
                before is null ? [] : [new EarlierSheet(1, SheetOf(expert, 1).ToJson(), null)]
            );
            if (before is not null)
                tally.AddFirst(SheetOf(expert, 1).ToJson(), stayed: true);
        }
        return tally.ToResult(
            round,
            Enumerable
                .Range(0, Experts)
                .CountBy(GroupOf)
                .ToDictionary(group => group.Key, group => new Response(group.Value, group.Value, group.Value)),
            before is null ? [] : [before]
        );
    }
}
