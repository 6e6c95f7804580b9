using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;

namespace Befragung.Web.Exchange.Import;

/// <summary>Answers that lie on a scale, as scales of the questionnaire; those that are the same have one name.</summary>
internal sealed partial class ImportScales(ImportDraft target)
{
    public const int Most = 11;

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly DraftMap scales = new();

    /// <summary>Null where there is none.</summary>
    public DraftMap? Made => scales.Fields.Count > 0 ? scales : null;

    /// <summary>Numbered points, with words at some of them.</summary>
    /// <param name="first">The value of the source that is point 1.</param>
    public MadeScale Numbered(Sentence place, int points, int first = 1, int step = 1, Wording? lowest = null, Wording? highest = null)
    {
        var labels = new Dictionary<int, Wording>();
        if (first != 1 || step != 1)
            for (var point = 1; point <= points; point++)
                labels[point] = Wording.Same(Number(first + ((point - 1) * step)));
        if (lowest is { IsBlank: false })
            labels[1] = labels.TryGetValue(1, out var number) ? number.With(" = ", lowest) : lowest;
        if (highest is { IsBlank: false })
            labels[points] = labels.TryGetValue(points, out var number) ? number.With(" = ", highest) : highest;
        return Of(
            place,
            points,
            labels,
            Enumerable.Range(1, points).ToDictionary(point => Number(first + ((point - 1) * step)), point => Number(point))
        );
    }

    /// <summary>
    /// A point for each answer, in their order. One at the end that says "don't know" is no point, but what a scale offers beside its points. Null where there are
    /// too few or too many.
    /// </summary>
    public MadeScale? Named(Sentence place, IReadOnlyList<SourceOption> answers)
    {
        var points = answers.ToList();
        while (points.Count > 2 && IsNoAnswer(points[^1]))
        {
            target.Note(
                place,
                new Sentence("„{0}“ ist kein Punkt der Skala, sondern steht jetzt für „keine Angabe“.", points[^1].Name.Any)
            );
            points.RemoveAt(points.Count - 1);
        }
        if (points.Count is < 2 or > Most)
            return null;
        if (Good().IsMatch(points[0].Name.Any) && Bad().IsMatch(points[^1].Name.Any))
            target.Note(
                place,
                new Sentence(
                    "Die Skala beginnt mit „{0}“ und endet mit „{1}“; der letzte Punkt gilt als der höchste. Drehen Sie sie um, wenn es andersherum gemeint ist.",
                    points[0].Name.Any,
                    points[^1].Name.Any
                )
            );
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < points.Count; i++)
            values.TryAdd(points[i].Code, Number(i + 1));
        return Of(
            place,
            points.Count,
            points.Select((point, index) => (point, index)).ToDictionary(one => one.index + 1, one => one.point.Name),
            values
        );
    }

    /// <summary>A scale as the questionnaire had it.</summary>
    /// <param name="bands">How many points count as the top and the bottom, and what they say; 0 for as usual.</param>
    public MadeScale Exact(
        Sentence place,
        int points,
        Dictionary<int, Wording> labels,
        bool noAnswer,
        IReadOnlyDictionary<string, (int Points, Wording Name)> bands
    ) =>
        Of(
            place,
            points,
            labels,
            [],
            scale =>
            {
                foreach (var (band, (count, name)) in bands)
                {
                    var words = new DraftMap();
                    if (count > 0 && band != "middle")
                        words.SetPlain("points", Number(count));
                    if (!name.IsBlank)
                        words.Set("name", target.Label(name, place));
                    scale.Set(band, words["name"] is null ? words["points"] : words);
                }
                scale.SetPlain("noAnswer", noAnswer ? null : "false");
            }
        );

    private MadeScale Of(
        Sentence place,
        int points,
        Dictionary<int, Wording> labels,
        Dictionary<string, string> values,
        Action<DraftMap>? more = null
    )
    {
        var scale = new DraftMap().SetPlain("points", Number(points));
        var map = new DraftMap();
        foreach (var (point, label) in labels.OrderBy(label => label.Key))
            if (!label.IsBlank)
                map.Append(Number(point), target.Label(label, place));
        if (map.Fields.Count > 0)
            scale.Set("labels", map);
        more?.Invoke(scale);
        var signature = Draft.Fingerprint(scale);
        if (!names.TryGetValue(signature, out var name))
        {
            var top = labels.TryGetValue(points, out var highest) && !highest.IsBlank ? highest.Any : "punkte";
            name = Draft.KeyFor(Shortened(top) + "_" + Number(points), names.Values, "skala_" + Number(points));
            names[signature] = name;
            scales.Append(name, scale);
        }
        return new(name, points, values);
    }

    private static string Shortened(string words) => words.Length > 25 ? words[..25] : words;

    private static bool IsNoAnswer(SourceOption answer) => answer.Name.Texts.Values.Any(name => NoAnswer().IsMatch(name.Trim()));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(k(eine|\.) ?a(ngabe|ntwort|\.)|weiß (ich )?nicht|kann ich nicht (sagen|beurteilen|einschätzen)|nicht beurteilbar|n\.? ?/? ?a\.?|don.?t know|no answer|not applicable|unable to (score|judge|rate)|prefer not to (say|answer)|can.?t say)$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex NoAnswer();

    [GeneratedRegex(
        @"^(sehr|stimme (voll|sehr|ganz)|trifft (voll|völlig|ganz)|very|strongly agree|totally agree|fully|always|immer|hoch|high|extremely)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex Good();

    [GeneratedRegex(
        @"(\bnicht\b|\bun|\bnie\b|\bnever\b|disagree|\bnot\b|\blow\b|niedrig|gering|kein)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex Bad();
}
