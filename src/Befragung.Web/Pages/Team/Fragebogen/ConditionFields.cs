using System.Globalization;
using Befragung.Delphi.Drafts;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>Something that a condition can look at: an item or a part of it.</summary>
/// <param name="Key">As conditions name it.</param>
/// <param name="Words">What people read.</param>
/// <param name="Values">The answers that can be picked; none of numbers.</param>
/// <param name="IsOrdered">Whether it can be at least or at most something.</param>
public sealed record Conditionable(string Key, string Words, IReadOnlyList<(string Value, string Words)> Values, bool IsOrdered);

/// <summary>When an item or a section is asked, as fields.</summary>
/// <param name="Owner">What has the condition.</param>
/// <param name="Before">The items above it: conditions look back only.</param>
public sealed record ConditionFields(Draft Draft, DraftMap Owner, IReadOnlyList<DraftMap> Before)
{
    public DraftMap When => Owner["when"] as DraftMap ?? new DraftMap();

    public IReadOnlyList<string> Groups => Words("groups");

    /// <summary>The values that are named, and whether it is these or any others.</summary>
    public IReadOnlyList<string> Named => IsNot ? Words("isNot") : Words("is");

    public bool IsNot => When["isNot"] is not null;

    public IReadOnlyList<Conditionable> All => [.. Before.SelectMany(Of)];

    public Conditionable? About => All.FirstOrDefault(one => one.Key == When.TextOf("item"));

    private IReadOnlyList<string> Words(string field) =>
        When[field] switch
        {
            DraftList list => [.. list.Entries.OfType<DraftText>().Select(text => text.Value)],
            DraftText text => [text.Value],
            _ => [],
        };

    private IEnumerable<Conditionable> Of(DraftMap item)
    {
        var key = item.TextOf("key");
        var words = DraftWords.FirstLine(Draft.TextOf(item, "text"));
        switch (item.TextOf("type"))
        {
            case "rating":
                yield return new(key, words, Points(item.TextOf("scale")), IsOrdered: true);
                break;
            case "multiRating":
                foreach (var criterion in item.MapsOf("criteria"))
                    yield return new(
                        $"{key}.{criterion.TextOf("key")}",
                        $"{words} – {Draft.TextOf(criterion, "name")}",
                        Points(criterion.TextOf("scale")),
                        IsOrdered: true
                    );
                break;
            case "singleChoice" or "multipleChoice":
                yield return new(key, words, Options(item), IsOrdered: false);
                break;
            case "ranking" or "points":
                foreach (var option in item.MapsOf("options"))
                    yield return new($"{key}.{option.TextOf("key")}", $"{words} – {Draft.TextOf(option, "name")}", [], IsOrdered: true);
                break;
            case "number":
                yield return new(key, words, [], IsOrdered: true);
                break;
            case "estimate":
                yield return new($"{key}.best", words, [], IsOrdered: true);
                break;
        }
    }

    private IReadOnlyList<(string, string)> Options(DraftMap item) =>
        [.. item.MapsOf("options").Select(option => (option.TextOf("key"), Draft.TextOf(option, "name")))];

    private IReadOnlyList<(string, string)> Points(string scale)
    {
        if (
            Draft.Scales[scale] is not DraftMap found
            || !int.TryParse(found.TextOf("points"), NumberStyles.None, CultureInfo.InvariantCulture, out var points)
            || points > SkalaModel.MostPoints
        )
            return [];
        var labels = found["labels"] as DraftMap ?? new DraftMap();
        return
        [
            .. Enumerable
                .Range(1, points)
                .Select(point => point.ToString(CultureInfo.InvariantCulture))
                .Select(point => (point, Draft.TextOf(labels, point) is { Length: > 0 } words ? $"{point} – {words}" : point)),
        ];
    }
}
