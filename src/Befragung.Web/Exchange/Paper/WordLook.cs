using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Befragung.Web.Exchange.Paper;

/// <summary>How a questionnaire looks in Word: calm, in black, with what belongs together kept together.</summary>
internal static class WordLook
{
    private const string Font = "Calibri";

    public static void AddTo(MainDocumentPart main, string language)
    {
        main.AddNewPart<StyleDefinitionsPart>().Styles = Styles(language);
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

    /// <summary>A4, with a footer.</summary>
    public static SectionProperties Page(string footer) =>
        new(
            new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin
            {
                Top = 1247,
                Bottom = 1247,
                Left = 1304,
                Right = 1304,
                Header = 624,
                Footer = 624,
                Gutter = 0,
            }
        );

    /// <summary>The title, and which page of how many.</summary>
    public static Footer Footer(string title, string page, string of) =>
        new(
            new Paragraph(
                new ParagraphProperties { ParagraphStyleId = new() { Val = "Footer" } },
                Run(title.Length > 80 ? title[..79] + "…" : title, null),
                new Run(new TabChar()),
                Run(page + " ", null),
                new SimpleField(Run("1", null)) { Instruction = " PAGE " },
                Run($" {of} ", null),
                new SimpleField(Run("1", null)) { Instruction = " NUMPAGES " }
            )
        );

    public static Run Run(string text, string? style, bool bold = false, bool italic = false, bool isBreak = false)
    {
        var run = new Run();
        if (style is not null || bold || italic)
            run.RunProperties = new()
            {
                RunStyle = style is null ? null : new() { Val = WordStyles.Id(style) },
                Bold = bold ? new() : null,
                Italic = italic ? new() : null,
            };
        if (isBreak)
            run.Append(new Break());
        run.Append(new W.Text(XlsxText.Held(text)) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }

    /// <summary>A table whose first row says what stands below. It stays in one piece.</summary>
    public static Table Table(IReadOnlyList<string> head, IReadOnlyList<IEnumerable<OpenXmlElement>[]> rows)
    {
        int[] widths = [1000, 5298, 3000];
        var table = new Table(
            new TableProperties(
                new TableStyle { Val = "TableGrid" },
                new TableWidth { Width = "0", Type = TableWidthUnitValues.Auto },
                new TableLook { FirstRow = true, NoVerticalBand = true }
            ),
            new TableGrid(widths.Select(width => new GridColumn { Width = width.ToString(CultureInfo.InvariantCulture) }))
        );
        table.Append(Row([.. head.Select(words => (OpenXmlElement[])[Run(words, null, bold: true)])], widths, isHead: true, isLast: false));
        foreach (var (place, row) in rows.Index())
            table.Append(Row(row, widths, isHead: false, isLast: place == rows.Count - 1));
        return table;
    }

    private static TableRow Row(IReadOnlyList<IEnumerable<OpenXmlElement>> cells, int[] widths, bool isHead, bool isLast)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHead)
            properties.Append(new TableHeader());
        return new TableRow([properties, .. cells.Select((cell, column) => Cell(cell, widths[column], isLast))]);
    }

    private static TableCell Cell(IEnumerable<OpenXmlElement> content, int width, bool isLast)
    {
        var properties = new ParagraphProperties { ParagraphStyleId = new() { Val = WordStyles.Id(WordStyles.Cell) } };
        if (!isLast)
            properties.KeepNext = new();
        return new(
            new TableCellProperties(
                new TableCellWidth { Width = width.ToString(CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa }
            ),
            new Paragraph([properties, .. content])
        );
    }

    private static Styles Styles(string language)
    {
        var styles = new Styles(
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
                        new FontSize { Val = "22" },
                        new Languages { Val = language }
                    )
                ),
                new ParagraphPropertiesDefault(
                    new ParagraphPropertiesBaseStyle(
                        new SpacingBetweenLines
                        {
                            After = "100",
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
            Of(WordStyles.Title, null, size: 44, bold: true, before: 0, after: 60),
            Of(WordStyles.Subtitle, null, size: 24, before: 0, after: 300),
            Of(WordStyles.Section, null, size: 30, bold: true, before: 420, after: 120, outline: 0, numbered: 0),
            Of("heading 2", null, size: 22, bold: true, before: 280, after: 60, outline: 1),
            Of("footer", null, size: 18, before: 0, after: 0, tab: 9298),
            Of(WordStyles.FrontHeading, WordStyles.Section, numbered: -1),
            Of(WordStyles.Condition, null, italic: true, before: 0, after: 60, keeps: true),
            Of(WordStyles.Note, null, size: 20, before: 0, after: 60, keeps: true, indent: 680),
            Of(WordStyles.Told, null, before: 0, after: 60, indent: 680),
            Of(WordStyles.Information, null, before: 160, after: 100),
            Of(WordStyles.Scale, null, bold: true, before: 240, after: 80, outline: 1, keeps: true),
            Of(WordStyles.Cell, null, before: 30, after: 30)
        );
        foreach (
            var plain in (string[])
                [
                    WordStyles.Front,
                    WordStyles.Introduction,
                    WordStyles.Consent,
                    WordStyles.UsualConsent,
                    WordStyles.SectionIntroduction,
                    WordStyles.SectionExpertise,
                ]
        )
            styles.Append(Of(plain, null, before: 0, after: 100));
        foreach (
            var entry in (string[])
                [
                    WordStyles.Group,
                    WordStyles.Option,
                    WordStyles.OptionAlone,
                    WordStyles.OptionOther,
                    WordStyles.NoAnswer,
                    WordStyles.Criterion,
                ]
        )
            styles.Append(Of(entry, null, before: 0, after: 20));
        foreach (var question in WordStyles.Questions.Values)
            styles.Append(Of(question, "heading 2", numbered: 1));
        foreach (
            var character in (string[])[.. WordStyles.Values.Values, WordStyles.Added, WordStyles.ContactName, WordStyles.ContactAddress]
        )
            styles.Append(
                new Style(new StyleName { Val = character }, new UIPriority { Val = 99 })
                {
                    Type = StyleValues.Character,
                    CustomStyle = true,
                    StyleId = WordStyles.Id(character),
                }
            );
        styles.Append(
            new Style(
                new StyleName { Val = "Table Grid" },
                new StyleTableProperties(
                    new TableBorders(
                        new TopBorder { Val = BorderValues.Single, Size = 4 },
                        new LeftBorder { Val = BorderValues.Single, Size = 4 },
                        new BottomBorder { Val = BorderValues.Single, Size = 4 },
                        new RightBorder { Val = BorderValues.Single, Size = 4 },
                        new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 },
                        new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 }
                    ),
                    new TableCellMarginDefault(
                        new TableCellLeftMargin { Width = 100, Type = TableWidthValues.Dxa },
                        new TableCellRightMargin { Width = 100, Type = TableWidthValues.Dxa }
                    )
                )
            )
            {
                Type = StyleValues.Table,
                StyleId = "TableGrid",
            }
        );
        return styles;
    }

    /// <param name="numbered">The level of the numbers of sections and questions; -1 takes them away.</param>
    /// <param name="keeps">Whether it stays with what follows.</param>
    private static Style Of(
        string name,
        string? basedOn,
        int? size = null,
        bool bold = false,
        bool italic = false,
        int? before = null,
        int? after = null,
        int? outline = null,
        int? numbered = null,
        bool keeps = false,
        int? indent = null,
        int? tab = null
    )
    {
        var paragraph = new StyleParagraphProperties();
        if (keeps || outline is not null)
            paragraph.Append(new KeepNext());
        if (numbered is { } level)
            paragraph.Append(
                level < 0
                    ? new NumberingProperties(new NumberingId { Val = 0 })
                    : new NumberingProperties(
                        new NumberingLevelReference { Val = level },
                        new NumberingId { Val = WordNumbering.Questions }
                    )
            );
        if (tab is { } stop)
            paragraph.Append(new Tabs(new TabStop { Val = TabStopValues.Right, Position = stop }));
        if (before is not null)
            paragraph.Append(new SpacingBetweenLines { Before = Plain(before), After = Plain(after) });
        if (indent is not null)
            paragraph.Append(new Indentation { Left = Plain(indent) });
        else if (numbered < 0)
            paragraph.Append(new Indentation { Left = "0", FirstLine = "0" });
        if (outline is { } depth)
            paragraph.Append(new OutlineLevel { Val = depth });
        var run = new StyleRunProperties();
        if (bold)
            run.Append(new Bold());
        if (italic)
            run.Append(new Italic());
        if (size is not null)
            run.Append(new FontSize { Val = Plain(size) });
        var isBuiltIn = name is WordStyles.Title or WordStyles.Subtitle or WordStyles.Section or "heading 2" or "footer";
        return new Style(
            new StyleName { Val = name },
            new BasedOn { Val = basedOn is null ? "Normal" : IdOf(basedOn) },
            new PrimaryStyle(),
            paragraph,
            run
        )
        {
            Type = StyleValues.Paragraph,
            StyleId = IdOf(name),
            CustomStyle = isBuiltIn ? null : true,
        };
    }

    private static string IdOf(string name) =>
        name switch
        {
            "heading 2" => "Heading2",
            "footer" => "Footer",
            _ => WordStyles.Id(name),
        };

    private static string? Plain(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
