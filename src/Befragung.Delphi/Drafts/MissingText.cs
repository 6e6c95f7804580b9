using System.Globalization;

namespace Befragung.Delphi.Drafts;

/// <summary>A text of a draft that is written in its main language and not in another.</summary>
/// <param name="Place">The way to where it goes: "sections/0/items/3/text/en".</param>
/// <param name="Language">Where it is missing.</param>
public sealed record MissingText(string Place, string Language)
{
    /// <summary>Whether it is at a place or below it.</summary>
    public bool IsIn(string place) => Place == place || Place.StartsWith(place + "/", StringComparison.Ordinal);
}

/// <summary>All texts of a draft by what they lack.</summary>
/// <param name="All">How many there are in the main language.</param>
/// <param name="Missing">In the order of the draft, for all languages but the main one.</param>
public sealed record DraftTranslations(int All, IReadOnlyList<MissingText> Missing)
{
    public static DraftTranslations Of(Draft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var places = new List<(DraftMap Owner, string Field, string Place)>();
        Collect(draft.Root, "", isLabels: false, places);
        var written = places.Where(one => draft.IsWritten(one.Owner, one.Field, draft.Languages[0])).ToList();
        return new(
            written.Count,
            [
                .. from one in written
                from language in draft.Languages.Skip(1)
                where !draft.IsWritten(one.Owner, one.Field, language)
                // A word has its first form before others.
                let form = one.Field is "unit" or "groupLabel" ? "one/" : ""
                select new MissingText($"{one.Place}/{form}{language}", language),
            ]
        );
    }

    private static void Collect(DraftMap map, string place, bool isLabels, List<(DraftMap, string, string)> places)
    {
        foreach (var (name, value) in map.Fields)
        {
            var here = place.Length == 0 ? name : $"{place}/{name}";
            if (name == "contact")
                continue;
            if (isLabels || Draft.IsOfLanguages(name))
                places.Add((map, name, here));
            else if (value is DraftMap below)
                Collect(below, here, name == "labels", places);
            else if (value is DraftList list)
                for (var i = 0; i < list.Entries.Count; i++)
                    if (list.Entries[i] is DraftMap entry)
                        Collect(entry, $"{here}/{i.ToString(CultureInfo.InvariantCulture)}", isLabels: false, places);
        }
    }
}
