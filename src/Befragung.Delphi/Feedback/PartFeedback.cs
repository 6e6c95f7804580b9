using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Feedback;

/// <summary>What an expert sees beside one part of an item from round 2 on: how all answered in the round before, and where the expert stood.</summary>
/// <param name="Round">Number of that round.</param>
/// <param name="Result">How all answered.</param>
/// <param name="Own">The expert's answer then; "" for "keine Angabe", null for none.</param>
public sealed record PartFeedback(int Round, ItemResult Result, string? Own)
{
    /// <summary>How all had answered in the round before that one; null where it was not asked then in the same way.</summary>
    public ItemResult? Earlier { get; init; }

    /// <summary>Null where the part was not asked in the round before, or so few answered that one could tell who.</summary>
    /// <param name="beforeThat">The result of the round before that one, to tell what has changed.</param>
    public static PartFeedback? On(Part part, RoundResult? before, Answers own, RoundResult? beforeThat = null)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(own);
        return Shown(part, before) is { } result
            ? new(before!.Round, result, own[part.Key])
            {
                Earlier =
                    Shown(part, beforeThat) is { } earlier && earlier.Type == result.Type && earlier.Counts?.Count == result.Counts?.Count
                        ? earlier
                        : null,
            }
            : null;
    }

    /// <summary>The point the expert chose then; null where there is none.</summary>
    public int? OwnPoint => int.TryParse(Own, System.Globalization.CultureInfo.InvariantCulture, out var point) ? point : null;

    /// <summary>The same in words as the picture: the middle half and the median.</summary>
    public Sentence? All =>
        Result switch
        {
            { Median: not null, Quartile1: { } q1, Quartile3: { } q3 } when q1 == q3 => new(
                "Die mittlere Hälfte antwortete einheitlich {0}.",
                q1
            ),
            { Median: { } median, Quartile1: { } q1, Quartile3: { } q3 } => new(
                "Die mittlere Hälfte antwortete {0} bis {1}, der Median liegt bei {2}.",
                q1,
                q3,
                median
            ),
            _ => null,
        };

    /// <summary>How those answered who say that they know the field well; null where they, or all others, are few, and where that was not asked.</summary>
    public Sentence? Knowing(Part part)
    {
        if (Result.Knowing is not { } knowing)
            return null;
        var among = this with
        {
            Result = Result with { Median = knowing.Median, Quartile1 = knowing.Quartile1, Quartile3 = knowing.Quartile3 },
        };
        var told = part switch
        {
            RatedPart => among.All,
            NumberPart number => among.Named(number),
            ChoicePart choice when knowing.Counts is { } counts && counts.Max() is > 0 and var most => new(
                "Am häufigsten gewählt: {0} ({1} %).",
                new Names([.. choice.Options.Where((_, place) => counts[place] == most).Select(option => option.Name)]),
                Math.Round(100.0 * most / knowing.N)
            ),
            _ => null,
        };
        return told is null
            ? null
            : new("Unter denen, die sich hier nach eigenen Angaben gut auskennen ({0:Person|Personen}): {1}", knowing.N, told);
    }

    /// <summary>The same of numbers, in their unit and no more exact than they were asked.</summary>
    public Sentence? Named(NumberPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (Result is not { Median: { } median, Quartile1: { } q1, Quartile3: { } q3 })
            return null;
        return (q1 == q3, part.Unit) switch
        {
            (true, null) => new("Die mittlere Hälfte nannte einheitlich {0}.", part.Rounded(q1)),
            (true, { } unit) => new(
                "Die mittlere Hälfte nannte einheitlich {0} {1}.",
                part.Rounded(q1),
                unit.Behind((decimal)part.Rounded(q1))
            ),
            (_, null) => new(
                "Die mittlere Hälfte nannte {0} bis {1}, der Median liegt bei {2}.",
                part.Rounded(q1),
                part.Rounded(q3),
                part.Rounded(median)
            ),
            (_, { } unit) => new(
                "Die mittlere Hälfte nannte {0} bis {1} {3}, der Median liegt bei {2} {4}.",
                part.Rounded(q1),
                part.Rounded(q3),
                part.Rounded(median),
                unit.Behind((decimal)part.Rounded(q3)),
                unit.InDative((decimal)part.Rounded(median))
            ),
        };
    }

    /// <summary>The same of points that were shared out: the mean, because means add up to all of them.</summary>
    public Sentence? Shared =>
        Result switch
        {
            { Mean: { } mean, Quartile1: { } q1, Quartile3: { } q3 } when q1 == q3 => new(
                "Im Mittel {0:=wurde ein Punkt|wurden # Punkte} vergeben; die mittlere Hälfte vergab einheitlich {1}.",
                Math.Round(mean, 1),
                q1
            ),
            { Mean: { } mean, Quartile1: { } q1, Quartile3: { } q3 } => new(
                "Im Mittel {0:=wurde ein Punkt|wurden # Punkte} vergeben; die mittlere Hälfte vergab {1} bis {2}.",
                Math.Round(mean, 1),
                q1,
                q3
            ),
            _ => null,
        };

    /// <summary>What has become of the median and the middle half since the round before that one; null where there is nothing to compare.</summary>
    /// <param name="decimals">How exact the numbers are told.</param>
    public Sentence? Since(int decimals = 2)
    {
        double Rounded(double value) => Math.Round(value, Math.Max(2, decimals));
        if (
            Result is not { Median: { } median, Quartile1: { } q1, Quartile3: { } q3 }
            || Earlier is not { Median: { } medianThen, Quartile1: { } q1Then, Quartile3: { } q3Then }
        )
            return null;
        median = Rounded(median);
        q1 = Rounded(q1);
        q3 = Rounded(q3);
        medianThen = Rounded(medianThen);
        q1Then = Rounded(q1Then);
        q3Then = Rounded(q3Then);
        if ((median, q1, q3) == (medianThen, q1Then, q3Then))
            return new("Seit Runde {0} sind Median und mittlere Hälfte gleich geblieben.", Round - 1);
        var middle =
            median == medianThen ? new Sentence("blieb der Median bei {0}", median)
            : median > medianThen ? new Sentence("stieg der Median von {0} auf {1}", medianThen, median)
            : new Sentence("fiel der Median von {0} auf {1}", medianThen, median);
        var then = q1Then == q3Then ? new Sentence("einheitlich {0}", q1Then) : new Sentence("{0} bis {1}", q1Then, q3Then);
        var half =
            (q1, q3) == (q1Then, q3Then)
                ? new Sentence("die mittlere Hälfte blieb gleich")
                : Rounded(q3 - q1 - (q3Then - q1Then)) switch
                {
                    < 0 => new Sentence("die mittlere Hälfte wurde enger (zuvor {0})", then),
                    > 0 => new Sentence("die mittlere Hälfte wurde weiter (zuvor {0})", then),
                    _ => new Sentence("die mittlere Hälfte verschob sich (zuvor {0})", then),
                };
        return new("Seit Runde {0} {1}; {2}.", Round - 1, middle, half);
    }

    /// <summary>The expert's own number; null where there is none.</summary>
    public Sentence? YoursNamed(NumberPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return NumberPart.Read(Own) is not { } own ? null
            : part.Unit is { } unit ? new("Sie nannten in Runde {0}: {1} {2}.", Round, own, unit.Behind(own))
            : new("Sie nannten in Runde {0}: {1}.", Round, own);
    }

    /// <summary>The points the expert gave; null where there are none.</summary>
    public Sentence? YoursShared => NumberPart.Read(Own) is { } own ? new("Sie vergaben in Runde {0}: {1}.", Round, own) : null;

    /// <summary>Where the expert stood; for rated parts.</summary>
    public Sentence Yours =>
        Own switch
        {
            null => new("In Runde {0} haben Sie hier nicht geantwortet.", Round),
            "" => new("In Runde {0} machten Sie keine Angabe.", Round),
            _ => new("Sie wählten in Runde {0} die {1}.", Round, Own),
        };

    /// <summary>Instead of where the expert stood: what was answered and not handed in counts nowhere, so nothing is said of it.</summary>
    public Sentence NotHandedIn => new("In Runde {0} hatten Sie nicht abgegeben.", Round);

    /// <summary>Whether a point lies in the middle half, borders included.</summary>
    public bool InMiddleHalf(int point) => Result is { Quartile1: { } q1, Quartile3: { } q3 } && point >= q1 && point <= q3;

    private static ItemResult? Shown(Part part, RoundResult? round) =>
        round?.Of(part.Key) is { N: > 0 } result && result.N >= round.SmallestCell ? result : null;
}
