using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>Small panels that rate one scale in two rounds, for figures that can be computed by hand. 0 stands for no answer.</summary>
internal static class Panel
{
    private static readonly Dictionary<string, Response> Unknown = [];

    /// <summary>A section of ratings q1, q2 …, groups g1 to g4.</summary>
    public static Questionnaire Asking(ConsensusRule rule, int points = 5, int items = 1, int smallestCell = 5) =>
        new(
            Sample.De("Probe"),
            ["de"],
            [.. Enumerable.Range(1, 4).Select(group => new Group($"g{group}", Sample.De($"Gruppe {group}")))],
            StudySettings.Usual with
            {
                Consensus = rule,
                SmallestCell = smallestCell,
                Rounds = 3,
            },
            [
                new(
                    "s",
                    Sample.De("Abschnitt"),
                    [.. Enumerable.Range(1, items).Select(item => new RatingItem($"q{item}", Sample.De($"Frage {item}"), Scale(points)))]
                ),
            ]
        );

    public static Scale Scale(int points) =>
        new(
            points,
            new Dictionary<int, LocalizedText>(),
            true,
            Delphi.Questionnaires.Scale.UsualBand(points),
            Delphi.Questionnaires.Scale.UsualBand(points)
        );

    /// <summary>So many experts per point, in the order of the scale.</summary>
    public static IEnumerable<int> Of(params int[] counts) => counts.SelectMany((count, index) => Enumerable.Repeat(index + 1, count));

    /// <summary>Round 1 of a single item.</summary>
    public static RoundResult First(Questionnaire questionnaire, IEnumerable<int> ratings) =>
        Round(questionnaire, 1, null, ratings.Select(rating => ((string?)"g1", Array.Empty<int>(), new[] { rating })));

    /// <summary>Round 2 of a single item, everybody of one group.</summary>
    public static RoundResult Second(Questionnaire questionnaire, IEnumerable<(int Before, int Now)> pairs) =>
        Second(questionnaire, pairs.Select(pair => ((string?)"g1", new[] { pair.Before }, new[] { pair.Now })));

    /// <summary>Round 2; who gave nothing in round 1 was not there, and who gives nothing now has left.</summary>
    public static RoundResult Second(Questionnaire questionnaire, IEnumerable<(string? Group, int[] Before, int[] Now)> experts)
    {
        var all = experts.ToList();
        var first = Round(
            questionnaire,
            1,
            null,
            all.Where(expert => Answered(expert.Before)).Select(expert => (expert.Group, Array.Empty<int>(), expert.Before))
        );
        return Round(questionnaire, 2, first, all);
    }

    private static RoundResult Round(
        Questionnaire questionnaire,
        int number,
        RoundResult? before,
        IEnumerable<(string? Group, int[] Before, int[] Now)> experts
    )
    {
        var tally = new RoundTally(questionnaire, before is null ? null : LastAsked.Of(questionnaire, [(before.Round, questionnaire)]));
        foreach (var (group, old, now) in experts)
        {
            if (Answered(now))
                tally.Add(group, Row(now), Answered(old) ? Row(old) : []);
            if (before is not null && Answered(old))
                tally.AddFirst(Row(old), Answered(now));
        }
        return tally.ToResult(number, Unknown, before is null ? [] : [before]);
    }

    private static bool Answered(int[] ratings) => ratings.Any(rating => rating > 0);

    private static short[] Row(int[] ratings) => [.. ratings.Select(rating => (short)rating)];
}
