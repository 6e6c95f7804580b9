using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Reporting;

/// <summary>
/// Items that were rated by two criteria, such as importance and today's support, each as a point: how many answered at the top of either scale. What most find
/// important and few find well supported is what a ministry looks for.
/// </summary>
/// <param name="Across">The first criterion.</param>
/// <param name="Up">The second.</param>
/// <param name="Points">In the order of the questionnaire; only those with enough answers to both.</param>
public sealed record CriteriaPlane(SeriesReport Across, SeriesReport Up, IReadOnlyList<PlanePoint> Points)
{
    private const int Fewest = 3;

    /// <summary>Those that most put at the top of the first scale, and not at that of the second; the farthest apart first.</summary>
    public IReadOnlyList<PlanePoint> Apart =>
        field ??= [.. Points.Where(point => point is { Across: > 50, Up: < 50 }).OrderByDescending(point => point.Across - point.Up)];

    /// <summary>What stands out, as the title of the picture.</summary>
    public Sentence Finding
    {
        get
        {
            const int MostNames = 3;
            LocalizedText top = Across.Scale.NameOf(Band.Top),
                other = Up.Scale.NameOf(Band.Top);
            var apart = new Names([.. Apart.Take(MostNames).Select(point => (object)point.Item)])
            {
                More = Math.Max(0, Apart.Count - MostNames),
            };
            // Where both scales have the same words, it is the criteria that tell them apart.
            return (Apart.Count > 0, top.ToString() == other.ToString()) switch
            {
                (true, false) => new("Mehr als die Hälfte „{0}“, weniger als die Hälfte „{1}“: {2}", top, other, apart),
                (true, true) => new(
                    "Mehr als die Hälfte „{0}“ bei „{1}“, weniger als die Hälfte bei „{2}“: {3}",
                    top,
                    Across.Name!,
                    Up.Name!,
                    apart
                ),
                (false, false) => new("Nirgends antwortet mehr als die Hälfte „{0}“ und zugleich weniger als die Hälfte „{1}“", top, other),
                _ => new(
                    "Nirgends antwortet mehr als die Hälfte „{0}“ bei „{1}“ und zugleich weniger als die Hälfte bei „{2}“",
                    top,
                    Across.Name!,
                    Up.Name!
                ),
            };
        }
    }

    /// <summary>The first two criteria of a section whose items have both; null where there are no such, or too few.</summary>
    internal static CriteriaPlane? Of(SectionReport section)
    {
        var criteria = section.Rated.Where(series => series.Name is not null).ToList();
        if (criteria.Count < 2)
            return null;
        var points = new List<PlanePoint>();
        foreach (var item in section.Items)
            if (
                item.Parts.FirstOrDefault(criteria[0].Parts.Contains) is { Newest: { Result.TooFew: false } across }
                && item.Parts.FirstOrDefault(criteria[1].Parts.Contains) is { Newest: { Result.TooFew: false } up }
                && across.In(criteria[0].Scale, Band.Top) is { } left
                && up.In(criteria[1].Scale, Band.Top) is { } high
            )
                points.Add(
                    new(
                        item.Number,
                        item.Item.Text,
                        Frequencies.Percent(left, across.Result.N)!.Value,
                        Frequencies.Percent(high, up.Result.N)!.Value
                    )
                );
        return points.Count < Fewest ? null : new(criteria[0], criteria[1], points);
    }
}

/// <param name="Number">Of the item: "2.3".</param>
/// <param name="Across">How many answered at the top of the first scale, in per cent.</param>
/// <param name="Up">The same of the second.</param>
public sealed record PlanePoint(string Number, LocalizedText Item, double Across, double Up);
