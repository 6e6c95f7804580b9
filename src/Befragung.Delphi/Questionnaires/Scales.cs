using System.Globalization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>The scales of a questionnaire file by name. A faulty one is there too, so that items which use it are not called wrong.</summary>
internal sealed class Scales
{
    private const int FewestPoints = 2,
        MostPoints = 11;
    private static readonly Scale StandIn = new(FewestPoints, new Dictionary<int, LocalizedText>(), true, 1, 1);

    private readonly Dictionary<string, Scale> scales = new(StringComparer.Ordinal);
    private readonly ValueReader values;
    private readonly Findings findings;

    public Scales(Node? node, ValueReader values, Findings findings)
    {
        this.values = values;
        this.findings = findings;
        if (node is MapNode map)
        {
            foreach (var (name, value) in map.Entries)
            {
                if (!Keys.IsKey(name.Value))
                    findings.Add(name, Keys.Refusal(name.Value));
                scales.Add(name.Value, Read(value));
            }
        }
        else if (node is not null)
        {
            findings.Add(
                node,
                new Sentence("Unter „scales“ steht je Skala ihr Name mit einem Doppelpunkt, darunter eingerückt ihre Felder.")
            );
        }
    }

    public bool AnyWith(int points) => scales.Values.Concat(Before).Any(scale => scale.Points == points);

    /// <summary>Those that earlier rounds rated on.</summary>
    public IEnumerable<Scale> Before { get; init; } = [];

    public Scale Find(Node? node)
    {
        if (node is null)
            return StandIn;
        var name = (node as ScalarNode)?.Value ?? "";
        if (scales.TryGetValue(name, out var scale))
            return scale;
        findings.Add(
            node,
            scales.Count == 0
                ? new Sentence(
                    "Die Skala „{0}“ gibt es nicht. Beschreiben Sie sie oben in der Datei unter „scales“.",
                    Characters.Quoted(name)
                )
                : new Sentence(
                    "Die Skala „{0}“ gibt es nicht. Vorhanden sind: {1}.",
                    Characters.Quoted(name),
                    string.Join(", ", scales.Keys.Take(20).Select(Characters.Quoted))
                )
        );
        return StandIn;
    }

    private Scale Read(Node node)
    {
        var fields = new Fields(node, findings, "points", "labels", "noAnswer", "top", "middle", "bottom");
        var points = values.Whole(fields.Required("points"), "points", FewestPoints, MostPoints, 0);
        var known = points > 0;
        var usual = Scale.UsualBand(points);
        var (top, topName) = EndBand(fields.Optional("top"), "top", known ? points : MostPoints, usual);
        var (bottom, bottomName) = EndBand(fields.Optional("bottom"), "bottom", known ? points : MostPoints, usual);
        var middleName = fields.Optional("middle") is { } middle
            ? values.Localized(new Fields(middle, findings, "name").Required("name"), ValueReader.Name, inOneLine: true)
            : null;
        if (known && top + bottom > points)
            findings.Add(
                (fields.Optional("bottom") ?? fields.Optional("top"))!,
                new Sentence(
                    "Die Bereiche überschneiden sich: „top“ {0} und „bottom“ {1} sind zusammen mehr als {2:=der eine Punkt|die # Punkte} der Skala.",
                    top,
                    bottom,
                    points
                )
            );
        return new Scale(
            points,
            Labels(fields.Optional("labels"), known ? points : MostPoints),
            values.Truth(fields.Optional("noAnswer"), "noAnswer", true),
            top,
            bottom
        )
        {
            TopName = topName,
            MiddleName = middleName,
            BottomName = bottomName,
        };
    }

    /// <summary>A number of points, or such a number with what an answer there says.</summary>
    private (int Points, LocalizedText? Name) EndBand(Node? node, string field, int most, int usual)
    {
        if (node is not MapNode)
            return (values.Whole(node, field, 1, most, usual), null);
        var fields = new Fields(node, findings, "points", "name");
        return (
            values.Whole(fields.Optional("points"), "points", 1, most, usual),
            values.Localized(fields.Required("name"), ValueReader.Name, inOneLine: true)
        );
    }

    private Dictionary<int, LocalizedText> Labels(Node? node, int points)
    {
        var labels = new Dictionary<int, LocalizedText>();
        if (node is not (null or MapNode))
            findings.Add(
                node,
                new Sentence(
                    "Unter „labels“ steht je Punkt seine Zahl mit einem Doppelpunkt und dem Wort dafür, zum Beispiel {0}",
                    "{ 1: unwichtig, 5: sehr wichtig }"
                )
            );
        foreach (var (name, value) in (node as MapNode)?.Entries ?? [])
        {
            var text = values.Localized(value, ValueReader.Name, inOneLine: true);
            if (PointOf(name.Value) is { } point && point <= points)
                labels.Add(point, text);
            else
                findings.Add(
                    name,
                    new Sentence("„{0}“ ist kein Punkt dieser Skala. Sie reicht von 1 bis {1}.", Characters.Quoted(name.Value), points)
                );
        }
        return labels;
    }

    private static int? PointOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var point) && point >= 1 && text[0] != '0' ? point : null;
}
