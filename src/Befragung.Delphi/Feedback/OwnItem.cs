using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Feedback;

/// <summary>One item as one expert answered it.</summary>
/// <param name="Parts">All its parts.</param>
public sealed record OwnItem(Item Item, IReadOnlyList<OwnPart> Parts, IReadOnlyList<OwnReason> Reasons)
{
    public static OwnItem Of(Item item, StudySettings settings, Answers answers, RoundResult? others)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(answers);
        return new(
            item,
            [.. item.Parts.Select(part => new OwnPart(part, answers[part.Key], PartFeedback.On(part, others, answers)))],
            [
                .. from part in item.ReasonParts(settings)
                let text = answers[part.Key]
                where text is { Length: > 0 }
                select new OwnReason(part.Side, text),
                .. from one in answers.Values
                where one.Value.Length > 0 && ReplyPart.Of(one.Key)?.ItemKey == item.Key
                orderby one.Key
                select new OwnReason(ReasonSide.Neutral, one.Value) { IsReply = true },
            ]
        );
    }

    /// <summary>Whether there is any answer, be it "keine Angabe".</summary>
    public bool IsAnswered => Parts.Any(part => part.Value is not null);

    /// <summary>
    /// The parts that say something: all criteria and numbers of an item that was answered, what was chosen of several, ranks in their order, words where some were written.
    /// "Keine Angabe" to a choice of several is said once.
    /// </summary>
    public IReadOnlyList<OwnPart> Told =>
        field ??= [
            .. Parts
                .Where(part => part.Value is not null || (IsAnswered && part.Part is RatedPart or NumberPart))
                .Where(part => part is not { Part: MarkPart, Value: not MarkPart.Chosen } && part is not { Part: RankPart, Value: "" })
                .OrderBy(part => part is { Part: RankPart, Point: { } rank } ? rank : 0),
            .. Parts.Where(part => part is { Part: MarkPart, Value: "" }).Take(1),
        ];

    /// <summary>What most chose; null where there is no choice, or nothing may be said of it.</summary>
    public Sentence? Mostly
    {
        get
        {
            var often = Item switch
            {
                SingleChoiceItem choice when Parts[0].Others is { Result.Counts: { } counts } => choice.Options.Zip(counts).ToList(),
                MultipleChoiceItem choice when Parts[0].Others is not null => choice
                    .Options.Zip(Parts.Select(part => part.Others!.Result.Counts![1]))
                    .ToList(),
                _ => [],
            };
            var most = often.Count == 0 ? 0 : often.Max(option => option.Second);
            return most == 0
                ? null
                : new(
                    "Am häufigsten gewählt: {0} ({1} von {2}).",
                    new Names([.. often.Where(option => option.Second == most).Select(option => option.First.Name)]),
                    most,
                    Parts[0].Others!.Result.N
                );
        }
    }
}

/// <summary>Where an answer lies to the middle half, whose borders belong to it.</summary>
public enum Place
{
    Below,
    Within,
    Above,
}

/// <summary>One part of an item as one expert answered it.</summary>
/// <param name="Value">As stored; "" for "keine Angabe", null for none.</param>
/// <param name="Others">How all answered; null where nothing may be said of it.</param>
public sealed record OwnPart(Part Part, string? Value, PartFeedback? Others)
{
    /// <summary>What stands before the answer; null where the answer says it all.</summary>
    public LocalizedText? Label => Part is MarkPart ? null : Part.Name;

    /// <summary>The point of the scale or the rank; null where there is none.</summary>
    public int? Point =>
        Part is RatedPart or RankPart && int.TryParse(Value, System.Globalization.CultureInfo.InvariantCulture, out var point)
            ? point
            : null;

    public decimal? Number => Part is NumberPart ? NumberPart.Read(Value) : null;

    /// <summary>The answer in words; null for none.</summary>
    public Sentence? Answer =>
        (Value, Part) switch
        {
            (null, _) => null,
            ("", _) => new("keine Angabe"),
            (_, RatedPart { Scale: var scale }) => scale.LabelOf(Point!.Value) is { } label
                ? new("{0} – {1}", Value, label)
                : new("{0}", Value),
            (_, ChoicePart { Options: var options }) => new("{0}", options.First(option => option.Key == Value).Name),
            (_, MarkPart { Option: var option }) => new("{0}", option),
            (_, NumberPart { Unit: { } unit }) => new("{0} {1}", Number!, unit.Behind(Number!.Value)),
            (_, NumberPart) => new("{0}", Number!),
            (_, RankPart) => new("Rang {0}", Value),
            _ => new("{0}", Value),
        };

    /// <summary>Null where one of both is missing.</summary>
    public Place? Place =>
        (Point ?? (double?)Number, Others?.Result) is ({ } own, { Quartile1: { } q1, Quartile3: { } q3 }) && Part is not RankPart
            ? own < q1
                ? Feedback.Place.Below
                : own > q3
                    ? Feedback.Place.Above
                    : Feedback.Place.Within
            : null;

    /// <summary>How many of how many answered the same; null where nobody counts that, as of numbers.</summary>
    public (int Count, int N)? Same =>
        Value is { Length: > 0 } && Others is { Result: { Counts: { } counts, N: var n } } && IndexIn(counts) is { } index
            ? (counts[index], n)
            : null;

    /// <summary>How all answered, and where this answer stands to it.</summary>
    public IEnumerable<Sentence> Standing
    {
        get
        {
            if (Others is null)
                yield break;
            if (
                (
                    Part is NumberPart number ? Others.Named(number)
                    : Part is RatedPart ? Others.All
                    : null
                ) is
                { } all
            )
                yield return all;
            if (Place is { } place)
                yield return place switch
                {
                    Feedback.Place.Below => new("Ihre Antwort liegt unter der mittleren Hälfte."),
                    Feedback.Place.Above => new("Ihre Antwort liegt über der mittleren Hälfte."),
                    _ => new("Ihre Antwort liegt in der mittleren Hälfte."),
                };
            if (
                Part is RankPart { Ranks: var ranks }
                && Others.Result is { PercentRanked: { } percent, Counts: { } counts, MeanRank: { } mean }
            )
                yield return ranks == 1 || percent < 100
                    ? new(
                        "Unter den ersten {0} bei {1} von {2} ({3:0} %), im Mittel auf Rang {4:0.0}.",
                        ranks,
                        counts.Sum(),
                        Others.Result.N,
                        percent,
                        mean
                    )
                    : new("Bei allen im Mittel auf Rang {0:0.0}.", mean);
            else if (Same is var (count, n))
                yield return Part is MarkPart
                    ? new("Gewählt von {0} von {1} ({2:0} %).", count, n, Statistics.Frequencies.Percent(count, n)!)
                    : new("Gleich geantwortet: {0} von {1} ({2:0} %).", count, n, Statistics.Frequencies.Percent(count, n)!);
        }
    }

    private int? IndexIn(IReadOnlyList<int> counts) =>
        Part switch
        {
            RatedPart or RankPart => Point - 1,
            ChoicePart { Options: var options } => options.TakeWhile(option => option.Key != Value).Count(),
            MarkPart => Value == MarkPart.Chosen ? 1 : 0,
            _ => null,
        }
            is { } index
        && index < counts.Count
            ? index
            : null;
}
