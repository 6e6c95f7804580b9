using System.Globalization;
using System.Text.Json.Nodes;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Exchange;

/// <summary>
/// Results for everybody, as a table and for programs: a row for each question, round and group, and nothing of single people. Its numbers are those of
/// <see cref="PublishedResults"/>, so that nothing is told, and nothing more exactly, than it may be.
/// </summary>
public sealed class PublishedTable(StudyReport report, IStringLocalizer<Texts> t)
{
    private const string All = "";

    /// <summary>What the results call the measures, what the table calls them, and what they are.</summary>
    private IReadOnlyList<(string Field, string Column, string Meaning)> Measures =>
        [
            ("n", "n", t["gültige Antworten"]),
            ("missing", "ohne_antwort", t["abgegeben ohne gültige Antwort"]),
            ("counts", "anzahlen", t["wie oft jede Antwort gewählt wurde, in der Reihenfolge der Werte"]),
            ("median", "median", t["Median"]),
            ("quartile1", "quartil1", t["unteres Quartil"]),
            ("quartile3", "quartil3", t["oberes Quartil"]),
            ("mean", "mittelwert", t["Mittelwert"]),
            ("percentAgreement", "oben_prozent", t["Anteil am oberen Ende der Skala"]),
            ("percentDisagreement", "unten_prozent", t["Anteil am unteren Ende der Skala"]),
            ("agreementA", "uebereinstimmung_a", t["Übereinstimmung, −1 (zwei Lager) bis 1 (einig)"]),
            ("percentChosen", "gewaehlt_prozent", t["Anteil, der die Antwort wählte"]),
            ("percentRanked", "gereiht_prozent", t["Anteil, der die Antwort auf einen Rang setzte"]),
            ("meanRank", "mittlerer_rang", t["mittlerer Rang"]),
        ];

    /// <summary>The part of a question by the key of its results.</summary>
    private readonly Dictionary<string, (SectionReport Section, ItemReport Item, PartReport Part)> parts = report
        .Sections.SelectMany(section => section.Items.SelectMany(item => item.Parts.Select(part => (section, item, part))))
        .ToDictionary(one => one.part.Part.Key, StringComparer.Ordinal);

    private JsonNode Results =>
        field ??= JsonNode.Parse(PublishedResults.Write(report.Newest.Result.QuantileType, report.Rounds.Select(round => round.Result)))!;

    /// <summary>With its head.</summary>
    public IEnumerable<IReadOnlyList<Cell>> Rows =>
        [
            [
                .. ((string[])["runde", "nummer", "schluessel", "gruppe", .. Measures.Select(measure => measure.Column), "urteil"]).Select(
                    Cell.Words
                ),
            ],
            .. from round in Results["rounds"]!.AsArray()
            let number = round!["round"]!.GetValue<int>()
            from item in round["items"]!.AsArray()
            where parts.ContainsKey(item!["key"]!.GetValue<string>())
            from row in RowsOf(number, item)
            select row,
        ];

    /// <summary>With its head: first the columns, then the questions.</summary>
    public IEnumerable<IReadOnlyList<Cell>> Codebook =>
        [
            Words("art", "schluessel", "nummer", "abschnitt", "frage", "teil", "bedeutung"),
            Words("spalte", "runde", "", "", "", "", t["Nummer der Runde"]),
            Words("spalte", "nummer", "", "", "", "", t["Nummer der Frage im Bericht"]),
            Words("spalte", "schluessel", "", "", "", "", t["Schlüssel der Frage oder ihres Teils"]),
            Words("spalte", "gruppe", "", "", "", "", t["Schlüssel der Gruppe; leer: alle zusammen"]),
            .. Measures.Select(measure => Words("spalte", measure.Column, "", "", "", "", measure.Meaning)),
            Words("spalte", "urteil", "", "", "", "", t["Urteil nach der Regel der Studie oder, mit *, des Projektteams"]),
            .. report.Groups.Select(group => Words("gruppe", group.Key, "", "", "", "", Plain(group.Name))),
            .. parts.Values.Select(one =>
                Words(
                    "frage",
                    one.Part.Part.Key,
                    one.Item.Number,
                    Plain(one.Section.Title),
                    Plain(one.Item.Item.Text),
                    one.Part.Part.Name is { } name ? Plain(name) : "",
                    Values(one.Part.Part)
                )
            ),
            .. (report.Notice is { } notice ? [t.Say(notice)] : (string[])[])
                .Append(
                    t[
                        "Leer ist eine Zelle, wo es nichts zu berechnen gibt oder wo so wenige antworteten, dass einzelne Personen erkennbar wären."
                    ]
                )
                .Select(note => Words("hinweis", "", "", "", "", "", note)),
        ];

    /// <summary>For other programs: the same numbers by their promised names, and what the questions are.</summary>
    public string Json
    {
        get
        {
            var results = Results.DeepClone().AsObject();
            results["title"] = Plain(report.Title);
            results["simulated"] = report.Notice is not null;
            results["groups"] = new JsonArray([
                .. report.Groups.Select(group => new JsonObject { ["key"] = group.Key, ["name"] = Plain(group.Name) }),
            ]);
            results["questions"] = new JsonArray([
                .. parts.Values.Select(one => new JsonObject
                {
                    ["key"] = one.Part.Part.Key,
                    ["number"] = one.Item.Number,
                    ["section"] = Plain(one.Section.Title),
                    ["text"] = Plain(one.Item.Item.Text),
                    ["part"] = one.Part.Part.Name is { } name ? Plain(name) : null,
                }),
            ]);
            return results.ToJsonString(new(ResultsJson.Format)) + "\n";
        }
    }

    private IEnumerable<IReadOnlyList<Cell>> RowsOf(int round, JsonNode item)
    {
        var key = item["key"]!.GetValue<string>();
        yield return Row(round, key, All, item, VerdictOf(round, key));
        foreach (var group in item["groups"]!.AsArray().Where(group => !group!["suppressed"]!.GetValue<bool>()))
            yield return Row(round, key, group!["key"]!.GetValue<string>(), group, "");
    }

    private IReadOnlyList<Cell> Row(int round, string key, string group, JsonNode measured, string verdict) =>
        [
            Number(round),
            Cell.Words(parts[key].Item.Number),
            Cell.Words(key),
            Cell.Words(group),
            .. Measures.Select(measure => Value(measured[measure.Field])),
            Cell.Words(verdict),
        ];

    private string VerdictOf(int round, string key) =>
        parts[key].Part.Rounds.FirstOrDefault(one => one.Round == round) is { Verdict: { } verdict } result
            ? t[Text.Words.Of(verdict)].Value + (result.Overruling is null ? "" : "*")
            : "";

    private static Cell Value(JsonNode? node) =>
        node switch
        {
            null => Cell.Empty,
            JsonArray counts => new(string.Join(' ', counts.Select(count => count!.ToJsonString())), false),
            _ => Number(node.GetValue<double>()),
        };

    /// <summary>As spreadsheet programs of the language read it.</summary>
    private static Cell Number(double value) => new(value.ToString("0.######", CultureInfo.CurrentCulture), true);

    private static IReadOnlyList<Cell> Words(params ReadOnlySpan<string> words)
    {
        var cells = new List<Cell>();
        foreach (var word in words)
            cells.Add(Cell.Words(word));
        return cells;
    }

    private static string Values(Part part) =>
        part switch
        {
            RatedPart { Scale: var scale } => string.Join(
                "; ",
                Enumerable
                    .Range(1, scale.Points)
                    .Select(point => scale.LabelOf(point) is { } label ? $"{point} = {Plain(label)}" : $"{point}")
            ),
            ChoicePart choice => string.Join("; ", choice.Options.Select(option => Plain(option.Name))),
            _ => "",
        };

    private static string Plain(LocalizedText text) => Markdown.Plain(text.ToString());
}
