using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>
/// Everything that is told of random studies, against somebody who goes through what might have come about. Panels are small, with groups of any size; people stay with
/// their answers or not, agree or not, stay away alone or by groups; some questions are for some groups only.
/// </summary>
public sealed class EnumeratorTests
{
    private const int Studies = 500,
        SomeStudies = 25,
        Smallest = 5;

    private static readonly Lazy<IReadOnlyList<OneQuestion>> Questions = new(() =>
        [.. Enumerable.Range(0, Studies).Select(study => Study(new Random(1968 + study))).SelectMany(questions => questions)]
    );

    [Fact]
    public void Nothing_is_found_in_what_others_are_told()
    {
        Assert.Empty(Found(Questions.Value, question => question.Told()));
        // Else there would be nothing to go by.
        var told = Questions.Value.SelectMany(question => question.Told()).SelectMany(round => round.Items).ToList();
        Assert.InRange(told.Count(item => item.Stability is { Moved: not null }), Studies / 2, int.MaxValue);
        Assert.InRange(told.Count(item => item.Groups.Any(group => !group.Suppressed)), Studies, int.MaxValue);
    }

    [Fact]
    public void In_what_is_frozen_those_are_found_who_left_or_came_and_the_hidden_when_nobody_moved()
    {
        var found = Found(Questions.Value.Take(4 * SomeStudies), question => question.Frozen());
        Assert.InRange(found.Count(one => one.NobodyMoved), SomeStudies / 10, int.MaxValue);
    }

    [Fact]
    public void Where_groups_are_hidden_for_their_sizes_alone_those_are_found_who_answered_alike()
    {
        var choices = Questions.Value.Where(question => question.Item is SingleChoiceItem).Take(2 * SomeStudies);
        Assert.InRange(Found(choices, question => question.ToldBySizes()).Count, SomeStudies / 10, int.MaxValue);
    }

    private static List<Finding> Found(IEnumerable<OneQuestion> questions, Func<OneQuestion, IReadOnlyList<RoundResult>> telling) =>
        [.. questions.AsParallel().AsOrdered().SelectMany(question => Enumerator.Found(question, telling))];

    private static IReadOnlyList<OneQuestion> Study(Random random)
    {
        var groups = Enumerable.Range(1, random.Next(2, 6)).Select(group => $"g{group}").ToList();
        var panel = groups
            .SelectMany(group => Enumerable.Repeat(group, random.Next(2) == 0 ? random.Next(1, 5) : random.Next(4, 12)))
            .ToList();
        var rounds = random.Next(2, 4);
        var coming = random.Next(3) == 0 ? 1 : 0.75 + (0.25 * random.NextDouble());
        var handedIn = new List<IReadOnlyList<bool>>();
        for (var round = 0; round < rounds; round++)
        {
            // A whole group may stay away, as a small one does when its one voice is ill.
            var away = random.Next(4) == 0 ? groups[random.Next(groups.Count)] : null;
            handedIn.Add([.. panel.Select(group => group != away && random.NextDouble() < coming)]);
        }
        double answering = random.Next(2) == 0 ? 1 : 0.9,
            agreeing = new[] { 0.2, 0.6, 0.8, 0.95 }[random.Next(4)],
            moving = new[] { 0, 0, 0.03, 0.1, 0.5 }[random.Next(5)];
        var some = random.Next(2) == 0 ? new Condition { Groups = [.. groups.Where(_ => random.Next(3) > 0)] } : null;
        return
        [
            .. new Item[]
            {
                new RatingItem("q", Sample.De("Q"), Panel.Scale(5)),
                new SingleChoiceItem("c", Sample.De("C"), [new("x", Sample.De("X")), new("y", Sample.De("Y"))], true),
                new SingleChoiceItem(
                    "d",
                    Sample.De("D"),
                    [new("x", Sample.De("X")), new("y", Sample.De("Y")), new("z", Sample.De("Z"))],
                    true
                )
                {
                    When = some,
                },
                new MultipleChoiceItem("m", Sample.De("M"), [new("x", Sample.De("X")), new("y", Sample.De("Y"))], false, 0, 2, true)
                {
                    When = some,
                },
            }.Select(Asked),
        ];

        OneQuestion Asked(Item item)
        {
            var codes = item switch
            {
                RatingItem => 5,
                SingleChoiceItem choice => choice.Options.Count,
                _ => 2,
            };
            short[] Any() => [.. item.Parts.Select(_ => (short)random.Next(1, codes + 1))];
            var usual = Any();
            short[] One() => random.NextDouble() < agreeing ? usual : Any();
            var opinions = panel.ConvertAll(_ => One());
            var answers = new List<IReadOnlyList<short[]>>();
            var questionnaire = Panel.Asking(new PercentAgreementRule(75), smallestCell: Smallest) with
            {
                Groups = [.. groups.Select(group => new Group(group, Sample.De(group)))],
                Sections = [new("s", Sample.De("S"), [item])],
            };
            var nothing = new OneQuestion(questionnaire, panel, handedIn, []);
            for (var round = 0; round < rounds; round++)
            {
                for (var person = 0; round > 0 && person < panel.Count; person++)
                    if (random.NextDouble() < moving)
                        opinions[person] = One();
                answers.Add([
                    .. opinions.Select(
                        (opinion, person) =>
                            handedIn[round][person] && nothing.IsAsked(person) && random.NextDouble() < answering
                                ? opinion
                                : new short[item.Parts.Count]
                    ),
                ]);
            }
            return nothing with { Answers = answers };
        }
    }
}
