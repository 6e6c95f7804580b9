using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Befragung.Delphi;

namespace Befragung.Web.Mail;

/// <summary>
/// A word in braces that stands in a letter for what differs from letter to letter. In a text it may be written in either language.
/// </summary>
/// <param name="German">"Frist".</param>
/// <param name="English">"Deadline".</param>
/// <param name="Meaning">What comes in its place, as the key of a text.</param>
public sealed partial record Placeholder(string German, string English, string Meaning)
{
    public static readonly Placeholder Name = new("Name", "Name", "der Name, wie er im Panel steht");
    public static readonly Placeholder Survey = new("Befragung", "Survey", "der Titel der Befragung");
    public static readonly Placeholder Round = new("Runde", "Round", "die Nummer der Runde; nichts, wo es nur eine gibt");
    public static readonly Placeholder Introduction = new("Einleitung", "Introduction", "der erste Absatz der Einleitung des Fragebogens");
    public static readonly Placeholder Link = new("Link", "Link", "der persönliche Link zum Antwortbogen");
    public static readonly Placeholder Decline = new(
        "Absage",
        "Decline",
        "der Link, unter dem man absagt und sich später doch anders entscheiden kann"
    );
    public static readonly Placeholder Deadline = new(
        "Frist",
        "Deadline",
        "der letzte Tag, an dem geantwortet werden kann; nichts, solange keiner bestimmt ist"
    );
    public static readonly Placeholder Duration = new(
        "Dauer",
        "Duration",
        "wie lange das Ausfüllen etwa dauert, geschätzt aus dem Fragebogen"
    );
    public static readonly Placeholder Results = new(
        "Ergebnis",
        "Results",
        "der Link zur Seite mit dem Ergebnis; nichts, solange es nicht freigegeben ist"
    );
    public static readonly Placeholder Contact = new("Kontakt", "Contact", "Name und Adresse der Ansprechperson");

    /// <summary>All there are, in the order in which they are offered.</summary>
    public static IReadOnlyList<Placeholder> All { get; } =
    [Name, Survey, Round, Introduction, Duration, Link, Deadline, Decline, Results, Contact];

    private static readonly FrozenDictionary<string, Placeholder> ByWord = All.SelectMany(one =>
            ((string[])[one.German, one.English]).Distinct().Select(word => (word, one))
        )
        .ToFrozenDictionary(pair => pair.word, pair => pair.one, StringComparer.OrdinalIgnoreCase);

    /// <summary>As it is written in a text: "{Frist}".</summary>
    public string In(string language) => "{" + (Befragung.Web.Text.Languages.SentencesOf(language) == "de" ? German : English) + "}";

    /// <summary>Those that a text uses, each time.</summary>
    public static IEnumerable<Placeholder> Of(string text) => Written().Matches(text).Select(one => Read(one.Value)).OfType<Placeholder>();

    /// <summary>Puts something in the place of each one that there is.</summary>
    public static string Replace(string text, Func<Placeholder, string> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Written().Replace(text, one => Read(one.Value) is { } placeholder ? value(placeholder) : one.Value);
    }

    /// <summary>What is written like a placeholder and is none; null for nothing.</summary>
    public static Sentence? Unknown(string text, string language)
    {
        var strange = Written().Matches(text).Select(one => one.Value).FirstOrDefault(one => Read(one) is null);
        return strange is null
            ? null
            : new(
                "„{0}“ ist kein Platzhalter. Es gibt: {1}.",
                strange.Length > 40 ? strange[..40] + "…" : strange,
                string.Join(", ", All.Select(one => one.In(language)))
            );
    }

    private static Placeholder? Read(string written) => ByWord.GetValueOrDefault(written[1..^1].Trim());

    [GeneratedRegex(@"\{[^{}\r\n]*\}", RegexOptions.None, 5000)]
    private static partial Regex Written();
}
