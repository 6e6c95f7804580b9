using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Results;

/// <summary>Who took part in which round is known to the team by name; nobody may be found by it in what leaves.</summary>
public class LinkedRoundsTests
{
    private const int Studies = 200;

    [Fact]
    public void Who_knows_everybody_s_rounds_finds_nobody_in_the_files_and_results_of_two_hundred_studies()
    {
        var random = new Random(1962);
        for (var study = 0; study < Studies; study++)
        {
            var one = RandomStudy.Of(random);
            var smallest = one.Results[0].SmallestCell;
            Assert.All(
                Attacker.Candidates(one.Files(LinkedRounds.Of, GroupQuestions.Of), one.Panel),
                candidates => Assert.True(candidates >= smallest, $"In study {study} a sheet is one of {candidates} people.")
            );
            Assert.All(
                Attacker.Answerers(SmallTotals.ForTeam(one.Study.Rounds), one),
                people => Assert.True(people >= smallest, $"In study {study} an answer is one of {people} people.")
            );
        }
    }

    [Fact]
    public void Under_one_name_over_all_rounds_the_same_finds_people_in_most_studies() =>
        Assert.InRange(
            StudiesWith(study => Attacker.Candidates(study.Files(OneName, GroupQuestions.Of), study.Panel)),
            Studies / 2,
            Studies
        );

    [Fact]
    public void With_all_questions_on_the_sheets_of_small_groups_the_same_finds_people_in_many_studies() =>
        Assert.InRange(
            StudiesWith(study => Attacker.Candidates(study.Files(LinkedRounds.Of, (_, _) => new HashSet<string>()), study.Panel)),
            Studies / 20,
            Studies
        );

    [Fact]
    public void With_results_as_they_were_frozen_the_same_finds_people_in_many_studies() =>
        Assert.InRange(StudiesWith(study => Attacker.Answerers(study.Results, study)), Studies / 20, Studies);

    [Fact]
    public void Who_all_took_part_alike_keeps_one_name()
    {
        var panel = Experts((12, "g1", [1, 2, 3]), (9, "g2", [1, 2, 3]));
        Assert.All(Begins(panel), one => Assert.Equal(1, one.Value));
    }

    [Fact]
    public void Of_some_who_left_there_are_enough_or_all_begin_another_name()
    {
        var many = Experts((12, "g1", [1, 2]), (5, "g1", [1]));
        var few = Experts((12, "g1", [1, 2]), (4, "g1", [1]));
        Assert.All(Begins(many), one => Assert.Equal(1, one.Value));
        Assert.All(Begins(few), one => Assert.Equal(one.Key.Round, one.Value));
    }

    [Fact]
    public void Who_comes_later_alone_is_hidden_among_those_who_begin_another_name()
    {
        var begins = Begins(Experts((12, "g1", [1, 2]), (1, "g1", [2]), (12, "g2", [1, 2])));
        Assert.Equal(13, begins.Count(one => one is { Key.Round: 2, Value: 2 }));
        Assert.Equal(12, begins.Count(one => one is { Key.Round: 2, Value: 1 }));
    }

    [Fact]
    public void As_few_as_possible_begin_another_name_for_who_comes_later()
    {
        var begins = Begins(Experts((12, "g1", [1, 2, 3]), (5, "g1", [2, 3]), (1, "g1", [3])));
        Assert.Equal(6, begins.Count(one => one is { Key.Round: 3, Value: 3 }));
        Assert.Equal(12, begins.Count(one => one is { Key.Round: 3, Value: 1 }));
    }

    [Fact]
    public void What_was_linked_in_an_earlier_state_stays_so()
    {
        var random = new Random(1975);
        for (var study = 0; study < Studies; study++)
        {
            var one = RandomStudy.Of(random);
            var files = one.Files(LinkedRounds.Of, GroupQuestions.Of);
            foreach (var (earlier, later) in files.Zip(files.Skip(1)))
                Assert.All(earlier.Begins, begin => Assert.Equal(begin.Value, later.Begins[begin.Key]));
        }
    }

    [Fact]
    public void Not_everything_is_cut_off()
    {
        var random = new Random(1999);
        var begins = Enumerable
            .Range(0, Studies)
            .Select(_ => RandomStudy.Of(random))
            .SelectMany(study => study.Files(LinkedRounds.Of, GroupQuestions.Of)[^1].Begins)
            .ToList();
        var linked = begins.Count(one => one.Value < one.Key.Round);
        var later = begins.Count(one => one.Key.Round > 1);
        Assert.True(linked > later / 5, $"Only {linked} of {later} sheets of later rounds are linked with earlier ones.");
    }

    /// <summary>In how many studies somebody is found.</summary>
    private static int StudiesWith(Func<RandomStudy, IEnumerable<int>> candidates)
    {
        var random = new Random(1962);
        return Enumerable.Range(0, Studies).Select(_ => RandomStudy.Of(random)).Count(study => candidates(study).Contains(1));
    }

    private static IReadOnlyDictionary<(Guid Expert, int Round), int> OneName(
        IReadOnlyList<RoundResult> rounds,
        IReadOnlyList<TakingPart> panel
    ) => panel.SelectMany(expert => expert.Rounds.Select(round => (expert.Expert, Round: round))).ToDictionary(one => one, _ => 1);

    private static TakingPart[] Experts(params (int Count, string Group, int[] Rounds)[] alike) =>
        [
            .. alike.SelectMany(one =>
                Enumerable.Range(0, one.Count).Select(_ => new TakingPart(Guid.NewGuid(), one.Group, one.Rounds.ToHashSet()))
            ),
        ];

    /// <summary>With a smallest cell of five, and all groups shown that are as large.</summary>
    private static IReadOnlyDictionary<(Guid Expert, int Round), int> Begins(IReadOnlyList<TakingPart> panel) =>
        LinkedRounds.Of(
            [
                .. panel
                    .SelectMany(expert => expert.Rounds)
                    .Distinct()
                    .Order()
                    .Select(round =>
                    {
                        var groups = panel.Where(expert => expert.Rounds.Contains(round)).CountBy(expert => expert.Group).ToList();
                        var all = groups.Sum(group => group.Value);
                        return new RoundResult(
                            round,
                            7,
                            5,
                            new(all, all, all),
                            [.. groups.Select(group => new GroupResponse(group.Key, group.Value, group.Value, group.Value))],
                            []
                        );
                    }),
            ],
            panel
        );
}
