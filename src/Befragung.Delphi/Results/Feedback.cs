using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Results;

/// <summary>What an expert sees beside one part of an item from round 2 on: how all answered in the round before, and where the expert stood.</summary>
/// <param name="Round">Number of that round.</param>
/// <param name="Result">How all answered.</param>
/// <param name="Own">The expert's answer then; "" for "keine Angabe", null for none.</param>
public sealed record Feedback(int Round, ItemResult Result, string? Own)
{
    /// <summary>Null where the part was not asked in the round before, or so few answered that one could tell who.</summary>
    public static Feedback? On(Part part, RoundResult? before, Answers own)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(own);
        return before?.Of(part.Key) is { N: > 0 } result && result.N >= before.SmallestCell ? new(before.Round, result, own[part.Key]) : null;
    }

    /// <summary>The point the expert chose then; null where there is none.</summary>
    public int? OwnPoint => int.TryParse(Own, System.Globalization.CultureInfo.InvariantCulture, out var point) ? point : null;

    /// <summary>The same in words as the picture: the middle half and the median.</summary>
    public Sentence? All => Result switch
    {
        { Median: { } median, Quartile1: { } q1, Quartile3: { } q3 } when q1 == q3 && median == q1 =>
            new("Die mittlere Hälfte antwortete einheitlich {0}.", q1),
        { Median: { } median, Quartile1: { } q1, Quartile3: { } q3 } =>
            new("Die mittlere Hälfte antwortete {0} bis {1}, der Median liegt bei {2}.", q1, q3, median),
        _ => null,
    };

    /// <summary>The same of numbers, in their unit and no more exact than they were asked.</summary>
    public Sentence? Named(NumberPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (Result is not { Median: { } median, Quartile1: { } q1, Quartile3: { } q3 }) return null;
        double Rounded(double value) => Math.Round(value, Math.Max(2, part.Decimals));
        return (q1 == q3, part.Unit) switch
        {
            (true, null) => new("Die mittlere Hälfte nannte einheitlich {0}.", Rounded(q1)),
            (true, { } unit) => new("Die mittlere Hälfte nannte einheitlich {0} {1}.", Rounded(q1), unit),
            (_, null) => new("Die mittlere Hälfte nannte {0} bis {1}, der Median liegt bei {2}.", Rounded(q1), Rounded(q3), Rounded(median)),
            (_, { } unit) => new("Die mittlere Hälfte nannte {0} bis {1} {3}, der Median liegt bei {2} {3}.", Rounded(q1), Rounded(q3), Rounded(median), unit),
        };
    }

    /// <summary>The expert's own number; null where there is none.</summary>
    public Sentence? YoursNamed(NumberPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return NumberPart.Read(Own) is not { } own ? null : part.Unit is { } unit
            ? new("Sie nannten in Runde {0}: {1} {2}.", Round, own, unit)
            : new("Sie nannten in Runde {0}: {1}.", Round, own);
    }

    /// <summary>Where the expert stood; for rated parts.</summary>
    public Sentence Yours => Own switch
    {
        null => new("In Runde {0} haben Sie hier nicht geantwortet.", Round),
        "" => new("In Runde {0} machten Sie keine Angabe.", Round),
        _ => new("Sie wählten in Runde {0} die {1}.", Round, Own),
    };

    /// <summary>Whether a point lies in the middle half, borders included.</summary>
    public bool InMiddleHalf(int point) => Result is { Quartile1: { } q1, Quartile3: { } q3 } && point >= q1 && point <= q3;
}
