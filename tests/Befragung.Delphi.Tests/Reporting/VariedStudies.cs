using System.Globalization;
using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;
using Befragung.Delphi.Tests.Results;

namespace Befragung.Delphi.Tests.Reporting;

/// <summary>
/// Small studies of many kinds, each really answered and counted: one person or forty, with groups and without, all types of questions, all rules, panels that agree,
/// divide, move, tie or leave. The same every time.
/// </summary>
internal static class VariedStudies
{
    private static readonly int[] Sizes = [1, 2, 4, 6, 10, 16, 40, 10, 12];

    private static readonly ConsensusRule[] Consensus =
    [
        PercentAgreementRule.Usual,
        PercentAgreementRule.Usual with
        {
            Strict = true,
        },
        PercentAgreementRule.Usual with
        {
            Denominator = Denominator.Answered,
        },
        PercentAgreementRule.Usual with
        {
            Strict = true,
            Denominator = Denominator.Answered,
        },
        new IqrRule(1),
        new IqrRule(2),
        new CometRule(false),
        new CometRule(true),
        new RamRule(),
        new ApmoRule(),
    ];

    private static readonly StabilityRule[] Stability =
    [
        PairedRule.Usual,
        ScheibeRule.Usual,
        new WilcoxonRule(),
        new KappaRule(0.6),
        PairedRule.Usual,
    ];

    public static IEnumerable<Study> All => Enumerable.Range(0, 420).Select(Of);

    public static LocalizedText Text(string german, string english) => new([new("de", german), new("en", english)]);

    private static Study Of(int number)
    {
        var random = new Random(number);
        var people = number is 417 or 419 ? 0 : Sizes[number % Sizes.Length];
        var groups = 1 + (number / 2 % 3);
        var rounds = 1 + (number % 3);
        var questionnaire = Asked(random, number, groups, rounds);
        var study = new Study("studie", questionnaire, RatedStudy.Start, "ada");
        // How people answer each part, and who leaves.
        var manners = questionnaire
            .Items.SelectMany(item => item.Parts)
            .ToDictionary(part => part.Key, _ => (Manner)random.Next(Enum.GetValues<Manner>().Length));
        var staying = random.Next(2) == 0 ? 0.7 : 1;
        var sheets = new List<Dictionary<string, string>?[]>();
        var held = random.Next(6) switch
        {
            0 => 1,
            1 => Math.Max(1, rounds - 1),
            _ => rounds,
        };
        for (var round = 0; round < held; round++)
        {
            if (round > 0)
            {
                var kept = study.CurrentRound.Questionnaire.Items.Select(item => item.Key).Where(_ => random.Next(7) > 0).ToHashSet();
                kept.Add("r1");
                var before = study.CurrentRound.Questionnaire.Items.ToDictionary(item => item.Key);
                var reworks = number % 7 == 5;
                string[] merged = reworks && before.ContainsKey("r2") && before.ContainsKey("r3") ? ["r2", "r3"] : [],
                    split = reworks && before.ContainsKey("r4") ? ["r4"] : [];
                kept.ExceptWith([.. merged, .. split]);
                study.PlanNext(
                    new(kept, before.Keys.Except([.. kept, .. merged, .. split]).ToDictionary(key => key, _ => "Geklärt."))
                    {
                        Reworded = reworks
                            ? new Dictionary<string, Rewording> { ["r1"] = new(Text($"Innenstadt {round}", $"Town centre {round}")) }
                            : new Dictionary<string, Rewording>(),
                        Merged =
                            merged.Length > 0 ? [new(merged, Text("Klima und Verkehr", "Climate and traffic"), "Gehört zusammen.")] : [],
                        Split =
                            split.Length > 0
                                ?
                                [
                                    new(
                                        "r4",
                                        [Text("Wohnen im Alter", "Housing in old age"), Text("Junges Wohnen", "Young housing")],
                                        "Zweierlei."
                                    ),
                                ]
                                : [],
                    }
                );
            }
            var asked = study.CurrentRound.Questionnaire;
            sheets.Add([
                .. Enumerable
                    .Range(0, people)
                    .Select(expert =>
                        number is not (414 or 418) && random.NextDouble() < (round == 0 ? 0.95 : staying)
                            ? Sheet(random, asked, manners, expert, round)
                            : null
                    ),
            ]);
            Hold(study, asked, sheets, groups, round);
        }
        return study;
    }

    private static void Hold(Study study, Questionnaire asked, List<Dictionary<string, string>?[]> sheets, int groups, int round)
    {
        var tally = new RoundTally(asked, study.LastAskedBefore(study.CurrentRound));
        string GroupOf(int expert) => $"g{1 + (expert % groups)}";
        for (var expert = 0; expert < sheets[0].Length; expert++)
        {
            if (sheets[round][expert] is { } sheet)
                tally.Add(
                    GroupOf(expert),
                    JsonSerializer.Serialize(sheet),
                    null,
                    [
                        .. from earlier in Enumerable.Range(0, round)
                        where sheets[earlier][expert] is not null
                        select new EarlierSheet(earlier + 1, JsonSerializer.Serialize(sheets[earlier][expert]), null),
                    ]
                );
            if (round > 0 && sheets[0][expert] is { } first)
                tally.AddFirst(JsonSerializer.Serialize(first), sheets[round][expert] is not null);
        }
        study.CurrentRound.Open(RatedStudy.Start.AddDays(30 * round), "ada");
        study.CurrentRound.Close(
            tally.ToResult(
                study.CurrentRound.Number,
                asked.Groups.ToDictionary(
                    group => group.Key,
                    group =>
                    {
                        var experts = Enumerable.Range(0, sheets[0].Length).Where(expert => GroupOf(expert) == group.Key).ToList();
                        var handedIn = experts.Count(expert => sheets[round][expert] is not null);
                        return new Response(experts.Count, handedIn, handedIn);
                    }
                ),
                study.ResultsBefore(study.CurrentRound)
            ),
            RatedStudy.Start.AddDays((30 * round) + 20),
            "ada"
        );
    }

    private static Questionnaire Asked(Random random, int number, int groups, int rounds)
    {
        var words = Text("wichtig", "important");
        Dictionary<int, LocalizedText> labels = (number % 4) switch
        {
            0 => [],
            1 => new() { [1] = Text("unwichtig", "unimportant"), [5] = Text("sehr wichtig", "very important") },
            _ => new()
            {
                [1] = Text("unwichtig", "unimportant"),
                [2] = Text("eher unwichtig", "rather unimportant"),
                [3] = Text("teils, teils", "partly"),
                [4] = Text("eher wichtig", "rather important"),
                [5] = Text("sehr wichtig", "very important"),
            },
        };
        var end = random.Next(1, 3);
        var scale = new Scale(5, labels, number % 3 > 0, end, end);
        var rule = Consensus[number / 3 % Consensus.Length];
        if (number % 7 == 3 || rule is RamRule)
            scale = new(
                rule is RamRule ? 9 : 4,
                new Dictionary<int, LocalizedText>(),
                true,
                rule is RamRule ? 3 : 1,
                rule is RamRule ? 3 : 1
            );
        else if (number % 3 == 0)
            scale = scale with
            {
                TopName = words,
                MiddleName = Text("weder noch", "neither"),
                BottomName = Text("unwichtig", "unimportant"),
            };
        // Two criteria share their words, or do not.
        var other = number % 4 == 1 ? scale with { TopName = Text("machbar", "feasible") } : scale;
        var topics = (string[])["Innenstadt", "Klima", "Verkehr", "Wohnen", "Baukultur", "Grün", "Handel", "Bildung", "Kultur", "Sport"];
        var ratings = Enumerable
            .Range(1, number % 5 == 0 ? 1 : random.Next(2, topics.Length))
            .Select(index => (Item)new RatingItem($"r{index}", Text(topics[index - 1], topics[index - 1]), scale))
            .ToList();
        Option[] options =
        [
            new("a", Text("Rathaus", "town hall")),
            new("b", Text("Markt", "market")),
            new("c", Text("Bahnhof", "station")),
            new("d", Text("Park", "park")),
        ];
        var euro = random.Next(2) == 0 ? new Unit(Text("Jahr", "year"), Text("Jahre", "years"), Text("Jahren", "years")) : null;
        List<Item> others =
        [
            new MultiRatingItem(
                "m",
                Text("Neue Läden", "New shops"),
                [new("w", Text("Wichtigkeit", "importance"), scale), new("u", Text("Umsetzbarkeit", "feasibility"), other)]
            ),
            new MultiRatingItem(
                "m2",
                Text("Neue Wege", "New paths"),
                [new("w", Text("Wichtigkeit", "importance"), scale), new("u", Text("Umsetzbarkeit", "feasibility"), other)]
            ),
            new MultiRatingItem(
                "m3",
                Text("Neue Bäume", "New trees"),
                [new("w", Text("Wichtigkeit", "importance"), scale), new("u", Text("Umsetzbarkeit", "feasibility"), other)]
            ),
            new RatingItem("d7", Text("Wie dringend?", "How urgent?"), new Scale(7, new Dictionary<int, LocalizedText>(), true, 2, 2)),
            new SingleChoiceItem("c", Text("Wo treffen?", "Where to meet?"), options, true),
            new MultipleChoiceItem("mc", Text("Was zuerst?", "What first?"), options, false, 0, 4, true),
            new RankingItem("k", Text("Reihenfolge der Orte", "Order of places"), options, number % 2 == 0 ? 2 : 4),
            new PointsItem("p", Text("Wohin das Geld?", "Where should the money go?"), options, 10),
            new NumberItem("z", Text("Wie lange dauert es?", "How long does it take?"), euro, 0, 100, number % 2),
            new EstimateItem("e", Text("Wie lange hält es?", "How long does it last?"), euro, 0, 100, 0),
            new LongTextItem("t", Text("Was fehlt?", "What is missing?"), 500),
            new IdeasItem("i", Text("Was noch?", "What else?"), 2),
        ];
        var some =
            number % 4 == 3 ? []
            : number % 8 == 1 ? others[..3]
            : others.Where(_ => random.Next(3) > 0).ToList();
        if (number % 3 == 1 && some.Count > 0)
        {
            var at = random.Next(some.Count);
            some[at] = some[at] with { When = new() { Groups = ["g1"] } };
        }
        return new(
            Text("Zukunft der Stadt", "Future of the town"),
            ["de", "en"],
            [.. Enumerable.Range(1, groups).Select(group => new Group($"g{group}", Text($"Gruppe {group}", $"Group {group}")))],
            StudySettings.Usual with
            {
                SmallestCell = number % 2 == 0 ? 3 : 5,
                Rounds = rounds,
                Consensus = rule,
                Stability = Stability[number / 4 % Stability.Length],
                Reasons = number % 2 == 0,
                Profile = true,
            },
            [new("s", Text("Stadt", "Town"), ratings), .. some.Count > 0 ? (Section[])[new("v", Text("Vieles", "Much"), some)] : []]
        );
    }

    private static Dictionary<string, string> Sheet(
        Random random,
        Questionnaire asked,
        Dictionary<string, Manner> manners,
        int expert,
        int round
    )
    {
        var sheet = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in asked.Items.Where(item => random.Next(30) > 0 && item.Parts.Count > 0))
        {
            var manner = manners.GetValueOrDefault(item.Parts[0].Key);
            var order = Enumerable.Range(0, item.Parts.Count).OrderBy(part => manner == Manner.Agree ? part : random.Next()).ToList();
            if (item is MultipleChoiceItem or PointsItem && manner == Manner.Pass)
                continue;
            for (var i = 0; i < item.Parts.Count; i++)
            {
                var part = item.Parts[i];
                var own = manners.GetValueOrDefault(part.Key);
                var value = part switch
                {
                    RatedPart rated => Point(random, own, rated.Scale, expert, round),
                    ChoicePart choice => own == Manner.Pass && choice.MayPass
                        ? ""
                        : choice.Options[Place(random, own, expert, round, choice.Options.Count)].Key,
                    MarkPart => Place(random, own, expert, round, 2) == 0 ? MarkPart.Chosen : MarkPart.NotChosen,
                    RankPart rank => order[i] < rank.Ranks ? Written(order[i] + 1) : null,
                    NumberPart when item is PointsItem => Written(
                        i == order[0] ? 7
                        : i == order[1] ? 3
                        : 0
                    ),
                    NumberPart when item is EstimateItem => Written((5 * (i + 1)) + Place(random, manner, expert, round, 4)),
                    NumberPart => Written(1 + (Place(random, own, expert, round, 5) * (own == Manner.Agree ? 0 : 3))),
                    TextPart => $"Gedanke {expert}",
                    _ => null,
                };
                if (value is not null)
                    sheet[part.Key] = value;
            }
        }
        return sheet;
    }

    private static string? Point(Random random, Manner manner, Scale scale, int expert, int round) =>
        manner == Manner.Turns && (expert + round) % 2 == 0 ? null
        : manner == Manner.Pass
            ? scale.NoAnswer && expert % 3 == 0 ? ""
                : Written(scale.Points - random.Next(2))
        : manner == Manner.Against ? Written(random.Next(10) == 0 ? 3 : 1)
        : Written(scale.Points - Place(random, manner, expert, round, scale.Points));

    /// <summary>Which of so many somebody takes.</summary>
    private static int Place(Random random, Manner manner, int expert, int round, int many) =>
        manner switch
        {
            Manner.Agree => random.Next(12) == 0 ? 1 : 0,
            Manner.Alike => 0,
            Manner.Camps => expert / 2 % 2 == 0 ? 0 : many - 1,
            Manner.Tie => expert % 2,
            Manner.Moving => round == 0 ? many - 1
            : round == 1 ? 0
            : many / 2,
            Manner.Drifting => Math.Min(many - 1, (expert % 4 == 0 ? round : 1) + (expert % 2)),
            Manner.Groups => expert % 3 == 0 ? 0 : many - 1 - random.Next(2),
            Manner.Majority => random.Next(10) < 6 ? 0 : random.Next(many),
            Manner.Steady => expert % many,
            Manner.Wobble => (expert % 5 == 0 ? expert + round : expert % 3) % many,
            _ => random.Next(many),
        };

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    private enum Manner
    {
        Agree,
        Alike,
        Camps,
        Tie,
        Moving,
        Drifting,
        Groups,
        Majority,
        Steady,
        Spread,
        Against,
        Pass,
        Wobble,

        /// <summary>Nobody answers twice in a row.</summary>
        Turns,
    }
}
