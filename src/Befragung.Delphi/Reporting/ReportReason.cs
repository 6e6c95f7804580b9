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

    /// <summary>Where it is told, that other reasons or none may refer to it.</summary>
    public Guid Id { get; init; }

    /// <summary>Which way those went whom it convinced, in the newest round that tells it; null where that may not be told.</summary>
    public ConvincedShift? Shift { get; init; }

    /// <summary>The number of the round that tells <see cref="Shift"/>.</summary>
    public int ShiftRound { get; init; }

    /// <summary>Whether it convinced people who had stood on the other side, and so comes before others.</summary>
    public bool ConvincedOthers { get; init; }

    /// <summary>What was replied to it, the team first, then by rounds.</summary>
    public IReadOnlyList<ReportReply> Replies { get; init; } = [];

    /// <summary>
    /// The released ones among the reasons of these rounds, in the order of <see cref="ReasonOrder"/>, then the most convincing first; otherwise in the order in which they come.
    /// </summary>
    /// <param name="rounds">The rounds of the study.</param>
    /// <param name="reasons">Reasons, and replies of experts.</param>
    public static IReadOnlyList<ReportReason> Of(IReadOnlyCollection<Round> rounds, IReadOnlyCollection<Reason> reasons)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        var numbers = rounds.Where(round => round.Result is not null).ToDictionary(round => round.Id, round => round.Number);
        var convinced = Convinced.In(rounds);
        var closed = rounds.Where(round => round.Result is not null).OrderBy(round => round.Number).ToList();
        var fromOtherSide = ReasonOrder.FromOtherSide(closed.Select(round => round.Result!));
        var shifts = SmallTotals
            .ForOthers(closed.ConvertAll(round => (round.Questionnaire, round.Result!)))
            .SelectMany(result => result.Convincing.Where(one => one.Shift is not null).Select(one => (result.Round, one)))
            .ToLookup(one => one.one.Reason, one => (one.Round, Shift: one.one.Shift!));
        var ofExperts = reasons
            .Where(reason => reason.State == ReasonState.Released && numbers.ContainsKey(reason.RoundId))
            .ToLookup(reason => reason.AnswersTo);
        var first = rounds.OrderBy(round => round.Number).FirstOrDefault()?.Questionnaire.Languages[0];
        return
        [
            .. from reason in reasons
            where reason.State == ReasonState.Released && reason.AnswersTo is null && numbers.ContainsKey(reason.RoundId)
            let most = Convinced.Most(convinced[reason.Id])
            let shift = shifts[reason.Id].LastOrDefault()
            orderby fromOtherSide.GetValueOrDefault(reason.Id) descending, most?.Experts ?? 0 descending
            select new ReportReason(reason.ItemKey, reason.Side, reason.Shown, numbers[reason.RoundId], most)
            {
                Id = reason.Id,
                Language = reason.Language ?? first,
                ConvincedOthers = fromOtherSide.ContainsKey(reason.Id),
                Shift = shift.Shift,
                ShiftRound = shift.Round,
                Replies =
                [
                    .. reason.TeamReply is { } team ? [new ReportReply(team, null, first)] : (ReportReply[])[],
                    .. ofExperts[reason.Id]
                        .OrderBy(reply => numbers[reply.RoundId])
                        .Select(reply => new ReportReply(reply.Shown, numbers[reply.RoundId], reply.Language ?? first)),
                ],
            },
        ];
    }
}

/// <summary>What was replied to a reason, and released.</summary>
/// <param name="Round">Number of the round in which an expert wrote it; null where the team did.</param>
/// <param name="Language">In which it is presumably written; null where nobody knows.</param>
public sealed record ReportReply(string Text, int? Round, string? Language);

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
