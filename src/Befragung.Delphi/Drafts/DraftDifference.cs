using System.Globalization;

namespace Befragung.Delphi.Drafts;

/// <summary>What stands at one place of one version of a draft and not of the other.</summary>
/// <param name="Way">Fields and keys that lead there, outermost first.</param>
/// <param name="Before">What stood there; null where the place is new.</param>
/// <param name="After">What stands there now; null where the place is gone.</param>
public sealed record DraftDifference(IReadOnlyList<string> Way, string? Before, string? After)
{
    /// <summary>All differences of texts, in the order of the newer version, what is gone at the end. What only moved is none.</summary>
    public static IReadOnlyList<DraftDifference> Between(Draft before, Draft after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = Texts(before);
        var now = Texts(after);
        return
        [
            .. now.Where(one => old.GetValueOrDefault(one.Key).Text != one.Value.Text)
                .Select(one => new DraftDifference(one.Value.Way, old.GetValueOrDefault(one.Key).Text, one.Value.Text)),
            .. old.Where(one => !now.ContainsKey(one.Key)).Select(one => new DraftDifference(one.Value.Way, one.Value.Text, null)),
        ];
    }

    private static Dictionary<string, (IReadOnlyList<string> Way, string? Text)> Texts(Draft draft)
    {
        var texts = new Dictionary<string, (IReadOnlyList<string>, string?)>(StringComparer.Ordinal);
        Collect(draft.Root, [], texts);
        return texts;
    }

    private static void Collect(
        DraftNode node,
        IReadOnlyList<string> way,
        Dictionary<string, (IReadOnlyList<string> Way, string? Text)> texts
    )
    {
        switch (node)
        {
            case DraftText text:
                texts[string.Join('/', way)] = (way, text.Value);
                break;
            case DraftMap map:
                foreach (var (name, value) in map.Fields)
                    Collect(value, [.. way, name], texts);
                break;
            case DraftList list:
                for (var i = 0; i < list.Entries.Count; i++)
                    Collect(list.Entries[i], [.. way, NameOf(list.Entries[i], i)], texts);
                break;
        }
    }

    /// <summary>What has a key is found by it, wherever it stands.</summary>
    private static string NameOf(DraftNode entry, int place) =>
        (entry as DraftMap)?.TextOf("key") is { Length: > 0 } key ? key : (place + 1).ToString(CultureInfo.InvariantCulture);
}
