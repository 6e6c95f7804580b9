using AngleSharp.Dom;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Befragung.Web.Reports.Word;

/// <summary>What stands within a line.</summary>
internal sealed partial class WordReport
{
    // Set below each other on the page.
    private static readonly HashSet<string> Lines = ["told-at", "shift"];

    private void InlineOf(IElement element, WordLetters letters, List<OpenXmlElement> line)
    {
        foreach (var node in element.ChildNodes)
            Inline(node, letters, line);
    }

    private void Inline(INode node, WordLetters letters, List<OpenXmlElement> line)
    {
        if (node is IText text)
        {
            Words(text, letters, line);
            return;
        }
        if (node is not IElement element || IsLeftOut(element))
            return;
        Note(element);
        var inner = LettersOf(element, letters);
        switch (element.LocalName)
        {
            case "br":
                line.Add(new Run(new Break()));
                break;
            case "a":
                Link(element, inner, line);
                break;
            case "q":
                var english = inner.Language is { } other ? other.StartsWith("en", StringComparison.Ordinal) : IsEnglish;
                line.Add(WordText.Run(english ? "“" : "„", inner));
                InlineOf(element, inner, line);
                line.Add(WordText.Run(english ? "”" : "“", inner));
                break;
            case "svg" or "img":
                // In a cell, where a picture is a figure of its own; those that only repeat numbers are left out above.
                if (pictures.TryGetValue(element, out var one))
                    line.Add(WordDrawing.Of(main, one.Picture, one.Points, ++drawings));
                break;
            default:
                if (line.Count > 0 && element.ClassList.Any(Lines.Contains))
                    line.Add(new Run(new Break()));
                InlineOf(element, inner, line);
                break;
        }
    }

    private static void Words(IText text, WordLetters letters, List<OpenXmlElement> line)
    {
        // What somebody wrote keeps its lines.
        var words = IsWithin(
            text.ParentElement,
            one => one.LocalName == "pre" || one.ClassList.Contains("said") || one.ClassList.Contains("own-words")
        )
            ? text.Data.Replace("\r", "", StringComparison.Ordinal)
            : Blanks().Replace(text.Data, " ");
        if (EndsWithBlank(line))
            words = words.TrimStart(' ');
        if (words.Length > 0)
            line.Add(WordText.Run(words, letters));
    }

    private void Link(IElement element, WordLetters letters, List<OpenXmlElement> line)
    {
        List<OpenXmlElement> inner = [];
        var address = element.GetAttribute("href") ?? "";
        if (address.Length > 1 && address[0] == '#')
        {
            InlineOf(element, letters, inner);
            line.Add(new Hyperlink(inner) { Anchor = Bookmark(address[1..]), History = true });
        }
        else if (
            Uri.TryCreate(address, UriKind.Absolute, out var elsewhere)
            && (elsewhere.Scheme == Uri.UriSchemeHttp || elsewhere.Scheme == Uri.UriSchemeHttps || elsewhere.Scheme == Uri.UriSchemeMailto)
        )
        {
            InlineOf(element, letters with { Linked = true }, inner);
            line.Add(new Hyperlink(inner) { Id = main.AddHyperlinkRelationship(elsewhere, isExternal: true).Id, History = true });
        }
        else
        {
            InlineOf(element, letters, line);
        }
    }

    private static bool EndsWithBlank(List<OpenXmlElement> line) =>
        line.Count == 0 || line[^1].InnerText.EndsWith(' ') || (line[^1] is Run last && last.LastChild is Break);

    /// <summary>Nothing but blanks is no paragraph, and none begins or ends with one.</summary>
    private static void Trim(List<OpenXmlElement> line)
    {
        while (line.Count > 0 && line[^1] is Run last && last.Descendants<Drawing>().FirstOrDefault() is null)
        {
            var words = last.Elements<W.Text>().LastOrDefault();
            if (last.LastChild is W.Text && words!.Text.TrimEnd(' ') is var kept && kept.Length > 0)
            {
                words.Text = kept;
                return;
            }
            if (last.LastChild is not (W.Text or Break) || last.Elements<W.Text>().Any(other => other.Text.Trim().Length > 0))
                return;
            line.RemoveAt(line.Count - 1);
        }
    }
}
