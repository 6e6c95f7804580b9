using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// YAML as a tree. Made from the parser's events and not by the library's own tree, which gives up at the first doubled field and
/// follows references; so one pass finds all mistakes, takes time in proportion to the file, and no file can exhaust memory or stack.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxCharacters = 2_000_000;
    private const int MaxDepth = 30;

    // 500 questions with ten options each in two languages have about as many.
    private const int MaxNodes = 60_000;

    private readonly string yaml;
    private readonly Parser parser;
    private readonly Findings findings;
    private bool refused;
    private bool stopped; // Too deep or too much: the file is refused already, and its reading ends.
    private int nodes;

    private YamlTree(string yaml, Findings findings)
    {
        this.yaml = yaml;
        this.findings = findings;
        parser = new Parser(new StringReader(yaml));
    }

    /// <summary>Null where the file cannot be read as a whole; the findings say why.</summary>
    public static Node? Parse(string yaml, Findings findings)
    {
        yaml = yaml.StartsWith('\uFEFF') ? yaml[1..] : yaml;
        var start = new ScalarNode(1, 1, "", true);
        if (yaml.Length > MaxCharacters)
            findings.Add(
                start,
                new Sentence(
                    "Die Datei hat mehr als {0} Zeichen. Ein Fragebogen braucht viel weniger; ist es die richtige Datei?",
                    MaxCharacters
                )
            );
        else if (!Characters.FindForbidden(yaml, findings))
            return Read(yaml, findings, start);
        return null;
    }

    private static Node? Read(string yaml, Findings findings, Node start)
    {
        try
        {
            var tree = new YamlTree(yaml, findings);
            var root = tree.Document(start);
            return tree.refused ? null : root;
        }
        catch (YamlException exception)
        {
            findings.Add(SyntaxProblem.In(yaml, exception));
            return null;
        }
    }

    private Node? Document(Node start)
    {
        Next();
        Next();
        if (parser.Current is StreamEnd)
        {
            findings.Add(start, new Sentence("Die Datei ist leer. Beginnen Sie mit einer Kopie eines der mitgelieferten Fragebögen."));
            return null;
        }
        Next();
        var root = Read(1);
        if (refused)
            return null;
        Next();
        Next();
        if (parser.Current is not DocumentStart second)
            return root;
        Refuse(second, new Sentence("Mit „---“ beginnt hier ein zweiter Fragebogen. Eine Datei enthält genau einen."));
        return null;
    }

    private Node Read(int depth)
    {
        var node = parser.Current as NodeEvent;
        var (line, column) = PlaceOf(parser.Current!);
        var empty = new ScalarNode(line, column, "", true);
        if (node is null)
        {
            Refuse(
                parser.Current!,
                new Sentence(
                    "Verweise („*name“) versteht das Format nicht. Schreiben Sie den Inhalt hier noch einmal hin, oder setzen Sie den Text in Anführungszeichen."
                )
            );
            return empty;
        }
        if (!node.Anchor.IsEmpty)
            Refuse(
                node,
                new Sentence(
                    "Anker („&name“) versteht das Format nicht. Lassen Sie ihn weg, oder setzen Sie den Text in Anführungszeichen."
                )
            );
        if (!node.Tag.IsEmpty)
            Refuse(
                node,
                new Sentence(
                    "Typangaben („!name“) versteht das Format nicht. Lassen Sie sie weg, oder setzen Sie den Text in Anführungszeichen."
                )
            );
        if (depth > MaxDepth)
        {
            stopped = true;
            Refuse(
                node,
                new Sentence(
                    "Hier ist die Datei tiefer als {0:Ebene|Ebenen} verschachtelt. Prüfen Sie die Klammern und die Einrückung.",
                    MaxDepth
                )
            );
            return empty;
        }
        if (++nodes > MaxNodes)
        {
            stopped = true;
            Refuse(
                node,
                new Sentence(
                    "Hier hat die Datei mehr als {0:Feld oder Text|Felder und Texte}. Ein Fragebogen braucht viel weniger; ist es die richtige Datei?",
                    MaxNodes
                )
            );
            return empty;
        }
        return node switch
        {
            SequenceStart => new ListNode(line, column, Entries(depth)),
            MappingStart mapping => new MapNode(line, column, Fields(depth), mapping.Style == MappingStyle.Flow),
            _ => Word((Scalar)node, line, column),
        };
    }

    private List<Node> Entries(int depth)
    {
        var entries = new List<Node>();
        for (Next(); parser.Current is not SequenceEnd && !stopped; Next())
            entries.Add(Read(depth + 1));
        return entries;
    }

    private List<(ScalarNode, Node)> Fields(int depth)
    {
        var fields = new List<(ScalarNode, Node)>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        for (Next(); parser.Current is not MappingEnd && !stopped; Next())
        {
            var name = Read(depth + 1);
            if (stopped)
                break;
            Next();
            var value = Read(depth + 1);
            if (name is not ScalarNode word)
                findings.Add(
                    name,
                    new Sentence("Hier wird der Name eines Feldes erwartet. Ein Text mit Klammern gehört in Anführungszeichen.")
                );
            else if (!lines.TryAdd(word.Value, word.Line))
                findings.Add(
                    word,
                    new Sentence(
                        "„{0}“ steht hier doppelt; zuerst in Zeile {1}. Löschen Sie eines von beiden.",
                        word.Value,
                        lines[word.Value]
                    )
                );
            else
                fields.Add((word, value));
        }
        return fields;
    }

    private ScalarNode Word(Scalar scalar, int line, int column)
    {
        // A control character can also be written as an escape.
        if (Characters.FirstForbidden(scalar.Value) is >= 0 and var index)
            Refuse(scalar, Characters.Refusal(scalar.Value[index]));
        var isPlain = scalar.Style == ScalarStyle.Plain;
        if (isPlain && CutText.Behind(yaml, (int)scalar.End.Index, (int)scalar.End.Line, (int)scalar.End.Column) is { } cut)
            findings.Add(cut);
        return new ScalarNode(line, column, scalar.Value, isPlain);
    }

    private void Next()
    {
        if (stopped)
            return;
        try
        {
            parser.MoveNext();
        }
        catch (Exception exception) when (exception is not YamlException)
        {
            // Some malformed files make the parser stumble over itself, such as an escape beyond Unicode ("\UFFFFFFFF").
            var end = parser.Current!.End;
            throw new SyntaxErrorException(in end, in end, exception.Message);
        }
    }

    private void Refuse(ParsingEvent at, Sentence why)
    {
        refused = true;
        var (line, column) = PlaceOf(at);
        findings.Add(new ScalarNode(line, column, "", true), why);
    }

    private static (int Line, int Column) PlaceOf(ParsingEvent at) => ((int)at.Start.Line, (int)at.Start.Column);
}
