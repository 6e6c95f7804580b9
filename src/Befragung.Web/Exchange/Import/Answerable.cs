using System.Globalization;

namespace Befragung.Web.Exchange.Import;

/// <summary>What a condition can look at: an item of the questionnaire or a part of it, and what the values of the source are called there.</summary>
/// <param name="Part">The key that a condition names.</param>
/// <param name="Values">By the value of the source.</param>
internal abstract record Answerable(string Part, IReadOnlyDictionary<string, string> Values);

/// <summary>One of several options, or a point of a scale.</summary>
internal sealed record OneValue(string Part, IReadOnlyDictionary<string, string> Values, bool HasOther = false) : Answerable(Part, Values);

/// <summary>Any of several options.</summary>
internal sealed record ManyValues(string Part, IReadOnlyDictionary<string, string> Values) : Answerable(Part, Values);

/// <summary>One option of several by itself: ticked or not.</summary>
internal sealed record OneMark(string Part, string Option) : Answerable(Part, new Dictionary<string, string>());

internal sealed record AnyNumber(string Part, decimal? Least, int Decimals) : Answerable(Part, new Dictionary<string, string>());

/// <summary>What a condition of the questionnaire says of one item.</summary>
internal sealed record Clause(string Part, IReadOnlyList<string>? Is, IReadOnlyList<string>? IsNot, decimal? From, decimal? To)
{
    /// <summary>Of several options: any of those named is enough, so that two cannot be asked for at once.</summary>
    public bool OfMarks { get; init; }

    /// <summary>Both; null where one condition cannot say both.</summary>
    public Clause? And(Clause other)
    {
        if (other.Part != Part || (OfMarks && Is is not null && other.Is is not null && !Is.ToHashSet().SetEquals(other.Is)))
            return null;
        if (this is { Is: not null } && other.Is is not null)
            return this with
            {
                Is = [.. Is.Intersect(other.Is)],
                IsNot = Join(IsNot, other.IsNot),
                From = Larger(other.From),
                To = Smaller(other.To),
            };
        return new Clause(Part, Is ?? other.Is, Join(IsNot, other.IsNot), Larger(other.From), Smaller(other.To)) { OfMarks = OfMarks };
    }

    /// <summary>Either; null where one condition cannot say so.</summary>
    public Clause? Or(Clause other) =>
        other.Part == Part
        && this is { Is: not null, IsNot: null, From: null, To: null }
        && other is { Is: not null, IsNot: null, From: null, To: null }
            ? this with
            {
                Is = [.. Is.Union(other.Is)],
            }
            : null;

    private static IReadOnlyList<string>? Join(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
        one is null ? other
        : other is null ? one
        : [.. one.Union(other)];

    private decimal? Larger(decimal? other) => From is null || other > From ? other : From;

    private decimal? Smaller(decimal? other) => To is null || other < To ? other : To;
}

/// <summary>What became of a condition.</summary>
/// <param name="Clause">Null where nothing of it could be said.</param>
/// <param name="IsWhole">Whether all of it was.</param>
/// <param name="NeedsAnswer">Whether it now holds only where the question was answered, and did without before.</param>
internal sealed record SaidTest(Clause? Clause, bool IsWhole, bool NeedsAnswer)
{
    private static readonly SaidTest Nothing = new(null, false, false);

    public static SaidTest Of(Test test, Func<string, Answerable?> find)
    {
        switch (test)
        {
            case AllOf all:
                var said = all.Tests.Select(one => Of(one, find)).Where(one => one is not { Clause: null, IsWhole: true }).ToList();
                if (said.Count == 0)
                    return new(null, true, false);
                Clause? joined = null;
                var isWhole = true;
                foreach (var one in said)
                {
                    var next =
                        one.Clause is null ? null
                        : joined is null ? one.Clause
                        : joined.And(one.Clause);
                    isWhole &= one.IsWhole && next is not null;
                    joined = next ?? joined;
                }
                return new(joined, isWhole, said.Exists(one => one.NeedsAnswer));
            case AnyOf any:
                var each = any.Tests.Select(one => Of(one, find)).ToList();
                // Half of an alternative would keep out whom the other half lets in.
                if (each.Exists(one => one.Clause is null || !one.IsWhole))
                    return Nothing;
                var either = each.Skip(1).Aggregate(each[0].Clause, (clause, one) => clause?.Or(one.Clause!));
                return either is null ? Nothing : new(either, true, each.Exists(one => one.NeedsAnswer));
            case Always { Holds: true }:
                return new(null, true, false);
            case Comparison comparison when find(comparison.Name) is { } about:
                return Marked(about, OfComparison(about, comparison.Sign, comparison.Value));
            case Chosen chosen when find(chosen.Name) is { } about:
                return Marked(about, OfComparison(about, chosen.IsNot ? "!=" : "==", chosen.Option));
            case Answered { IsNot: false } answered when find(answered.Name) is { } about:
                return Marked(about, OfAnswered(about));
            default:
                return Nothing;
        }
    }

    private static SaidTest Marked(Answerable about, SaidTest said) =>
        about is ManyValues or OneMark && said.Clause is { } clause ? said with { Clause = clause with { OfMarks = true } } : said;

    private static SaidTest OfAnswered(Answerable about) =>
        about switch
        {
            OneValue or ManyValues when about.Values.Count > 0 => Whole(
                new(about.Part, [.. about.Values.Values.Distinct()], null, null, null)
            ),
            AnyNumber number => Whole(new(about.Part, null, null, number.Least ?? -1_000_000_000_000m, null)),
            OneMark mark => Whole(new(about.Part, [mark.Option], null, null, null)),
            _ => Nothing,
        };

    private static SaidTest OfComparison(Answerable about, string sign, string value)
    {
        switch (about)
        {
            case OneMark mark:
                var isTrue = value is "Y" or "1" or "true" or "True";
                if (sign is not ("==" or "!=") || !(isTrue || value is "N" or "0" or "false" or "False"))
                    return Nothing;
                return isTrue == (sign == "==")
                    ? Whole(new(about.Part, [mark.Option], null, null, null))
                    : new(new(about.Part, null, [mark.Option], null, null), true, true);
            case AnyNumber number:
                return Number(value) is { } limit ? OfNumber(number, sign, limit) : Nothing;
            case OneValue or ManyValues when sign is "==" or "!=":
                if (!about.Values.TryGetValue(value, out var key))
                    return Nothing;
                return sign == "=="
                    ? Whole(new(about.Part, [key], null, null, null))
                    : new(new(about.Part, null, [key], null, null), true, true);
            case OneValue when Number(value) is { } bound && about.Values.Count > 0:
                var fitting = about
                    .Values.Where(one => Number(one.Key) is { } number && Holds(number, sign, bound))
                    .Select(one => one.Value)
                    .ToList();
                return fitting.Count > 0 && about.Values.Keys.All(one => Number(one) is not null)
                    ? Whole(new(about.Part, fitting, null, null, null))
                    : Nothing;
            default:
                return Nothing;
        }
    }

    private static SaidTest OfNumber(AnyNumber number, string sign, decimal limit)
    {
        var step = 1m;
        for (var i = 0; i < number.Decimals; i++)
            step /= 10;
        // As a number is written, so that it can be written back.
        var plain = limit.ToString(CultureInfo.InvariantCulture);
        return sign switch
        {
            "==" => Whole(new(number.Part, null, null, limit, limit)),
            "!=" => new(new(number.Part, null, [plain], null, null), true, true),
            ">=" => Whole(new(number.Part, null, null, limit, null)),
            ">" => Whole(new(number.Part, null, null, (Math.Floor(limit / step) * step) + step, null)),
            "<=" => Whole(new(number.Part, null, null, null, limit)),
            "<" => Whole(new(number.Part, null, null, null, (Math.Ceiling(limit / step) * step) - step)),
            _ => Nothing,
        };
    }

    private static bool Holds(decimal number, string sign, decimal limit) =>
        sign switch
        {
            ">" => number > limit,
            ">=" => number >= limit,
            "<" => number < limit,
            "<=" => number <= limit,
            _ => false,
        };

    private static decimal? Number(string text) =>
        text.Length <= 12
        && decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    private static SaidTest Whole(Clause clause) => new(clause, true, false);
}
