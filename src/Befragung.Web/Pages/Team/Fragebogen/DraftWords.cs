using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>What the parts of a questionnaire are called on pages, and where each is written.</summary>
public static partial class DraftWords
{
    /// <summary>A type of item, as the key of a text.</summary>
    public static string Type(string type) =>
        type switch
        {
            "rating" => "Bewertung auf einer Skala",
            "multiRating" => "Bewertung nach mehreren Merkmalen",
            "singleChoice" => "Auswahl: eine Antwort",
            "multipleChoice" => "Auswahl: mehrere Antworten",
            "ranking" => "Rangfolge",
            "points" => "Punkte verteilen",
            "number" => "Zahl",
            "estimate" => "Schätzung: niedrig, wahrscheinlich, hoch",
            "shortText" => "Kurze Antwort in eigenen Worten",
            "longText" => "Lange Antwort in eigenen Worten",
            "ideas" => "Mehrere kurze Antworten",
            "information" => "Hinweis ohne Frage",
            _ => "Art noch nicht gewählt",
        };

    /// <summary>A place of a draft in words: "Abschnitt „Themen“ › Frage „Leerstand“ › Skala".</summary>
    /// <param name="way">Names, keys, and numbers of entries; as in <see cref="DraftProblem.Place"/> from 0, or keys as in <see cref="DraftDifference.Way"/>.</param>
    public static string Place(IStringLocalizer<Texts> t, Draft draft, IReadOnlyList<string> way)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(way);
        var words = new List<string>();
        DraftNode? here = draft.Root;
        var kind = "";
        foreach (var name in way)
        {
            here = Below(here, name);
            if (kind is "sections" or "items" or "groups" or "options" or "criteria")
                words.Add(Named(t, draft, kind, name, here));
            else if (kind == "scales")
                words.Add(t["Skala „{0}“", name]);
            else if (Field(name) is { } field)
                words.Add(t[field]);
            else if (kind is not "items" and not "sections" && draft.Languages.Contains(name))
                words.Add(Wording.LanguageName(name));
            else if (name is "sections" or "items" or "scales")
            {
                if (way.Count == 1)
                    words.Add(t[name == "scales" ? "Skalen" : "Abschnitte und Fragen"]);
            }
            else
                words.Add(name);
            kind = name;
        }
        return string.Join(" › ", words);
    }

    /// <summary>A sentence about the file, with the fields called as on the pages: "Hier fehlt das Feld „Skala“." instead of „scale“.</summary>
    public static string Say(IStringLocalizer<Texts> t, Sentence sentence)
    {
        ArgumentNullException.ThrowIfNull(t);
        return Quoted()
            .Replace(
                t.Say(sentence),
                one => Field(one.Groups["word"].Value) is { } field ? one.Value[0] + t[field].Value + one.Value[^1] : one.Value
            );
    }

    /// <summary>The page, and the field on it, where a place is written.</summary>
    public static string Address(Draft draft, string root, string place)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(place);
        var way = place.Split('/');
        if (
            way is ["sections", var section, ..]
            && int.TryParse(section, CultureInfo.InvariantCulture, out var number)
            && draft.Sections.ElementAtOrDefault(number) is { } found
        )
        {
            if (
                way is [_, _, "items", var item, .. var field]
                && int.TryParse(item, CultureInfo.InvariantCulture, out var at)
                && found.MapsOf("items").ElementAtOrDefault(at) is { } asked
            )
                return $"{root}/fragen/{asked.TextOf("key")}{Anchor(draft, field)}";
            return $"{root}/abschnitte/{found.TextOf("key")}{Anchor(draft, way[2..])}";
        }
        return way switch
        {
            ["groups", .. var field] => $"{root}/gruppen{Anchor(draft, ["groups", .. field])}",
            ["settings", .. var field] => $"{root}/einstellungen{Anchor(draft, field)}",
            ["scales", var scale, .. var field] => $"{root}/skalen/{scale}{Anchor(draft, field)}",
            ["scales"] => $"{root}/skalen",
            ["sections"] => $"{root}#abschnitte",
            _ => $"{root}/angaben{Anchor(draft, way)}",
        };
    }

    /// <summary>The field of a place; where a text is meant as a whole, its main language.</summary>
    private static string Anchor(Draft draft, string[] way) =>
        way.Length == 0 || way[0].Length == 0 ? ""
        : way[^1] is "text" or "note" or "title" or "introduction" or "consent" or "name" && way[0] != "contact"
            ? $"#{string.Join('-', way)}-{draft.Languages[0]}"
        : $"#{string.Join('-', way)}";

    private static DraftNode? Below(DraftNode? node, string name) =>
        node switch
        {
            DraftMap map => map[name],
            DraftList list => int.TryParse(name, CultureInfo.InvariantCulture, out var place)
                ? list.Entries.ElementAtOrDefault(place)
                : list.Entries.OfType<DraftMap>().FirstOrDefault(entry => entry.TextOf("key") == name),
            _ => null,
        };

    private static string Named(IStringLocalizer<Texts> t, Draft draft, string kind, string name, DraftNode? node)
    {
        var words = node is DraftMap map
            ? draft.TextOf(
                map,
                kind switch
                {
                    "sections" => "title",
                    "items" => "text",
                    _ => "name",
                }
            )
            : "";
        words = FirstLine(words.Length > 0 ? words : (node as DraftMap)?.TextOf("key") ?? name);
        return kind switch
        {
            "sections" => t["Abschnitt „{0}“", words],
            "items" => t["Frage „{0}“", words],
            "groups" => t["Gruppe „{0}“", words],
            "criteria" => t["Merkmal „{0}“", words],
            _ => t["Antwort „{0}“", words],
        };
    }

    /// <summary>The first line, and no more than fits into a list.</summary>
    public static string FirstLine(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        const int Most = 80;
        var line = words.Split('\n')[0];
        return line.Length <= Most ? line : line[..Most].TrimEnd() + " …";
    }

    private static string? Field(string name) =>
        name switch
        {
            "title" => "Titel",
            "languages" => "Sprachen",
            "introduction" => "Einleitung",
            "consent" => "Einwilligung",
            "recruiting" => "Angabe bei der Einwilligung",
            "contact" => "Kontakt",
            "groups" => "Gruppen",
            "groupLabel" => "Bezeichnung der Gruppen",
            "settings" => "Einstellungen",
            "rounds" => "Runden",
            "smallestCell" => "Kleinste Gruppe",
            "stability" => "Stabilität",
            "consensus" => "Konsens",
            "key" => "Schlüssel",
            "type" => "Art der Frage",
            "name" => "Name",
            "email" => "E-Mail-Adresse",
            "text" => "Text",
            "note" => "Erläuterung",
            "scale" => "Skala",
            "criteria" => "Merkmale",
            "options" => "Antworten",
            "unit" => "Einheit",
            "when" => "Bedingung",
            "required" => "Pflicht",
            "reasons" => "Begründungen",
            "same" => "Dieselbe Frage",
            "random" => "Zufällige Reihenfolge",
            "expertise" => "Frage nach dem Kenntnisstand",
            "points" => "Punkte",
            "labels" => "Wörter",
            "noAnswer" => "Keine Angabe",
            "exclusive" => "schließt die anderen aus",
            "other" => "Sonstiges",
            "min" => "Untergrenze",
            "max" => "Obergrenze",
            "total" => "Summe",
            "decimals" => "Nachkommastellen",
            "maxLength" => "Höchste Zeichenzahl",
            "entries" => "Zahl der Felder",
            _ => null,
        };

    [GeneratedRegex("[„“](?<word>[a-zA-Z]+)[“”]", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Quoted();
}
