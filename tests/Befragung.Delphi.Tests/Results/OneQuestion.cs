using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Results;

/// <summary>
/// A question that a panel is asked in each round, and what each person answered: as it came about, or as it might have. Everything else that is told of a study is of other
/// questions, or follows from what is told of single ones.
/// </summary>
/// <param name="Questionnaire">With this question alone.</param>
/// <param name="Groups">Of each person.</param>
/// <param name="HandedIn">By round and person.</param>
/// <param name="Answers">By round and person: a code for each slot; all 0 where nothing was answered.</param>
internal sealed partial record OneQuestion(
    Questionnaire Questionnaire,
    IReadOnlyList<string> Groups,
    IReadOnlyList<IReadOnlyList<bool>> HandedIn,
    IReadOnlyList<IReadOnlyList<short[]>> Answers
)
{
    public Item Item => Questionnaire.Sections[0].Items[0];

    public int People => Groups.Count;

    public int Rounds => Answers.Count;

    public bool Answered(int round, int person) => Answers[round].Count > 0 && Array.Exists(Answers[round][person], code => code > 0);

    /// <summary>The results as they are frozen.</summary>
    public IReadOnlyList<RoundResult> Frozen()
    {
        var results = new List<RoundResult>();
        for (var round = 0; round < Rounds; round++)
        {
            var tally = new RoundTally(Questionnaire, round == 0 ? null : LastAsked.Of(Questionnaire, [(round, Questionnaire)]));
            for (var person = 0; person < People; person++)
            {
                if (HandedIn[round][person])
                    tally.Add(
                        Groups[person],
                        Answers[round][person],
                        round > 0 && HandedIn[round - 1][person] ? Answers[round - 1][person] : [],
                        [],
                        IsAsked(person) ? null : new HashSet<string> { Item.Key }
                    );
                if (round > 0 && HandedIn[0][person])
                    tally.AddFirst(Answers[0][person], HandedIn[round][person]);
            }
            results.Add(tally.ToResult(round + 1, Response(round), results));
        }
        return results;
    }

    /// <summary>The same as others may read them.</summary>
    public IReadOnlyList<RoundResult> Told() => SmallTotals.ForOthers([.. Frozen().Select(result => (Questionnaire, result))]);

    /// <summary>The same if groups were hidden for their sizes alone.</summary>
    public IReadOnlyList<RoundResult> ToldBySizes() =>
        [
            .. Told()
                .Select((result, round) => result with { Items = [.. result.Items.Select(item => item with { Groups = BySize(round) })] }),
        ];

    /// <summary>What stands of published results: two decimals, and three of probabilities.</summary>
    public static string Printed(IReadOnlyList<RoundResult> results) =>
        Fraction()
            .Replace(
                JsonSerializer.Serialize(results, RoundResult.Format),
                number =>
                    number.Groups["name"].Value
                    + Math.Round(
                            double.Parse(number.Groups["value"].ValueSpan, CultureInfo.InvariantCulture),
                            number.Groups["name"].Value is "\"p\":" or "\"pHolm\":" or "\"pairedChangeP\":" or "\"coverage\":" ? 3 : 2
                        )
                        .ToString(CultureInfo.InvariantCulture)
            );

    /// <summary>If two people had answered in some rounds what the other one did, in one slot.</summary>
    public OneQuestion Exchanged(int one, int other, int slot, IReadOnlyList<int> rounds) =>
        this with
        {
            Answers =
            [
                .. Answers.Select(
                    (answers, round) =>
                    {
                        if (!rounds.Contains(round))
                            return answers;
                        var changed = answers.ToArray();
                        changed[one] = [.. changed[one]];
                        changed[other] = [.. changed[other]];
                        (changed[one][slot], changed[other][slot]) = (changed[other][slot], changed[one][slot]);
                        return (IReadOnlyList<short[]>)changed;
                    }
                ),
            ],
        };

    public bool IsAsked(int person) => Item.When?.Groups is not { } asked || asked.Contains(Groups[person]);

    /// <summary>What a group answered is told by its answers, as of a choice.</summary>
    private List<GroupItemResult> BySize(int round)
    {
        var groups = Questionnaire.Groups.Select(group => group.Key).ToList();
        var hidden = new HashSet<int>();
        for (var number = 0; number <= round; number++)
        {
            List<int> Sizes(Func<int, bool> isCounted) =>
                groups.ConvertAll(group => Enumerable.Range(0, People).Count(person => Groups[person] == group && isCounted(person)));
            var there = SmallCells.Hidden(Sizes(person => HandedIn[number][person]), Questionnaire.Settings.SmallestCell);
            hidden =
            [
                .. SmallCells.Hidden(
                    Sizes(person => Answered(number, person)),
                    Questionnaire.Settings.SmallestCell,
                    hidden.Union(there).ToHashSet()
                ),
            ];
        }
        return
        [
            .. groups.Select(
                (key, group) =>
                {
                    if (hidden.Contains(group))
                        return new GroupItemResult(key, true);
                    var codes = Enumerable
                        .Range(0, People)
                        .Where(person => Groups[person] == key && Answered(round, person))
                        .Select(person => (int)Answers[round][person][0])
                        .ToList();
                    int[] counts = [.. Enumerable.Range(1, 5).Select(code => codes.Count(answer => answer == code))];
                    return new GroupItemResult(key, false) { N = codes.Count, Counts = counts };
                }
            ),
        ];
    }

    private Dictionary<string, Response> Response(int round) =>
        Questionnaire.Groups.ToDictionary(
            group => group.Key,
            group =>
            {
                var all = Enumerable.Range(0, People).Where(person => Groups[person] == group.Key).ToList();
                var handedIn = all.Count(person => HandedIn[round][person]);
                return new Response(all.Count, handedIn, handedIn);
            }
        );

    [GeneratedRegex("""(?<name>"\w+":)(?<value>-?\d+\.\d+(E-?\d+)?)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fraction();
}
