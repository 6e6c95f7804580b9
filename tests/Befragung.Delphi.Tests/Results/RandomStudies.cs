using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>
/// A study as it comes: small panels and larger ones, groups of any size, people who come later, leave, come back, or are withdrawn; in half of them a question goes to
/// some groups only, and another one depends on the answer to it.
/// </summary>
internal sealed record RandomStudy(IReadOnlyList<TakingPart> Panel, Study Study)
{
    private static readonly string[] Items = ["q1", "q2", "q3"];

    // What each answered and was asked, by expert and round.
    private readonly Dictionary<(Guid Expert, int Round), (short[] Row, IReadOnlySet<string> Asked)> sheets = [];

    public IReadOnlyList<RoundResult> Results => [.. Study.Rounds.Select(round => round.Result!)];

    public Questionnaire Questionnaire => Study.Round(1).Questionnaire;

    public static RandomStudy Of(Random random)
    {
        var groups = random.Next(1, 7);
        var rounds = random.Next(2, 5);
        var steadiness = 0.6 + (0.4 * random.NextDouble());
        var questionnaire = Tests.Results.Panel.Asking(
            new PercentAgreementRule(75),
            items: Items.Length,
            smallestCell: random.Next(3, 7)
        ) with
        {
            Groups = [.. Enumerable.Range(1, groups).Select(group => new Group($"g{group}", Sample.De($"Gruppe {group}")))],
        };
        if (random.Next(2) == 0)
            questionnaire = ForSome(random, questionnaire);
        var panel = new List<TakingPart>();
        for (var group = 1; group <= groups; group++)
        for (var expert = random.Next(1, random.Next(2, 40)); expert > 0; expert--)
            panel.Add(new(Guid.NewGuid(), $"g{group}", HandedIn(random, rounds, steadiness)));
        var study = new RandomStudy(panel, new Study("zufall", questionnaire, Sample.Noon, "ada"));
        for (var round = 1; round <= rounds; round++)
            study.Hold(random, round);
        return study;
    }

    /// <summary>The files of all states, made by a rule of which sheets go under one name, and one of which questions are not on sheets without a group.</summary>
    public IReadOnlyList<ExportedState> Files(
        LinkRule links,
        Func<IEnumerable<Questionnaire>, IReadOnlyCollection<string>, IReadOnlySet<string>> telling
    ) =>
        [
            .. Enumerable
                .Range(1, Results.Count)
                .Select(count =>
                {
                    var closed = Results.Take(count).Where(result => !result.IsTooSmall).ToList();
                    var numbers = closed.Select(result => result.Round).ToHashSet();
                    return new ExportedState(
                        closed,
                        links(
                            closed,
                            [.. Panel.Select(expert => expert with { Rounds = expert.Rounds.Where(numbers.Contains).ToHashSet() })]
                        ),
                        telling([Questionnaire], SmallCells.HiddenIn(closed, [Questionnaire])),
                        this
                    );
                }),
        ];

    /// <summary>Keys of the items that an expert was asked in a round.</summary>
    public IReadOnlySet<string> Asked(TakingPart expert, int round) => sheets[(expert.Expert, round)].Asked;

    /// <summary>Whether any answer leads somebody of this group to a question.</summary>
    public bool MayBeAsked(string group, string key) =>
        Questionnaire.ItemOf(key)!.When switch
        {
            null => true,
            { Groups: { } groups } => groups.Contains(group),
            { Item: { } item } => MayBeAsked(group, item),
            _ => true,
        };

    private static Questionnaire ForSome(Random random, Questionnaire questionnaire)
    {
        var asked = questionnaire.Groups.Select(group => group.Key).Where(_ => random.Next(2) == 0).ToList();
        var items = questionnaire.Sections[0].Items.ToList();
        items[1] = items[1] with { When = new() { Groups = asked } };
        items[2] = items[2] with
        {
            When = new() { Item = items[1].Key, From = random.Next(1, 6) },
        };
        return questionnaire with { Sections = [questionnaire.Sections[0] with { Items = items }] };
    }

    private static HashSet<int> HandedIn(Random random, int rounds, double steadiness)
    {
        var comes = random.Next(5) == 0 ? random.Next(1, rounds + 1) : 1;
        // Whoever is withdrawn is gone as whoever leaves.
        var leaves = random.NextDouble() < steadiness ? rounds : random.Next(comes, rounds + 1);
        return [.. Enumerable.Range(comes, leaves - comes + 1).Where(_ => random.NextDouble() < steadiness + 0.2)];
    }

    private void Hold(Random random, int number)
    {
        if (number > 1)
            Study.PlanNext(Questionnaire.Items.Select(item => item.Key).ToHashSet(), new Dictionary<string, string>());
        var tally = new RoundTally(Study.CurrentRound.Questionnaire, Study.LastAskedBefore(Study.CurrentRound));
        foreach (var expert in Panel.Where(expert => expert.Rounds.Contains(number)))
        {
            short[] row = [.. Items.Select(_ => (short)(random.Next(8) == 0 ? 0 : random.Next(1, 6)))];
            var left = Questionnaire.LeftOut(
                expert.Group,
                key => row[Array.IndexOf(Items, key)] is > 0 and var value ? value.ToString(CultureInfo.InvariantCulture) : null
            );
            tally.Add(expert.Group, row, sheets.GetValueOrDefault((expert.Expert, number - 1)).Row ?? [], [], left);
            sheets[(expert.Expert, number)] = (row, Items.Except(left).ToHashSet());
        }
        Study.CurrentRound.Open(Sample.Noon, "ada");
        Study.CurrentRound.Close(
            tally.ToResult(
                number,
                Questionnaire.Groups.ToDictionary(
                    group => group.Key,
                    group =>
                    {
                        var handedIn = Panel.Count(expert => expert.Group == group.Key && expert.Rounds.Contains(number));
                        return new Response(handedIn, handedIn, handedIn);
                    }
                ),
                Study.ResultsBefore(Study.CurrentRound)
            ),
            Sample.Noon,
            "ada"
        );
    }
}

/// <summary>Which sheets go under one name: for each expert and round, the round in which the name begins.</summary>
internal delegate IReadOnlyDictionary<(Guid Expert, int Round), int> LinkRule(
    IReadOnlyList<RoundResult> rounds,
    IReadOnlyList<TakingPart> panel
);
