using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>
/// Somebody who reads all that a report tells of a study and knows the panel by group, but not who answered what. Where figures of the same people say that nobody moved,
/// what a group answered in one round is what it answered in the other: then all that is shown of either is subtracted from the totals of both. People who never change their
/// mind are the easiest prey, so the studies are of such.
/// </summary>
public sealed class RoundsAttackerTests
{
    private const int Studies = 500,
        Smallest = 5;

    [Fact]
    public void No_small_cell_and_no_single_answer_follows_from_several_rounds()
    {
        var told = 0;
        foreach (var study in Random(Studies))
        {
            var report = StudyReport.Of(study.Study, Sample.Noon).Rounds.Select(round => round.Result).ToList();
            told += report.Sum(round => round.Items.Count(item => item.Stability is { Moved: not null }));
            Assert.Empty(Found(report, study));
        }
        // Else there would be nothing to attack.
        Assert.InRange(told, Studies / 10, int.MaxValue);
    }

    [Fact]
    public void What_is_frozen_gives_small_cells_and_single_answers_away() =>
        Assert.InRange(
            Random(Studies).Count(study => Found([.. study.Study.Rounds.Select(round => round.Result!)], study).Any()),
            Studies / 10,
            Studies
        );

    /// <summary>What the attacker finds: of how many people the answers are known that should be hidden.</summary>
    private static IEnumerable<string> Found(IReadOnlyList<RoundResult> told, Answered study)
    {
        foreach (var round in told)
        foreach (var item in round.Items)
        {
            if (
                item.Stability is not { Pairs: { } pairs, Moved: 0 } stability
                || told.First(one => one.Round == stability.ComparedWith).Of(item.Key) is not { Counts: { } countsBefore } before
                || item.Counts is not { } countsNow
            )
                continue;
            // Those who answered one time only are what is left of the totals: the same people are subtracted from both.
            if (pairs == item.N && before.N - pairs is > 0 and < Smallest and var left)
                yield return $"{left} who left answered {string.Join(' ', countsBefore.Zip(countsNow, (one, other) => one - other))}";
            if (pairs == before.N && item.N - pairs is > 0 and < Smallest and var joined)
                yield return $"{joined} who joined answered {string.Join(' ', countsNow.Zip(countsBefore, (one, other) => one - other))}";
            foreach (var (here, there, number) in new[] { (item, before, round.Round), (before, item, stability.ComparedWith) })
                if (Hidden(here, there, study, number, stability.ComparedWith + round.Round - number) is { } few)
                    yield return few;
        }
    }

    /// <summary>What is left of one round when the groups shown there are subtracted, and those that only the other round shows and of whom nobody left or joined.</summary>
    private static string? Hidden(ItemResult here, ItemResult there, Answered study, int round, int other)
    {
        if (here.Groups.All(group => group.Suppressed && there.Groups.First(one => one.Key == group.Key).Suppressed))
            return null;
        var unknown = here
            .Groups.Where(group => group.Suppressed)
            .Where(group =>
                there.Groups.First(one => one.Key == group.Key).Suppressed
                || study.Who(group.Key, here.Key, round).Except(study.Who(group.Key, here.Key, other)).Any()
                || study.Who(group.Key, here.Key, other).Except(study.Who(group.Key, here.Key, round)).Any()
            )
            .Select(group => study.Who(group.Key, here.Key, round).Count)
            .Where(people => people > 0)
            .ToList();
        return unknown.Sum() is > 0 and < Smallest || (unknown.Count == 1 && unknown[0] < Smallest)
            ? $"{unknown.Sum()} people of hidden groups in round {round}"
            : null;
    }

    private static IEnumerable<Answered> Random(int studies)
    {
        var random = new Random(1975);
        for (var i = 0; i < studies; i++)
            yield return Answered.Of(random);
    }

    /// <summary>A study whose people answer the same whenever they answer, and who answered what.</summary>
    private sealed record Answered(Study Study, IReadOnlyDictionary<(string Group, string Item, int Round), HashSet<int>> People)
    {
        private static readonly string[] Items = ["q", "c"];

        public IReadOnlySet<int> Who(string group, string item, int round) => People.GetValueOrDefault((group, item, round)) ?? [];

        public static Answered Of(Random random)
        {
            var groups = Enumerable.Range(1, random.Next(2, 6)).Select(group => $"g{group}").ToList();
            var questionnaire = Panel.Asking(new PercentAgreementRule(75), smallestCell: Smallest) with
            {
                Groups = [.. groups.Select(group => new Group(group, Sample.De(group)))],
                Sections =
                [
                    new(
                        "s",
                        Sample.De("S"),
                        [
                            new RatingItem("q", Sample.De("Q"), Panel.Scale(5)),
                            new SingleChoiceItem("c", Sample.De("C"), [new("x", Sample.De("X")), new("y", Sample.De("Y"))], true),
                        ]
                    ),
                ],
            };
            var study = new Study("zufall", questionnaire, Sample.Noon, "ada");
            var panel = groups.SelectMany(group => Enumerable.Repeat(group, random.Next(1, 14))).ToList();
            var rows = panel.ConvertAll(_ => new[] { (short)random.Next(1, 6), (short)random.Next(1, 3) });
            var steady = random.Next(3) == 0 ? 1 : 0.75 + (0.25 * random.NextDouble());
            var people = new Dictionary<(string, string, int), HashSet<int>>();
            short[][] before = [];
            for (var number = 1; number <= 3; number++)
            {
                if (number > 1)
                    study.PlanNext(Items.ToHashSet(), new Dictionary<string, string>());
                // A whole group may stay away, as a small one does when its one voice is ill.
                var away = random.Next(4) == 0 ? groups[random.Next(groups.Count)] : null;
                var tally = new RoundTally(study.CurrentRound.Questionnaire, study.LastAskedBefore(study.CurrentRound));
                var now = panel.Select((group, person) => group == away || random.NextDouble() > steady ? [0, 0] : rows[person]).ToArray();
                for (var person = 0; person < panel.Count; person++)
                {
                    if (now[person][0] == 0)
                        continue;
                    tally.Add(panel[person], now[person], number == 1 ? [] : before[person]);
                    foreach (var item in Items)
                        (
                            people.TryGetValue((panel[person], item, number), out var known)
                                ? known
                                : people[(panel[person], item, number)] = []
                        ).Add(person);
                }
                before = now;
                study.CurrentRound.Open(Sample.Noon, "ada");
                study.CurrentRound.Close(
                    tally.ToResult(number, new Dictionary<string, Response>(), study.ResultsBefore(study.CurrentRound)),
                    Sample.Noon,
                    "ada"
                );
            }
            return new(study, people);
        }
    }
}
