using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Befragung.Web.Reports.Word;

/// <summary>How a report looks in Word: its styles are the built-in ones wherever there is one, so that whoever goes on writing changes them in one place.</summary>
internal static class WordLook
{
    /// <summary>Between the margins, in twentieths of a point.</summary>
    public const int TextWidth = 9638;

    /// <summary>The same where the page lies across.</summary>
    public const int TextWidthAcross = Height - (2 * Margin);

    private const int Width = 11906,
        Height = 16838,
        Margin = 1134;

    /// <summary>The numbering of lists with dots; those with numbers come after it.</summary>
    public const int Bullets = 1;

    private const string Font = "Calibri",
        Dark = "1F2A44",
        Quiet = "55607A",
        Rule = "8A94A8";

    public const string Accent = "2F5597";

    public static void AddTo(MainDocumentPart main, string language, int textWidth)
    {
        main.AddNewPart<StyleDefinitionsPart>().Styles = Styles(language, textWidth);
        main.AddNewPart<DocumentSettingsPart>().Settings = new W.Settings(
            new DefaultTabStop { Val = 340 },
            new Compatibility(
                new CompatibilitySetting
                {
                    Name = CompatSettingNameValues.CompatibilityMode,
                    Val = "15",
                    Uri = "http://schemas.microsoft.com/office/word",
                }
            ),
            new ThemeFontLanguages { Val = language }
        );
    }

    /// <summary>A4; the first page has neither head nor foot.</summary>
    /// <param name="across">Whether it lies across; then it has no title page.</param>
    public static SectionProperties Page(string header, string footer, bool across) =>
        new([
            new HeaderReference { Type = HeaderFooterValues.Default, Id = header },
            new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
            across
                ? new PageSize
                {
                    Width = Height,
                    Height = Width,
                    Orient = PageOrientationValues.Landscape,
                }
                : new PageSize { Width = Width, Height = Height },
            new PageMargin
            {
                Top = 1304,
                Bottom = 1134,
                Left = Margin,
                Right = Margin,
                Header = 567,
                Footer = 510,
                Gutter = 0,
            },
            .. across ? [] : (OpenXmlElement[])[new TitlePage()],
        ]);

    /// <param name="numbered">How many lists with numbers there are; each begins with 1.</param>
    public static Numbering Lists(int numbered)
    {
        var numbering = new Numbering(Levels(0, bullets: true), Levels(1, bullets: false));
        numbering.Append(new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = Bullets });
        for (var list = 1; list <= numbered; list++)
            numbering.Append(
                new NumberingInstance(
                    new AbstractNumId { Val = 1 },
                    new LevelOverride(new StartOverrideNumberingValue { Val = 1 }) { LevelIndex = 0 }
                )
                {
                    NumberID = Bullets + list,
                }
            );
        return numbering;
    }

    private static AbstractNum Levels(int id, bool bullets) =>
        new([
            new MultiLevelType { Val = MultiLevelValues.HybridMultilevel },
            .. Enumerable
                .Range(0, 9)
                .Select(level => new Level(
                    new StartNumberingValue { Val = 1 },
                    new NumberingFormat { Val = bullets ? NumberFormatValues.Bullet : NumberFormatValues.Decimal },
                    new LevelText { Val = bullets ? (level % 2 == 0 ? "•" : "–") : $"%{level + 1}." },
                    new LevelJustification { Val = LevelJustificationValues.Left },
                    new PreviousParagraphProperties(new Indentation { Left = Plain(340 * (level + 1)), Hanging = "340" })
                )
                {
                    LevelIndex = level,
                }),
        ])
        {
            AbstractNumberId = id,
        };

    private static Styles Styles(string language, int textWidth) =>
        new(
            new DocDefaults(
                new RunPropertiesDefault(
                    new RunPropertiesBaseStyle(
                        new RunFonts
                        {
                            Ascii = Font,
                            HighAnsi = Font,
                            ComplexScript = Font,
                            EastAsia = Font,
                        },
                        new FontSize { Val = "21" },
                        new W.Languages { Val = language }
                    )
                ),
                new ParagraphPropertiesDefault(
                    new ParagraphPropertiesBaseStyle(
                        new SpacingBetweenLines
                        {
                            After = "120",
                            Line = "264",
                            LineRule = LineSpacingRuleValues.Auto,
                        }
                    )
                )
            ),
            new Style(new StyleName { Val = "Normal" }, new PrimaryStyle())
            {
                Type = StyleValues.Paragraph,
                StyleId = "Normal",
                Default = true,
            },
            Of("Title", "Title", size: 56, bold: true, colour: Dark, before: 480, after: 240, line: 240),
            Of("Subtitle", "Subtitle", size: 26, colour: Quiet, after: 160),
            Of("Heading1", "heading 1", size: 36, bold: true, colour: Dark, before: 360, after: 200, outline: 0, line: 240),
            Of("Heading2", "heading 2", size: 25, bold: true, colour: Dark, before: 320, after: 100, outline: 1, line: 252),
            Of("Heading3", "heading 3", size: 22, bold: true, colour: Dark, before: 240, after: 80, outline: 2),
            Of("Heading4", "heading 4", size: 21, bold: true, colour: Dark, before: 200, after: 60, outline: 3),
            Of("TOCHeading", "TOC Heading", size: 36, bold: true, colour: Dark, before: 0, after: 200, line: 240, keeps: true),
            Of("TOC1", "toc 1", bold: true, before: 120, after: 40, tab: textWidth),
            Of("TOC2", "toc 2", size: 19, after: 20, indent: 340, tab: textWidth),
            Of("Caption", "caption", size: 20, bold: true, colour: Dark, before: 200, after: 60, keeps: true),
            Of("Quote", "Quote", italic: true, indent: 340, after: 120),
            Of("ListParagraph", "List Paragraph", after: 50),
            Of("Header", "header", size: 17, colour: Quiet, after: 0, tab: textWidth),
            Of("Footer", "footer", size: 17, colour: Quiet, after: 0, tab: textWidth),
            Of("Picture", "Picture", after: 200, line: 240),
            Of("Note", "Note", size: 18, colour: Quiet, after: 100),
            Of("Lead", "Lead", size: 23, colour: Quiet),
            Of("Notice", "Notice", bold: true, before: 120, after: 160, boxed: true),
            Of("TableText", "Table Text", size: 17, before: 20, after: 20, line: 240),
            Of("TableHead", "Table Head", size: 17, bold: true, before: 20, after: 20, line: 240),
            new Style(
                new StyleName { Val = "Hyperlink" },
                new UIPriority { Val = 99 },
                new StyleRunProperties(new Color { Val = Accent }, new Underline { Val = UnderlineValues.Single })
            )
            {
                Type = StyleValues.Character,
                StyleId = "Hyperlink",
            },
            new Style(
                new StyleName { Val = "Table Grid" },
                new StyleTableProperties(
                    new TableBorders(
                        new TopBorder
                        {
                            Val = BorderValues.Single,
                            Size = 8,
                            Color = Rule,
                        },
                        new BottomBorder
                        {
                            Val = BorderValues.Single,
                            Size = 8,
                            Color = Rule,
                        },
                        new InsideHorizontalBorder
                        {
                            Val = BorderValues.Single,
                            Size = 4,
                            Color = "D5DAE3",
                        }
                    ),
                    new TableCellMarginDefault(
                        new TableCellLeftMargin { Width = 60, Type = TableWidthValues.Dxa },
                        new TableCellRightMargin { Width = 60, Type = TableWidthValues.Dxa }
                    )
                )
            )
            {
                Type = StyleValues.Table,
                StyleId = "TableGrid",
            }
        );

    private static readonly HashSet<string> Own = ["Picture", "Note", "Lead", "Notice", "TableText", "TableHead"];

    /// <param name="keeps">Whether it stays with what follows.</param>
    private static Style Of(
        string id,
        string name,
        int? size = null,
        bool bold = false,
        bool italic = false,
        string? colour = null,
        int before = 0,
        int after = 120,
        int line = 264,
        int? outline = null,
        int? indent = null,
        int? tab = null,
        bool keeps = false,
        bool boxed = false
    )
    {
        var paragraph = new StyleParagraphProperties();
        if (keeps || outline is not null)
            paragraph.Append(new KeepNext(), new KeepLines());
        if (boxed)
            paragraph.Append(
                new ParagraphBorders(
                    new LeftBorder
                    {
                        Val = BorderValues.Single,
                        Size = 24,
                        Space = 8,
                        Color = Accent,
                    }
                )
            );
        if (tab is { } stop)
            paragraph.Append(new Tabs(new TabStop { Val = TabStopValues.Right, Position = stop }));
        paragraph.Append(
            new SpacingBetweenLines
            {
                Before = Plain(before),
                After = Plain(after),
                Line = Plain(line),
                LineRule = LineSpacingRuleValues.Auto,
            }
        );
        if (indent is { } left)
            paragraph.Append(new Indentation { Left = Plain(left) });
        if (outline is { } depth)
            paragraph.Append(new OutlineLevel { Val = depth });
        var run = new StyleRunProperties();
        if (bold)
            run.Append(new Bold());
        if (italic)
            run.Append(new Italic());
        if (colour is not null)
            run.Append(new Color { Val = colour });
        if (size is { } half)
            run.Append(new FontSize { Val = Plain(half) });
        return new Style(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new PrimaryStyle(), paragraph, run)
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
            CustomStyle = Own.Contains(id) ? true : null,
        };
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
