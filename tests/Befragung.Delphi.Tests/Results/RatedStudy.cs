using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>An item, and how each expert rated it on five points in each round: a character for an expert, "-" for no answer; null where it was not asked.</summary>
internal sealed record Rated(string Key, params string?[] Rounds);

/// <summary>A study of ratings with closed rounds, for figures that can be computed by hand.</summary>
internal static class RatedStudy
{
    public static readonly DateTime Start = new(2026, 9, 3, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>Everybody of one group.</summary>
    public static Study Held(params Rated[] items) => Held(new string('a', items[0].Rounds[0]!.Length), 5, items);

    /// <param name="groups">The group of each expert, a letter.</param>
    public static Study Held(string groups, int smallestCell, params Rated[] items)
    {
        var scale = new Scale(5, new Dictionary<int, LocalizedText>(), true, 2, 2);
        var rounds = items.Max(item => item.Rounds.Length);
        var study = new Study(
            "studie",
            new(
                Sample.De("Studie"),
                ["de"],
                [.. groups.Distinct().Order().Select(group => new Group(group.ToString(), Sample.De($"Gruppe {group}")))],
                StudySettings.Usual with
                {
                    SmallestCell = smallestCell,
                    Rounds = rounds,
                },
                [
                    new(
                        "s",
                        Sample.De("Abschnitt"),
                        [
                            .. items
                                .Where(item => item.Rounds[0] is not null)
                                .Select(item => new RatingItem(item.Key, Sample.De(item.Key), scale)),
                        ]
                    ),
                ]
            ),
            Start,
            "ada"
        );
        for (var round = 0; round < rounds; round++)
        {
            if (round > 0)
            {
                study.PlanNext(
                    items.Where(item => item.Rounds[round] is not null).Select(item => item.Key).ToHashSet(),
                    items.ToDictionary(item => item.Key, item => $"Grund für {item.Key}")
                );
                var asked = study.CurrentRound.Questionnaire;
                Item[] added =
                [
                    .. items
                        .Where(item => item.Rounds[round] is not null && asked.ItemOf(item.Key) is null)
                        .Select(item => new RatingItem(item.Key, Sample.De(item.Key), scale)),
                ];
                if (added.Length > 0)
                    study.CurrentRound.Revise(
                        asked with
                        {
                            Sections = [asked.Sections[0] with { Items = [.. asked.Sections[0].Items, .. added] }],
                        }
                    );
            }
            Hold(study, groups, items, round);
        }
        return study;
    }

    public static StudyReport Report(params Rated[] items) => StudyReport.Of(Held(items), Start);

    private static void Hold(Study study, string groups, Rated[] items, int round)
    {
        var current = study.CurrentRound;
        var tally = new RoundTally(study.CurrentRound.Questionnaire, study.LastAskedBefore(study.CurrentRound));
        string? Sheet(int expert, int of)
        {
            var answers = items
                .Where(item => of >= 0 && item.Rounds[of] is { } answered && answered[expert] != '-')
                .Select(item => $"\"{item.Key}\":\"{item.Rounds[of]![expert]}\"")
                .ToList();
            return answers.Count == 0 ? null : "{" + string.Join(",", answers) + "}";
        }
        var handedIn = new Dictionary<char, int>();
        for (var expert = 0; expert < groups.Length; expert++)
        {
            var sheet = Sheet(expert, round);
            if (sheet is not null)
            {
                tally.Add(
                    groups[expert].ToString(),
                    sheet,
                    null,
                    [
                        .. from earlier in Enumerable.Range(0, round)
                        let before = Sheet(expert, earlier)
                        where before is not null
                        select new EarlierSheet(earlier + 1, before, null),
                    ]
                );
                handedIn[groups[expert]] = handedIn.GetValueOrDefault(groups[expert]) + 1;
            }
            if (round > 0 && Sheet(expert, 0) is { } first)
                tally.AddFirst(first, sheet is not null);
        }
        current.Open(Start.AddDays(30 * round), "ada");
        current.Close(
            tally.ToResult(
                current.Number,
                groups
                    .Distinct()
                    .ToDictionary(
                        group => group.ToString(),
                        group => new Response(
                            groups.Count(one => one == group),
                            handedIn.GetValueOrDefault(group),
                            handedIn.GetValueOrDefault(group)
                        )
                    ),
                study.ResultsBefore(study.CurrentRound)
            ),
            Start.AddDays((30 * round) + 20),
            "ada"
        );
    }
}
