using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Feedback;

/// <summary>
/// How all answered, in one sentence that takes no statistics to read, and one's own answer beside it: what stands first with a question, before whoever wants to know it exactly
/// looks closer. "Die meisten" are always more than half of all who answered.
/// </summary>
/// <param name="Said">The sentence.</param>
/// <param name="Points">Of a scale, the points that it names, so that the picture can show them.</param>
public sealed record PlainWords(Sentence Said, IReadOnlyList<int> Points)
{
    /// <summary>What is said of an item as a whole; null where nothing may be said, or each of its criteria speaks for itself.</summary>
    /// <param name="item">The item.</param>
    /// <param name="told">How all answered its parts.</param>
    public static PlainWords? Of(Item item, Func<Part, PartFeedback?> told)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(told);
        List<(Part Part, ItemResult Result)> parts =
        [
            .. from part in item.Parts let feedback = told(part) where feedback is not null select (part, feedback.Result),
        ];
        if (parts.Count == 0)
            return null;
        var said = item switch
        {
            RatingItem => Of(((RatedPart)item.Parts[0]).Scale, parts[0].Result),
            NumberItem => Words(Named((NumberPart)parts[0].Part, parts[0].Result)),
            EstimateItem => parts.Find(one => one.Part == item.Parts[1]) is { Result: { } best } likely
            && Named((NumberPart)likely.Part, best) is { } named
                ? Words(new("Beim wahrscheinlichsten Wert: {0}", named))
                : null,
            PointsItem points => Words(Shared(points, parts)),
            RankingItem ranking => Words(Ordered(ranking, parts)),
            SingleChoiceItem or MultipleChoiceItem => Words(Chosen(item, parts)),
            _ => null,
        };
        return said;
    }

    /// <summary>What is said of one part by itself; null where it has to be seen with others.</summary>
    public static PlainWords? OfPart(Part part, PartFeedback feedback)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        return part switch
        {
            RatedPart { Scale: var scale } => Of(scale, feedback.Result),
            NumberPart number => Words(Named(number, feedback.Result)),
            _ => null,
        };
    }

    /// <summary>What is said of a scale; null where nobody gave a point.</summary>
    public static PlainWords? Of(Scale scale, ItemResult result)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(result);
        if (result is not { Counts: { } counts, N: > 0 } || counts.Count != scale.Points)
            return null;
        var all = result.N + result.Missing;
        PlainWords Among(int chosen, string german, int low, int high) =>
            new(
                Without(all == result.N || (chosen < result.N && 2 * chosen > all), new(german, Named(scale, low, high))),
                [.. Range(low, high)]
            );
        // More than half of a scale says nothing any more: then both its sides are told.
        for (var length = 1; length <= (scale.Points + 1) / 2; length++)
        {
            var sums = Enumerable
                .Range(1, scale.Points - length + 1)
                .Select(low => (Low: low, Sum: counts.Skip(low - 1).Take(length).Sum()))
                .ToList();
            var most = sums.Max(one => one.Sum);
            if (2 * most < result.N)
                continue;
            var best = sums.FindAll(one => one.Sum == most);
            var (low, high) = (best[0].Low, best[^1].Low + length - 1);
            if (2 * most > result.N)
            {
                if (high - low + 1 > (scale.Points + 1) / 2)
                    break;
                var chosen = counts.Skip(low - 1).Take(high - low + 1).Sum();
                return Among(chosen, chosen == result.N ? "Alle wählten {0}." : "Die meisten wählten {0}.", low, high);
            }
            if (best.Count == 1)
                return Among(most, "Die Hälfte wählte {0}.", low, high);
            if (length == 1)
                return new(
                    Without(
                        all == result.N,
                        new("Die eine Hälfte wählte {0}, die andere {1}.", Named(scale, low, low), Named(scale, high, high))
                    ),
                    [low, high]
                );
        }
        var (lower, upper) = (scale.Points / 2, scale.Points - (scale.Points / 2) + 1);
        var (above, below) = (counts.Skip(upper - 1).Sum(), counts.Take(lower).Sum());
        return new(
            new(
                "Hier gehen die Antworten auseinander: {0:=Eine Person wählte|# Personen wählten} {1}, {2:=eine Person|# Personen} {3}.",
                above,
                Named(scale, upper, scale.Points),
                below,
                Named(scale, 1, lower)
            ),
            []
        );
    }

    /// <summary>What one answered in the round that is told of; for a part, or an item as a whole.</summary>
    /// <param name="round">Number of that round.</param>
    /// <param name="parts">The part, or all of the item's.</param>
    /// <param name="own">One's answers then.</param>
    public static Sentence Yours(int round, IReadOnlyList<Part> parts, Func<Part, string?> own)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(own);
        var given = parts
            .Where(part => own(part) is { Length: > 0 } value && !(part is MarkPart && value == MarkPart.NotChosen))
            .Select(part => (Part: part, Value: own(part)!))
            .ToList();
        if (given.Count == 0)
            return parts.Any(part => own(part) == "")
                ? new("In Runde {0} machten Sie keine Angabe.", round)
                : new("In Runde {0} haben Sie hier nicht geantwortet.", round);
        var words =
            parts.Count == 1
                ? Answer(given[0].Part, given[0].Value)
                : given
                    .OrderBy(one => one.Part is RankPart && int.TryParse(one.Value, CultureInfo.InvariantCulture, out var rank) ? rank : 0)
                    .Select(one =>
                        one.Part switch
                        {
                            MarkPart { Option: var option } => new("{0}", option),
                            RankPart { Name: { } name } => new("{0} {1}", one.Value, name),
                            NumberPart { Name: { } name } when NumberPart.Read(one.Value) is { } number => new("{0} {1}", name, number),
                            ChoicePart => Answer(one.Part, one.Value),
                            _ => new Sentence("{0}", one.Value),
                        }
                    )
                    .Aggregate((before, next) => new("{0}, {1}", before, next));
        return new("Ihre Antwort bisher: {0}.", words);
    }

    /// <summary>Where one's own group lies, and all; null where its answers may not be shown, or there is no middle to tell.</summary>
    /// <param name="part">What was asked.</param>
    /// <param name="feedback">How all answered it.</param>
    /// <param name="group">Key of the group.</param>
    /// <param name="name">Its name.</param>
    public static Sentence? OfGroup(Part part, PartFeedback feedback, string group, object name)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        if (
            feedback.Result.Groups.FirstOrDefault(one => one.Key == group) is not { Suppressed: false, Median: { } middle }
            || feedback.Result.Median is not { } all
        )
            return null;
        object Middle(double value) => part is NumberPart number ? Told(number, value) : value;
        return new("Ihre Gruppe, {0}, liegt in der Mitte bei {1}; alle zusammen bei {2}.", name, Middle(middle), Middle(all));
    }

    /// <summary>
    /// What one's own group put first in an item that is seen as a whole: a choice, a ranking, points, of an estimate the likeliest value. How many of a group that were is not told: of a small one that all
    /// answered alike, it would be everybody's answer. Null where its answers may not be shown.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="told">How all answered its parts.</param>
    /// <param name="key">Key of the group.</param>
    /// <param name="name">Its name.</param>
    public static Sentence? OfGroup(Item item, Func<Part, PartFeedback?> told, string key, object name)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(told);
        if (item is EstimateItem)
            return told(item.Parts[1]) is { } likeliest && OfGroup(item.Parts[1], likeliest, key, name) is { } middle
                ? new("Beim wahrscheinlichsten Wert: {0}", middle)
                : null;
        List<(Part Part, GroupItemResult Result)> parts =
        [
            .. from part in item.Parts
            let result = told(part)?.Result.Groups.FirstOrDefault(one => one.Key == key)
            where result is { Suppressed: false }
            select (part, result),
        ];
        if (parts.Count == 0)
            return null;
        List<(LocalizedText Name, double? Height)> options = item switch
        {
            SingleChoiceItem choice =>
            [
                .. choice.Options.Zip(parts[0].Result.Counts ?? [], (option, count) => (option.Name, (double?)count)),
            ],
            MultipleChoiceItem =>
            [
                .. parts.Where(one => one.Part is MarkPart).Select(one => (((MarkPart)one.Part).Option, (double?)one.Result.Counts?[1])),
            ],
            PointsItem => [.. parts.Select(one => (one.Part.Name!, one.Result.Mean is { } mean ? Math.Round(mean, 1) : (double?)null))],
            RankingItem { RanksAll: true } =>
            [
                .. parts.Select(one => (one.Part.Name!, one.Result.MeanRank is { } rank ? -Math.Round(rank, 1) : (double?)null)),
            ],
            RankingItem => [.. parts.Select(one => (one.Part.Name!, one.Result.PercentRanked))],
            _ => [],
        };
        // That nobody chose anything, or that all stand alike, puts nothing first.
        if (
            options.Max(option => option.Height) is not { } highest
            || highest == 0
            || options.TrueForAll(option => option.Height == highest)
        )
            return null;
        var first = new Names([.. options.Where(option => option.Height == highest).Select(option => option.Name)]);
        return item switch
        {
            PointsItem => new("In Ihrer Gruppe, {0}, im Durchschnitt die meisten Punkte: {1}.", name, first),
            RankingItem { RanksAll: true } => new("In Ihrer Gruppe, {0}, im Durchschnitt am weitesten vorn: {1}.", name, first),
            RankingItem { Top: var top } => new(
                "In Ihrer Gruppe, {0}, am häufigsten auf {1:=Platz 1|den Plätzen 1 bis #}: {2}.",
                name,
                top,
                first
            ),
            _ => new("In Ihrer Gruppe, {0}, am häufigsten gewählt: {1}.", name, first),
        };
    }

    private static PlainWords? Words(Sentence? said) => said is null ? null : new(said, []);

    private static IEnumerable<int> Range(int low, int high) => Enumerable.Range(low, high - low + 1);

    /// <summary>Whoever gave no point is not in "die meisten": where that could be meant, it is said.</summary>
    private static Sentence Without(bool everybody, Sentence said) => everybody ? said : new("„Keine Angabe“ nicht mitgezählt: {0}", said);

    private static Sentence Named(Scale scale, int low, int high) =>
        low == high ? Point(scale, low)
        : low + 1 == high ? new("{0} oder {1}", low, high)
        : new("{0} bis {1}", low, high);

    private static Sentence Point(Scale scale, int point) =>
        scale.LabelOf(point) is { } label ? new("{0} – {1}", point, label) : new("{0}", point);

    private static Sentence Answer(Part part, string value) =>
        part switch
        {
            RatedPart { Scale: var scale } when int.TryParse(value, CultureInfo.InvariantCulture, out var point) => Point(scale, point),
            ChoicePart { Options: var options } => new("{0}", options.FirstOrDefault(option => option.Key == value)?.Name ?? (object)value),
            NumberPart number when NumberPart.Read(value) is { } read => Amount(number, read),
            _ => new("{0}", value),
        };

    private static Sentence Amount(NumberPart part, decimal number) =>
        part.Unit is { } unit ? new("{0} {1}", number, unit.Behind(number)) : new("{0}", number);

    private static Sentence Reached(NumberPart part, decimal number) =>
        part.Unit is { } unit ? new("{0} {1}", number, unit.InDative(number)) : new("{0}", number);

    /// <summary>No more exact than it was asked: the same wherever it stands on the page before a field.</summary>
    private static decimal Told(NumberPart part, double value) => (decimal)Math.Round(value, part.Decimals, MidpointRounding.AwayFromZero);

    /// <summary>The middle numbers.</summary>
    private static Sentence? Named(NumberPart part, ItemResult result)
    {
        if (result is not { Median: { } median, Quartile1: { } q1, Quartile3: { } q3, Minimum: { } least, Maximum: { } most })
            return null;
        var (low, middle, high) = (Told(part, q1), Told(part, median), Told(part, q3));
        return least == most ? new("Alle nannten {0}.", Amount(part, low))
            : q1 == q3 && low == (decimal)q1 ? new("Mindestens die Hälfte nannte {0}.", Amount(part, low))
            : low == high ? new("Die mittleren Antworten liegen um {0}.", Amount(part, low))
            : new("Die mittleren Antworten reichen von {0} bis {1}; in der Mitte liegt {2}.", low, Reached(part, high), middle);
    }

    private static Sentence? Shared(PointsItem item, List<(Part Part, ItemResult Result)> parts)
    {
        var means = parts.ConvertAll(one => Math.Round(one.Result.Mean ?? 0, 1));
        var most = means.Max();
        return means.TrueForAll(mean => mean == most) && parts.Count > 1
            ? new("Im Durchschnitt bekamen alle gleich viele Punkte.")
            : new(
                "Im Durchschnitt die meisten Punkte: {0} ({1} von {2}).",
                new Names([.. parts.Where((_, index) => means[index] == most).Select(one => one.Part.Name!)]),
                most,
                item.Total
            );
    }

    private static Sentence? Ordered(RankingItem item, List<(Part Part, ItemResult Result)> parts)
    {
        var ranked = parts.FindAll(one => one.Result is { PercentRanked: not null, Counts: not null, MeanRank: not null });
        if (ranked.Count == 0)
            return null;
        if (item.RanksAll)
        {
            double Rank(ItemResult result) => Math.Round(result.MeanRank!.Value, 1);
            var first = ranked.Min(one => Rank(one.Result));
            return new(
                "Im Durchschnitt am weitesten vorn: {0}.",
                new Names([.. ranked.Where(one => Rank(one.Result) == first).Select(one => one.Part.Name!)])
            );
        }
        var often = ranked.Max(one => one.Result.Counts!.Sum());
        return new(
            "Am häufigsten auf {0:=Platz 1|den Plätzen 1 bis #}: {1} ({2} von {3}).",
            item.Top,
            new Names([.. ranked.Where(one => one.Result.Counts!.Sum() == often).Select(one => one.Part.Name!)]),
            often,
            ranked[0].Result.N
        );
    }

    private static Sentence? Chosen(Item item, List<(Part Part, ItemResult Result)> parts)
    {
        List<(LocalizedText Name, int Count)> options =
            item is SingleChoiceItem choice && parts[0].Result.Counts is { } counts
                ? [.. choice.Options.Zip(counts, (option, count) => (option.Name, count))]
                :
                [
                    .. from one in parts
                    where one.Part is MarkPart && one.Result.Counts is not null
                    select (((MarkPart)one.Part).Option, one.Result.Counts![1]),
                ];
        var most = options.Count == 0 ? 0 : options.Max(option => option.Count);
        if (most == 0)
            return null;
        var names = new Names([.. options.Where(option => option.Count == most).Select(option => option.Name)]);
        var result = parts[0].Result;
        return item is SingleChoiceItem && 2 * most > result.N + result.Missing
            ? new("Die meisten wählten {0} ({1} von {2}).", names, most, result.N)
            : new("Am häufigsten gewählt: {0} ({1} von {2}).", names, most, result.N);
    }
}
