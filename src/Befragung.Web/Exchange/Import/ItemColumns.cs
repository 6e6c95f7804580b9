using System.Text.RegularExpressions;

namespace Befragung.Web.Exchange.Import;

/// <summary>What a column of a list of items holds.</summary>
internal enum ItemColumn
{
    Other,
    Key,
    Section,
    Item,
    Note,
}

/// <summary>Recognises a list of items by its header, in the words that DelphiManager and most tables use, in German or English.</summary>
internal static partial class ItemColumns
{
    private static readonly (ItemColumn Column, string[] Words)[] Known =
    [
        (
            ItemColumn.Key,
            ["id", "nr", "nummer", "no", "number", "code", "key", "schlüssel", "outcome id", "item id", "item no", "lfd nr", "#"]
        ),
        (
            ItemColumn.Section,
            [
                "section",
                "domain",
                "bereich",
                "abschnitt",
                "category",
                "kategorie",
                "thema",
                "themenfeld",
                "theme",
                "dimension",
                "handlungsfeld",
                "outcome domain",
                "domain name",
                "core area",
                "kapitel",
                "gruppe",
                "group",
            ]
        ),
        (
            ItemColumn.Item,
            [
                "item",
                "statement",
                "these",
                "thesen",
                "aussage",
                "frage",
                "question",
                "outcome",
                "outcome name",
                "name",
                "indikator",
                "indicator",
                "maßnahme",
                "massnahme",
                "kriterium",
                "criterion",
                "text",
                "title",
                "titel",
                "item name",
                "item text",
                "recommendation",
                "empfehlung",
            ]
        ),
        (
            ItemColumn.Note,
            [
                "note",
                "help",
                "help text",
                "erläuterung",
                "erläuterungen",
                "erklärung",
                "description",
                "beschreibung",
                "hinweis",
                "definition",
                "explanation",
                "lay description",
                "plain language",
                "hilfe",
                "hilfetext",
                "bemerkung",
                "comment",
                "anmerkung",
            ]
        ),
    ];

    /// <summary>Null where it is no list of items.</summary>
    public static IReadOnlyList<(ItemColumn Column, string Language)>? Of(IReadOnlyList<string> header)
    {
        var found = header.Select(Read).ToList();
        // Tables often call the item a name; beside a column of its own it is one that is not known.
        var items = found.Where(one => one.Column == ItemColumn.Item).ToList();
        if (items.Count == 0)
            return null;
        var seen = new HashSet<(ItemColumn, string)>();
        return [.. found.Select(one => one.Column == ItemColumn.Other || seen.Add(one) ? one : (ItemColumn.Other, ""))];
    }

    private static (ItemColumn Column, string Language) Read(string written)
    {
        var word = Tidy(written);
        var language = "";
        if (LanguageBehind().Match(word) is { Success: true } found)
        {
            language = found.Groups["language"].Value is "de" or "deutsch" or "german" ? "de" : "en";
            word = word[..found.Index].Trim();
        }
        foreach (var (column, words) in Known)
            if (words.Contains(word, StringComparer.Ordinal))
                return (column, language);
        return (ItemColumn.Other, "");
    }

    private static string Tidy(string written) =>
        string.Join(
            ' ',
            written
                .ToLowerInvariant()
                .Replace('_', ' ')
                .Replace('.', ' ')
                .Replace(':', ' ')
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    [GeneratedRegex(@"[\s(\[/-]+(?<language>de|en|deutsch|german|english|englisch)[)\]]?$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex LanguageBehind();
}
