using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Reporting;

/// <summary>A reason that an expert gave and the team released, as the report tells it.</summary>
/// <param name="Round">Number of the round it was given in.</param>
/// <param name="Convinced">Null where nobody said so.</param>
public sealed record ReportReason(string ItemKey, ReasonSide Side, string Text, int Round, Convinced? Convinced)
{
    /// <summary>In which it is presumably written: that of who wrote it, else the first of the study; null where neither is known.</summary>
    public string? Language { get; init; }

    /// <summary>The released ones among the reasons of these rounds, the most convincing first; otherwise in the order in which they come.</summary>
    public static IReadOnlyList<ReportReason> Of(IReadOnlyCollection<Round> rounds, IEnumerable<Reason> reasons)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        var numbers = rounds.Where(round => round.Result is not null).ToDictionary(round => round.Id, round => round.Number);
        var convinced = Convinced.In(rounds);
        var first = rounds.OrderBy(round => round.Number).FirstOrDefault()?.Questionnaire.Languages[0];
        return
        [
            .. from reason in reasons
            where reason.State == ReasonState.Released && numbers.ContainsKey(reason.RoundId)
            let most = Convinced.Most(convinced[reason.Id])
            orderby most?.Experts ?? 0 descending
            select new ReportReason(reason.ItemKey, reason.Side, reason.Shown, numbers[reason.RoundId], most)
            {
                Language = reason.Language ?? first,
            },
        ];
    }
}

/// <summary>How many experts said in a later round that a reason convinces them, as it was counted when that round closed.</summary>
public sealed record Convinced(int Round, int Experts)
{
    /// <summary>By reason; one for each round in which anybody said so. They are not added up: who says so twice is still one expert.</summary>
    public static ILookup<Guid, Convinced> In(IEnumerable<Round> rounds) =>
        (
            from round in rounds
            // Of so few, how many were convinced says who.
            where round.Result is { IsTooSmall: false }
            orderby round.Number
            from one in round.Result!.Convincing
            select (one.Reason, new Convinced(round.Number, one.Experts))
        ).ToLookup(one => one.Reason, one => one.Item2);

    /// <summary>The round in which most said so, of several the newest; null of none.</summary>
    public static Convinced? Most(IEnumerable<Convinced> all) => all.MaxBy(one => (one.Experts, one.Round));
}
