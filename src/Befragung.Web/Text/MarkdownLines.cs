using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Befragung.Web.Text;

/// <summary>How a line of a text is marked.</summary>
public enum LineList
{
    None,
    Bullet,
    Number,
}

/// <summary>Words of a text that look alike.</summary>
/// <param name="Break">Whether a new line begins before them.</param>
public sealed record MarkdownRun(string Words, bool Bold, bool Italic, bool Break = false);

/// <summary>A paragraph, or an entry of a list.</summary>
/// <param name="Level">How deep it is in lists, from 0.</param>
/// <param name="Begins">Whether a list of numbers begins with it.</param>
public sealed record MarkdownLine(LineList List, int Level, bool Begins, IReadOnlyList<MarkdownRun> Runs);

/// <summary>The Markdown of questionnaires for files that have marks of their own, such as those of Word.</summary>
public static class MarkdownLines
{
    private const int Deepest = 3;

    /// <summary>All of a text, paragraph by paragraph.</summary>
    public static IReadOnlyList<MarkdownLine> Of(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var lines = new List<MarkdownLine>();
        if (Markdown.Parsed(markdown, inline: false) is { } document)
            Add(document, LineList.None, 0, lines);
        // Nested too deep, or nothing but a line across the page.
        if (lines.Count == 0 && !string.IsNullOrWhiteSpace(markdown))
            lines.Add(Plainly(markdown));
        return lines;
    }

    /// <summary>A text that stands in one line, such as a question; where it has paragraphs, they begin on new lines.</summary>
    public static IReadOnlyList<MarkdownRun> Inline(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        if (Markdown.Parsed(markdown, inline: true) is not { } document)
            return Plainly(markdown).Runs;
        var runs = new List<MarkdownRun>();
        foreach (var block in document.OfType<LeafBlock>())
        {
            var own = RunsOf(block);
            runs.AddRange(runs.Count > 0 && own.Count > 0 ? [own[0] with { Break = true }, .. own.Skip(1)] : own);
        }
        return runs;
    }

    private static MarkdownLine Plainly(string text) => new(LineList.None, 0, false, [new(text.ReplaceLineEndings(" "), false, false)]);

    private static void Add(ContainerBlock blocks, LineList list, int level, List<MarkdownLine> lines)
    {
        foreach (var block in blocks)
            switch (block)
            {
                case ListBlock entries:
                    var kind = entries.IsOrdered ? LineList.Number : LineList.Bullet;
                    var begins = entries.IsOrdered;
                    foreach (var entry in entries.OfType<ListItemBlock>())
                    {
                        var first = lines.Count;
                        Add(entry, kind, Math.Min(list == LineList.None ? 0 : level + 1, Deepest), lines);
                        if (begins && first < lines.Count)
                            lines[first] = lines[first] with { Begins = true };
                        begins = false;
                    }
                    break;
                case ContainerBlock inner:
                    Add(inner, list, level, lines);
                    break;
                case ParagraphBlock paragraph:
                    lines.Add(new(list, level, false, RunsOf(paragraph)));
                    break;
                case CodeBlock code:
                    lines.Add(new(list, level, false, [new(code.Lines.ToString().ReplaceLineEndings(" "), false, false)]));
                    break;
            }
    }

    private static List<MarkdownRun> RunsOf(LeafBlock block)
    {
        var runs = new List<MarkdownRun>();
        var isBreak = false;
        if (block.Inline is null)
        {
            if (block.Lines.ToString() is { Length: > 0 } words)
                runs.Add(new(words.ReplaceLineEndings(" "), false, false));
            return runs;
        }
        Add(block.Inline, bold: false, italic: false);
        return runs;

        void Say(string words, bool bold, bool italic)
        {
            if (words.Length == 0)
                return;
            if (!isBreak && runs.Count > 0 && runs[^1].Bold == bold && runs[^1].Italic == italic)
                runs[^1] = runs[^1] with { Words = runs[^1].Words + words };
            else
                runs.Add(new(words, bold, italic, isBreak));
            isBreak = false;
        }

        void Add(ContainerInline inlines, bool bold, bool italic)
        {
            foreach (var inline in inlines)
                switch (inline)
                {
                    case LiteralInline literal:
                        Say(literal.Content.ToString(), bold, italic);
                        break;
                    case CodeInline code:
                        Say(code.Content, bold, italic);
                        break;
                    case HtmlEntityInline entity:
                        Say(entity.Transcoded.ToString(), bold, italic);
                        break;
                    case AutolinkInline link:
                        Say(link.Url, bold, italic);
                        break;
                    case LineBreakInline:
                        isBreak = true;
                        break;
                    case EmphasisInline emphasis:
                        Add(emphasis, bold || emphasis.DelimiterCount >= 2, italic || emphasis.DelimiterCount == 1);
                        break;
                    case LinkInline link:
                        Add(link, bold, italic);
                        // On paper, a link is where it leads to.
                        if (link.Url is { Length: > 1 } address && address != TextOf(link))
                            Say($" ({address})", bold, italic);
                        break;
                    case ContainerInline inner:
                        Add(inner, bold, italic);
                        break;
                }
        }
    }

    private static string TextOf(ContainerInline inlines)
    {
        var text = new StringBuilder();
        foreach (var literal in inlines.Descendants<LiteralInline>())
            text.Append(literal.Content.ToString());
        return text.ToString();
    }
}
