using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;

namespace Befragung.Web.Simulation;

/// <summary>
/// Experts who do not exist: they answer by a simple model, always the same for the same seed. An item has a mean of its own, a group leans, a
/// person leans, and chance does the rest; from round 2 on some stay, some move towards the median they see.
/// </summary>
internal sealed class SimulatedPanel(int seed, Questionnaire questionnaire)
{
    // Roughly as often as such people are found; two groups stay small on purpose.
    private static readonly int[] Shares = [20, 16, 14, 6, 12, 13, 5, 14];

    private static readonly string[] FirstNames =
    [
        "Aylin",
        "Björn",
        "Clara",
        "Dörte",
        "Emre",
        "Franziska",
        "Günter",
        "Hülya",
        "Ingrid",
        "Jörg",
        "Katharina",
        "Lukas",
        "Mareike",
        "Nguyen",
        "Özlem",
        "Piotr",
        "Renate",
        "Søren",
        "Tânia",
        "Ulrike",
        "Věra",
        "Wiebke",
    ];

    private static readonly string[] LastNames =
    [
        "Albers",
        "Böhm",
        "Çelik",
        "Dräger",
        "Eichhorn",
        "Färber",
        "Groß",
        "Hübner",
        "Jäger",
        "Köhler",
        "Löffler",
        "Müller-Lüdenscheid",
        "Nowak",
        "Öztürk",
        "Petersen",
        "Rüdiger",
        "Schäfer",
        "Thiele",
        "Ünal",
        "Voß",
        "Weiß",
        "Zöllner",
    ];

    /// <summary>The panel as the CSV file that a team would take in.</summary>
    public byte[] Csv(int experts)
    {
        var csv = new StringBuilder("Name;E-Mail;Gruppe;Sprache\n");
        var total = Shares.Take(questionnaire.Groups.Count).Sum();
        for (var index = 0; index < experts; index++)
        {
            var chance = ChanceOf(index, round: 0);
            var name = $"{FirstNames[chance.Next(FirstNames.Length)]} {LastNames[chance.Next(LastNames.Length)]}";
            // Spread evenly over the file, so that any number of experts has all groups.
            var draw = (index * 37 % 100 + 0.5) / 100 * total;
            var group = 0;
            while (group < questionnaire.Groups.Count - 1 && (draw -= Shares[Math.Min(group, Shares.Length - 1)]) > 0)
                group++;
            var key = questionnaire.Groups[group].Key;
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{name};{Address(index)};{key};{(key == "international" && index % 2 == 0 && questionnaire.Languages.Contains("en") ? "en" : "de")}\n"
            );
        }
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    public static string Address(int index) => $"person-{index + 1:00000}@example.org";

    /// <summary>How far an expert gets in a round: not at all, begun, or handed in.</summary>
    public SheetState Effort(int index, int round)
    {
        var chance = ChanceOf(index, 100 + round).NextDouble();
        return round == 1
            ? chance < 0.80
                ? SheetState.HandedIn
                : chance < 0.88
                    ? SheetState.Started
                    : SheetState.Invited
            : Effort(index, round - 1) == SheetState.HandedIn && chance < 0.91
                ? SheetState.HandedIn
                : chance > 0.97
                    ? SheetState.Started
                    : SheetState.Invited;
    }

    /// <summary>An expert's answers to a round.</summary>
    public IReadOnlyList<AnswerChange> Answers(int index, string groupKey, Round round, RoundResult? before, Answers earlier)
    {
        var chance = ChanceOf(index, round.Number);
        var lean = Normal(ChanceOf(index, 50)) * 0.35;
        var changes = new List<AnswerChange>();
        foreach (var item in round.Questionnaire.Items)
            switch (item)
            {
                case RankingItem ranking:
                    changes.AddRange(Ranks(ranking, groupKey, chance));
                    break;
                case MultipleChoiceItem choice:
                    changes.AddRange(Marks(choice, groupKey, earlier, chance));
                    break;
                case NumberItem or PointsItem or EstimateItem:
                    changes.AddRange(SimulatedNumbers.For(item, groupKey, earlier, Chance(item.Key), chance));
                    break;
                case { IsOpen: true }:
                    changes.AddRange(SimulatedWords.For(item, chance));
                    break;
                default:
                    foreach (var part in item.Parts)
                        if (Value(part, item.Required, groupKey, lean, before?.Of(part.Key), earlier[part.Key], chance) is { } value)
                            changes.Add(new(part.Key, value));
                    break;
            }
        return changes;
    }

    /// <summary>The reasons that an expert gives for these answers, and votes on those of others. They have chances of their own: no answer depends on them.</summary>
    public IEnumerable<AnswerChange> Reasons(
        int index,
        Round round,
        RoundResult? before,
        IReadOnlyList<AnswerChange> answers,
        ILookup<string, ShownReason> shown,
        Answers earlier
    )
    {
        var values = answers.Where(change => change.Value is not null).ToDictionary(change => change.PartKey, change => change.Value!);
        var read = values.Keys.Select(key => key.Split('.')[0]).Distinct().SelectMany(key => shown[key]).ToList();
        return
        [
            .. SimulatedReasons.Given(index, round, key => values.GetValueOrDefault(key), before, Chance),
            .. SimulatedReasons.Votes(index, read, earlier, Chance),
            .. round.Questionnaire.Settings.Replies ? SimulatedReasons.Replies(index, read, earlier, Chance) : [],
        ];
    }

    private string? Value(Part part, bool required, string groupKey, double lean, ItemResult? before, string? earlier, Random chance)
    {
        var fate = chance.NextDouble();
        if (fate < 0.015 && !required)
            return null;
        if (fate < 0.045 && part.NoAnswer)
            return "";
        if (part is ChoicePart choice)
            return earlier is { Length: > 0 } && chance.NextDouble() < 0.8
                ? earlier
                : choice.Options[Favourite(part.Key, choice.Options.Count, groupKey, chance)].Key;
        if (part is not RatedPart { Scale.Points: var points })
            return null;
        if (
            earlier is { Length: > 0 }
            && int.Parse(earlier, CultureInfo.InvariantCulture) is var point
            && chance.NextDouble() is var mood
            && mood < 0.93
        )
        {
            if (before?.Median is not { } median || mood < 0.72)
                return earlier;
            return (point + Math.Sign(Math.Round(median - point))).ToString(CultureInfo.InvariantCulture);
        }
        var own = Chance(part.Key);
        var mean = 0.45 + (0.42 * own.NextDouble());
        // A few items split the panel.
        if (own.NextDouble() < 0.12)
            mean = Chance(part.Key + groupKey).NextDouble() < 0.5 ? 0.2 : 0.88;
        mean += (Chance(groupKey + part.Key).NextDouble() - 0.5) * 0.16;
        var value = 1 + (mean * (points - 1)) + ((lean + (Normal(chance) * 0.95)) * points / 5);
        return Math.Clamp((int)Math.Round(value), 1, points).ToString(CultureInfo.InvariantCulture);
    }

    private IEnumerable<AnswerChange> Ranks(RankingItem item, string groupKey, Random chance)
    {
        if (chance.NextDouble() < 0.06)
            return [];
        return item
            .Parts.Select(part =>
                (part, liking: Chance(part.Key).NextDouble() + (0.4 * Chance(part.Key + groupKey).NextDouble()) + (Normal(chance) * 0.45))
            )
            .OrderByDescending(one => one.liking)
            .Take(item.Top)
            .Select((one, rank) => new AnswerChange(one.part.Key, (rank + 1).ToString(CultureInfo.InvariantCulture)))
            .ToList();
    }

    private IEnumerable<AnswerChange> Marks(MultipleChoiceItem item, string groupKey, Answers earlier, Random chance)
    {
        var fate = chance.NextDouble();
        if (fate < 0.04)
            return [];
        var marks = item.Parts.OfType<MarkPart>().ToList();
        if (fate < 0.07 && item.NoAnswer)
            return marks.ConvertAll(part => new AnswerChange(part.Key, ""));
        if (fate < 0.75 && item.Parts.Any(part => earlier[part.Key] is { Length: > 0 }))
            return item
                .Parts.Where(part => earlier[part.Key] is not null)
                .Select(part => new AnswerChange(part.Key, earlier[part.Key]))
                .ToList();
        var most = Math.Min(item.Max, marks.Count);
        var liked = marks
            .Select(part =>
                (part, liking: Chance(part.Key).NextDouble() + (0.3 * Chance(part.Key + groupKey).NextDouble()) + (Normal(chance) * 0.35))
            )
            .OrderByDescending(one => one.liking)
            .ToList();
        var together = liked.Where(one => !one.part.Exclusive).ToList();
        var number = Math.Clamp(together.Count(one => one.liking > 0.75), Math.Min(Math.Max(1, item.Min), most), most);
        // "None of these" is said by those who like none of these.
        var chosen =
            liked.FirstOrDefault(one => one.part.Exclusive).part is { } alone && together.TrueForAll(one => one.liking <= 0.75)
                ? [alone]
                : together.Take(number).Select(one => one.part).ToList();
        return liked
            .Select(one => new AnswerChange(one.part.Key, chosen.Contains(one.part) ? MarkPart.Chosen : MarkPart.NotChosen))
            .ToList();
    }

    private int Favourite(string key, int options, string groupKey, Random chance) =>
        Enumerable
            .Range(0, options)
            .MaxBy(option =>
                Chance($"{key}{option}").NextDouble()
                + (0.6 * Chance($"{key}{option}{groupKey}").NextDouble())
                + (1.6 * chance.NextDouble())
            );

    private Random ChanceOf(int index, int round) => new(HashCode(seed, index, round));

    /// <summary>The same number for the same name, on every machine.</summary>
    private Random Chance(string name) => new(name.Aggregate(seed, (hash, character) => unchecked((hash * 31) + character)));

    private static int HashCode(int one, int two, int three) => unchecked((((one * 397) ^ two) * 7919) ^ (three * 104_729));

    private static double Normal(Random chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}
