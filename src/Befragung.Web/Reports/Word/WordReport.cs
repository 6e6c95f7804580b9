using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Befragung.Web.Reports.Word;

/// <summary>
/// A page of the report as a Word document, to be edited: whatever the page says by its elements becomes the same in Word. There is no second layout, so what is
/// added to the page is in the document by itself.
/// </summary>
internal sealed partial class WordReport
{
    private static readonly HashSet<string> Containers =
    [
        "main",
        "section",
        "article",
        "header",
        "footer",
        "div",
        "aside",
        "details",
        "nav",
        "figure",
        "dl",
        "dt",
        "dd",
        "address",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "blockquote",
        "figcaption",
        "pre",
        "hr",
    ];

    // What has no distance of its own from a table above.
    private static readonly HashSet<string> FollowsCloser = ["Normal", "Note", "ListParagraph", "Lead", "Quote"];

    private readonly IDocument page;
    private readonly Dictionary<IElement, (WordPicture Picture, byte[] Points)> pictures;
    private readonly MainDocumentPart main;
    private readonly Body body = new();
    private readonly string language;
    private readonly HashSet<string> targets;

    // What is linked to and begins with the next paragraph.
    private readonly List<string> waiting = [];
    private readonly Dictionary<IElement, string> headings = [];
    private int bookmarks;
    private int lists;
    private int figures;
    private uint drawings;
    private bool breaks;
    private bool isAfterTable;

    private WordReport(IDocument page, IEnumerable<(WordPicture Picture, byte[] Points)> pictures, MainDocumentPart main)
    {
        this.page = page;
        this.pictures = pictures.ToDictionary(one => one.Picture.Element);
        this.main = main;
        language = Culture(page.DocumentElement.GetAttribute("lang") ?? "de");
        var linked = page.QuerySelectorAll("main a[href^='#']").Select(link => link.GetAttribute("href")![1..]).ToHashSet();
        targets = [.. page.QuerySelectorAll("main [id]").Select(one => one.Id!).Where(linked.Contains)];
    }

    public static IDocument Read(string html) => new HtmlParser().ParseDocument(html);

    /// <param name="page">The page, as it is printed.</param>
    /// <param name="pictures">All of <see cref="WordPicture.Of"/>, by points.</param>
    public static byte[] Of(IDocument page, IEnumerable<(WordPicture Picture, byte[] Points)> pictures)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            document.CompressionOption = System.IO.Packaging.CompressionOption.Fast;
            new WordReport(page, pictures, document.AddMainDocumentPart()).Write(document);
        }
        return stream.ToArray();
    }

    /// <summary>The words of an element, in one line.</summary>
    public static string Plain(IElement element) =>
        Blanks().Replace(element.TextContent.Replace("\u00AD", "", StringComparison.Ordinal), " ").Trim();

    /// <summary>For each word and cell: a selector would be read anew each time.</summary>
    public static bool IsWithin(IElement? element, Func<IElement, bool> isIt)
    {
        for (var one = element; one is not null; one = one.ParentElement)
            if (isIt(one))
                return true;
        return false;
    }

    /// <summary>A table that is all there is lies across.</summary>
    private bool IsAcross => page.Body?.ClassList.Contains("across") == true;

    private int TextWidth => IsAcross ? WordLook.TextWidthAcross : WordLook.TextWidth;

    private bool IsEnglish => language.StartsWith("en", StringComparison.Ordinal);

    private void Write(WordprocessingDocument document)
    {
        var title = page.QuerySelector("main h1") is { } heading ? Plain(heading) : page.Title ?? "";
        var about = document.PackageProperties;
        about.Title = WordText.Held(page.Title is { Length: > 0 } whole ? Blanks().Replace(whole, " ").Trim() : title);
        about.Language = language;
        if (
            (page.QuerySelector("meta[name=author]")?.GetAttribute("content") ?? page.QuerySelector(".imprint strong")?.TextContent) is
            { Length: > 0 } author
        )
            about.Creator = about.LastModifiedBy = WordText.Held(author);
        if (Notice is { } notice)
            about.Description = WordText.Held(notice);
        WordLook.AddTo(main, language, TextWidth);
        Blocks(page.QuerySelector("main")!, new WordLetters(), new("Normal"), body);
        // Word wants a paragraph at the end.
        if (body.LastChild is Table)
            body.Append(new Paragraph(Style("TableText")));
        // A link to what is not in the document is none.
        var marks = body.Descendants<BookmarkStart>().Select(mark => mark.Name!.Value).ToHashSet();
        foreach (
            var link in body.Descendants<Hyperlink>().Where(link => link.Anchor is { } anchor && !marks.Contains(anchor.Value)).ToList()
        )
        {
            foreach (var run in link.ChildElements.ToList())
            {
                run.Remove();
                link.InsertBeforeSelf(run);
            }
            link.Remove();
        }
        var header = main.AddNewPart<HeaderPart>();
        header.Header = Header(title);
        var footer = main.AddNewPart<FooterPart>();
        footer.Footer = Footer();
        body.Append(WordLook.Page(main.GetIdOfPart(header), main.GetIdOfPart(footer), IsAcross));
        main.Document = new DocumentFormat.OpenXml.Wordprocessing.Document(body);
        main.AddNewPart<NumberingDefinitionsPart>().Numbering = WordLook.Lists(lists);
    }

    /// <summary>What has to stand on every page, wherever a page of it ends up.</summary>
    private string? Notice => page.QuerySelector("main .notice") is { } notice ? Plain(notice) : null;

    /// <summary>On the left what it is, on the right the chapter, which Word fills in.</summary>
    private Header Header(string title) =>
        new([
            new Paragraph([
                Style("Header"),
                WordText.Run(Notice is { } notice ? notice : Short(title)),
                new Run(new TabChar()),
                .. Notice is null ? WordText.Field("STYLEREF 1", "") : [],
            ]),
        ]);

    private Footer Footer() =>
        new([
            new Paragraph([
                Style("Footer"),
                WordText.Run(Short(page.Title ?? "")),
                new Run(new TabChar()),
                WordText.Run(IsEnglish ? "Page " : "Seite "),
                .. WordText.Field("PAGE", "1"),
                WordText.Run(IsEnglish ? " of " : " von "),
                .. WordText.Field("NUMPAGES", "1"),
            ]),
        ]);

    private static string Short(string title) =>
        Blanks().Replace(title, " ").Trim() is var words && words.Length > 90 ? words[..89] + "…" : words;

    private void Blocks(IElement element, WordLetters letters, WordPlace place, OpenXmlCompositeElement into)
    {
        List<OpenXmlElement> line = [];
        foreach (var node in element.ChildNodes)
        {
            if (node is IElement child && IsBlock(child))
            {
                Flush();
                Block(child, letters, place, into);
            }
            else
            {
                Inline(node, letters, line);
            }
        }
        Flush();

        void Flush()
        {
            Trim(line);
            if (line.Count > 0)
                into.Append(Paragraph(element, place, line));
            line = [];
        }
    }

    private bool IsBlock(IElement element) =>
        Containers.Contains(element.LocalName)
        || (
            element.LocalName is "svg" or "img" && pictures.ContainsKey(element) && !IsWithin(element, one => one.LocalName is "td" or "th")
        );

    private void Block(IElement element, WordLetters letters, WordPlace place, OpenXmlCompositeElement into)
    {
        if (IsLeftOut(element))
            return;
        if (element.ClassList.Contains("contents") && element.LocalName == "nav")
        {
            Contents(element);
            return;
        }
        if (body.HasChildren && (element.ClassList.Contains("chapter") || element.ClassList.Contains("cover")))
            breaks = true;
        Note(element);
        letters = LettersOf(element, letters);
        switch (element.LocalName)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Heading(element, letters, into);
                break;
            case "ul" or "ol":
                List(element, letters, place, into);
                break;
            case "table":
                Table(element, letters, into);
                break;
            case "figure":
                Figure(element, letters, place, into);
                break;
            case "svg" or "img":
                into.Append(Picture(element, place with { Style = "Picture" }));
                break;
            case "hr":
                break;
            default:
                Blocks(element, letters, place.Of(element), into);
                break;
        }
    }

    /// <summary>What is for the eye, for the screen or for another program alone.</summary>
    private static bool IsLeftOut(IElement element) =>
        element.GetAttribute("aria-hidden") == "true"
        || element.HasAttribute("hidden")
        || element.ClassList.Contains("tools")
        || element.ClassList.Contains("downloads")
        || element.ClassList.Contains("onscreen")
        || element.ClassList.Contains("leader")
        || element.ClassList.Contains("page")
        || element.ClassList.Contains("chart-narrow")
        || element.LocalName is "script" or "style" or "template" or "details" or "button" or "form";

    private void Heading(IElement element, WordLetters letters, OpenXmlCompositeElement into)
    {
        List<OpenXmlElement> line = [];
        if (element.ClassList.Contains("long"))
            letters = letters with { Size = element.LocalName == "h1" ? 30 : 22, Upright = element.LocalName != "h1" };
        InlineOf(element, letters, line);
        Trim(line);
        if (line.Count == 0)
            return;
        var level = element.LocalName[1] - '0';
        var name = NameOf(element);
        into.Append(Paragraph(element, new(level == 1 ? "Title" : $"Heading{Math.Min(level - 1, 4)}"), Marked(name, line)));
    }

    private void Note(IElement element)
    {
        if (element.Id is { } id && targets.Remove(id))
            waiting.Add(id);
    }

    private string NameOf(IElement heading) =>
        headings.TryGetValue(heading, out var name)
            ? name
            : headings[heading] = string.Create(CultureInfo.InvariantCulture, $"_Toc{headings.Count + 1:000000}");

    /// <summary>
    /// A table of contents that Word keeps: its entries stand there already and lead to their headings. Page numbers come when Word makes it anew, for which there
    /// is a button above it (or F9); nobody knows them before Word has set the pages.
    /// </summary>
    private void Contents(IElement nav)
    {
        var entries = page.QuerySelectorAll("main h2, main h3")
            .Where(heading => heading.Closest(".cover, nav, [aria-hidden=true], .tools") is null && Plain(heading).Length > 0)
            .ToList();
        var content = new SdtContentBlock();
        breaks = body.HasChildren;
        if (nav.QuerySelector("h2, h3") is { } title)
            content.Append(Paragraph(null, new("TOCHeading"), [WordText.Run(Plain(title))]));
        foreach (var (at, entry) in entries.Index())
        {
            var link = new Hyperlink(WordText.Run(Plain(entry))) { Anchor = NameOf(entry), History = true };
            List<OpenXmlElement> line = [link];
            if (at == 0)
                line.InsertRange(
                    0,
                    [
                        WordText.Mark(FieldCharValues.Begin),
                        new Run(new FieldCode(" TOC \\o \"1-2\" \\h \\z \\u ") { Space = SpaceProcessingModeValues.Preserve }),
                        WordText.Mark(FieldCharValues.Separate),
                    ]
                );
            if (at == entries.Count - 1)
                line.Add(WordText.Mark(FieldCharValues.End));
            content.Append(Paragraph(null, new(entry.LocalName == "h2" ? "TOC1" : "TOC2"), line));
        }
        body.Append(
            new SdtBlock(
                new SdtProperties(new SdtContentDocPartObject(new DocPartGallery { Val = "Table of Contents" }, new DocPartUnique())),
                content
            )
        );
    }

    private void List(IElement list, WordLetters letters, WordPlace place, OpenXmlCompositeElement into)
    {
        var number = list.LocalName == "ol" ? WordLook.Bullets + ++lists : WordLook.Bullets;
        var level = place.List > 0 ? place.Level + 1 : 0;
        foreach (var item in list.Children.Where(child => child.LocalName == "li" && !IsLeftOut(child)))
        {
            Note(item);
            Blocks(
                item,
                LettersOf(item, letters),
                new(place.IsInTable ? place.Style : "ListParagraph", number, Math.Min(level, 8), place.IsInTable),
                into
            );
        }
        if (level == 0 && !place.IsInTable && into.LastChild is Paragraph { ParagraphProperties: { } last })
            last.SpacingBetweenLines = new() { After = "140" };
    }

    private void Table(IElement table, WordLetters letters, OpenXmlCompositeElement into)
    {
        if (table.QuerySelector("td, th") is null)
            return;
        if (table.QuerySelector("caption") is { } caption)
        {
            List<OpenXmlElement> line = [];
            InlineOf(caption, letters, line);
            Trim(line);
            into.Append(Paragraph(caption, new("Caption"), line));
        }
        else if (into.LastChild is Table)
        {
            // Two tables that touch are one.
            into.Append(new Paragraph(Style("TableText")));
        }
        into.Append(
            WordTable.Of(
                table,
                TextWidth,
                (cell, look) =>
                {
                    Note(cell);
                    var content = new Body();
                    var style = look.IsHead ? "TableHead" : "TableText";
                    Blocks(
                        cell,
                        LettersOf(cell, letters),
                        new(style, IsInTable: true)
                        {
                            IsRight = look.IsRight,
                            IsApart = look.IsApart,
                            Keeps = look.Keeps,
                        },
                        content
                    );
                    var made = content.ChildElements.ToList();
                    content.RemoveAllChildren();
                    return made;
                }
            )
        );
        isAfterTable = true;
    }

    private void Figure(IElement figure, WordLetters letters, WordPlace place, OpenXmlCompositeElement into)
    {
        figures++;
        if (figure.QuerySelector("figcaption") is { } caption)
        {
            List<OpenXmlElement> line =
            [
                WordText.Run(IsEnglish ? "Fig. " : "Abb. "),
                .. WordText.Field(
                    IsEnglish ? "SEQ Figure \\* ARABIC" : "SEQ Abbildung \\* ARABIC",
                    figures.ToString(CultureInfo.InvariantCulture)
                ),
                WordText.Run(": "),
            ];
            var title = caption.QuerySelector("strong");
            if (title is not null)
                InlineOf(title, LettersOf(title, letters), line);
            else
                InlineOf(caption, letters, line);
            into.Append(Paragraph(caption, new("Caption"), line));
            if (title is not null)
                foreach (var note in caption.Children.Where(child => child != title))
                {
                    List<OpenXmlElement> said = [];
                    InlineOf(note, LettersOf(note, letters), said);
                    Trim(said);
                    if (said.Count > 0)
                        into.Append(Paragraph(note, new("Note") { Keeps = true }, said));
                }
        }
        foreach (var child in figure.Children.Where(child => child.LocalName != "figcaption"))
            if (IsBlock(child))
                Block(child, letters, place, into);
    }

    private Paragraph Picture(IElement element, WordPlace place)
    {
        var (picture, points) = pictures[element];
        return Paragraph(null, place, [WordDrawing.Of(main, picture, points, ++drawings)]);
    }

    private Paragraph Paragraph(IElement? element, WordPlace place, IEnumerable<OpenXmlElement> content)
    {
        var properties = Style(place.Style);
        if (place.Keeps || (!place.IsInTable && element is not null && LeadsOn(element)))
            properties.KeepNext = new();
        if (breaks)
        {
            properties.PageBreakBefore = new();
            breaks = false;
        }
        if (place.List > 0)
            properties.NumberingProperties = new(new NumberingLevelReference { Val = place.Level }, new NumberingId { Val = place.List });
        if (!place.IsInTable && isAfterTable)
        {
            isAfterTable = false;
            if (FollowsCloser.Contains(place.Style))
                properties.SpacingBetweenLines = new() { Before = "160" };
        }
        if (place.IsApart)
            properties.Indentation = new() { Left = WordPlace.Apart.ToString(CultureInfo.InvariantCulture) };
        if (place.IsRight)
            properties.Justification = new() { Val = JustificationValues.Right };
        foreach (var id in waiting)
            content = Marked(Bookmark(id), [.. content]);
        waiting.Clear();
        return new([properties, .. content]);
    }

    /// <summary>To what it says something about.</summary>
    private static bool LeadsOn(IElement element) =>
        element.LocalName == "p" && element.NextElementSibling is { } next && next.LocalName is "ul" or "ol" or "table" or "figure"
        || (element.LocalName == "p" && element.NextElementSibling?.ClassList.Contains("scroll") == true);

    private IEnumerable<OpenXmlElement> Marked(string name, IReadOnlyList<OpenXmlElement> content)
    {
        var id = (++bookmarks).ToString(CultureInfo.InvariantCulture);
        return [new BookmarkStart { Name = name, Id = id }, .. content, new BookmarkEnd { Id = id }];
    }

    private static string Bookmark(string id) => "b_" + NoName().Replace(id, "_") is var name && name.Length > 40 ? name[..40] : name;

    private static ParagraphProperties Style(string style) =>
        style == "Normal" ? new() : new() { ParagraphStyleId = new() { Val = style } };

    private static string Culture(string language) =>
        language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en-GB"
        : language == "de" ? "de-DE"
        : language;

    private WordLetters LettersOf(IElement element, WordLetters letters)
    {
        var classes = element.ClassList;
        letters = element.LocalName switch
        {
            "strong" or "b" or "dt" => letters with { Bold = true, Upright = false },
            "em" or "i" or "cite" => letters with { Italic = true },
            "sub" => letters with { Sub = true },
            "sup" => letters with { Super = true },
            _ => letters,
        };
        if (classes.Contains("verdict") || classes.Contains("question") || classes.Contains("too-few") || classes.Contains("side"))
            letters = letters with { Bold = true };
        if (classes.Contains("number"))
            letters = letters with { Colour = WordLook.Accent };
        if (element.GetAttribute("lang") is { Length: > 0 } other && Culture(other) is var said)
            letters = letters with { Language = said == language ? null : said };
        return letters;
    }

    [GeneratedRegex(@"[ \t\r\n\f]+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex("[^A-Za-z0-9_]", RegexOptions.None, 1000)]
    private static partial Regex NoName();
}

/// <summary>Where a paragraph stands.</summary>
internal sealed record WordPlace(string Style, int List = 0, int Level = 0, bool IsInTable = false)
{
    public const int Apart = 160;

    public bool IsRight { get; init; }

    /// <summary>With room on its left.</summary>
    public bool IsApart { get; init; }

    public bool Keeps { get; init; }

    /// <summary>What stands inside an element of the page.</summary>
    public WordPlace Of(IElement element)
    {
        if (IsInTable || List > 0)
            return this;
        var classes = element.ClassList;
        return element.LocalName == "blockquote" ? this with { Style = "Quote" }
            : classes.Contains("notice") || classes.Contains("missing") ? this with { Style = "Notice" }
            : classes.Contains("lead") ? this with { Style = "Lead" }
            : classes.Contains("kind") || classes.Contains("when") ? this with { Style = "Subtitle" }
            : classes.Contains("note")
            || classes.Contains("help")
            || classes.Contains("answers")
            || classes.Contains("asked-of")
            || classes.Contains("imprint")
                ? this with
                {
                    Style = "Note",
                }
            : this;
    }
}
