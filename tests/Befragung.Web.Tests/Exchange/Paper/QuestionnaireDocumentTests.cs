using System.Globalization;
using System.IO.Compression;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Tests.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Exchange.Paper;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Tests.Exchange.Import;
using Befragung.Web.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Languages = Befragung.Web.Text.Languages;
using Table = DocumentFormat.OpenXml.Wordprocessing.Table;

namespace Befragung.Web.Tests.Exchange.Paper;

/// <summary>A questionnaire as a Word document: valid, readable, and read again as the same questions.</summary>
public sealed class QuestionnaireDocumentTests
{
    public static TheoryData<string, string> Questionnaires
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var file in QuestionnaireLibrary.All())
            foreach (var language in file.Questionnaire.Languages)
                all.Add(file.File, language);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Questionnaires))]
    public void From_file_to_Word_and_back_items_options_and_scales_stay(string file, string language)
    {
        var asked = QuestionnaireLibrary.All().Single(one => one.File == file).Questionnaire;
        var read = Imported.Of(file, Document(asked, language)).Questionnaire;
        Assert.Equal([language], read.Languages);
        Assert.Equal(string.Join("\n", Told(asked, language)), string.Join("\n", Told(read, language)));
        Assert.Equal(asked.Items.Select(item => item.Key), read.Items.Select(item => item.Key));
        Assert.Equal(asked.Contact, read.Contact);
        Assert.Equal(
            asked.Groups.Select(group => (group.Key, group.Name.In(language))),
            read.Groups.Select(group => (group.Key, group.Name.In(language)))
        );
        Assert.Equal(Blocks(asked.Introduction, language), Blocks(read.Introduction, language));
        Assert.Equal(Blocks(asked.Consent, language), Blocks(read.Consent, language));
    }

    [Fact]
    public void Random_questionnaires_come_back_too()
    {
        var random = new RandomQuestionnaire(new Random(1_512));
        for (var i = 0; i < 150; i++)
        {
            Questionnaire asked;
            string language;
            // Bands that are called the same cannot be told apart on paper.
            do
            {
                asked = random.Next();
                language = asked.Languages[^1];
            } while (
                asked
                    .Items.SelectMany(item => item.Parts)
                    .OfType<RatedPart>()
                    .Any(part => Bands(part.Scale, language).Distinct().Count() < 3)
            );
            var read = Imported.Of("zufall.docx", Document(asked, language)).Questionnaire;
            Assert.Equal(string.Join("\n", Told(asked, language)), string.Join("\n", Told(read, language)));
        }
    }

    [Theory]
    [MemberData(nameof(Questionnaires))]
    public void It_is_a_valid_document_with_a_language_a_title_headings_and_page_numbers(string file, string language)
    {
        var asked = QuestionnaireLibrary.All().Single(one => one.File == file).Questionnaire;
        using var stream = new MemoryStream(Document(asked, language));
        using var document = WordprocessingDocument.Open(stream, isEditable: false);
        Assert.Empty(
            new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019)
                .Validate(document)
                .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}")
        );
        Assert.Equal(
            language == "en" ? "en-GB" : "de-DE",
            document
                .MainDocumentPart!.StyleDefinitionsPart!.Styles!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Languages>()
                .Single()
                .Val!.Value
        );
        Assert.Equal(Markdown.Plain(asked.Title.In(language)), document.PackageProperties.Title);
        var fields = document
            .MainDocumentPart.FooterParts.Single()
            .Footer!.Descendants<SimpleField>()
            .Select(field => field.Instruction!.Value!.Trim());
        Assert.Equal(["PAGE", "NUMPAGES"], fields);
        var body = document.MainDocumentPart.Document!.Body!;
        string[] Styled(string style) =>
            [
                .. body.Elements<Paragraph>()
                    .Where(one => one.ParagraphProperties!.ParagraphStyleId!.Val == style)
                    .Select(one => one.InnerText),
            ];
        Assert.Equal(asked.Sections.Select(section => Markdown.Plain(section.Title.In(language))), Styled("Heading1"));
        Assert.Single(Styled("Title"));
        Assert.All(
            body.Elements<Table>(),
            table => Assert.NotNull(table.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>())
        );
        // Lists are lists, and no signs typed before words.
        Assert.All(
            body.Elements<Paragraph>()
                .Where(one => one.ParagraphProperties!.ParagraphStyleId!.Val!.Value!.StartsWith("Antwort", StringComparison.Ordinal)),
            one => Assert.NotNull(one.ParagraphProperties!.NumberingProperties)
        );
    }

    [Fact]
    public void It_says_in_words_what_is_to_be_done_and_who_is_asked()
    {
        var asked = QuestionnaireFiles.Read(Encoding.UTF8.GetBytes(Every)).Questionnaire!;
        var text = TextOf(Document(asked, "de"));
        foreach (
            var sentence in (string[])
                [
                    "Wer fragt: Rathaus, rathaus@befragung.internal",
                    "Umfang: 5 Fragen in 2 Abschnitten",
                    "Die Teilnahme ist freiwillig. Sie können jederzeit aufhören, ohne Gründe zu nennen.",
                    "Bitte bewerten Sie auf Skala 1: von 1 („unwichtig“) bis 5 („wichtig“), oder „keine Angabe“. Eine Antwort ist nötig.",
                    "Dazu können Gründe dafür und dagegen gegeben werden.",
                    "Mehrere Antworten sind möglich, mindestens 2 und höchstens 3.",
                    "Nichts davon (schließt die anderen aus)",
                    "Möglich sind Werte von 0 bis 99,5.",
                    "Nur für: „Politik“.",
                    "Nur bei der Antwort „Bus“ oder „Rad“ auf „Womit fahren Sie?“.",
                ]
        )
            Assert.Contains(sentence, text, StringComparison.Ordinal);
        var english = TextOf(Document(asked, "en"));
        Assert.Contains(
            "Please rate on Scale 1: from 1 (“unwichtig”) to 5 (“wichtig”), or “no answer”.",
            english,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Edited_in_Word_it_is_read_as_it_stands_there_now()
    {
        var asked = QuestionnaireFiles.Read(Encoding.UTF8.GetBytes(Every)).Questionnaire!;
        var edited = Imported.Of(
            "fragebogen.docx",
            Edited(
                Document(asked, "de"),
                document =>
                    document
                        .Replace("Womit fahren Sie?", "Womit sind Sie unterwegs?", StringComparison.Ordinal)
                        .Replace(
                            "<w:p><w:pPr><w:pStyle w:val=\"AntwortkeineAngabe\"",
                            "<w:p><w:pPr><w:pStyle w:val=\"Antwort\"/></w:pPr><w:r><w:t>Fähre</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"AntwortkeineAngabe\"",
                            StringComparison.Ordinal
                        )
                        .Replace(
                            "<w:sectPr>",
                            "<w:p><w:r><w:t>Ein Satz von irgendwem.</w:t></w:r></w:p><w:sectPr>",
                            StringComparison.Ordinal
                        )
            )
        );
        var choice = edited.As<MultipleChoiceItem>("womit");
        Assert.Equal("Womit sind Sie unterwegs?", choice.Text.In("de"));
        Assert.Equal(["Bus", "Rad", "Auto", "Zug", "Nichts davon", "Fähre"], choice.Options.Select(option => option.Name.In("de")));
        Assert.Contains(edited.Notes, note => note.EndsWith("„Ein Satz von irgendwem.“", StringComparison.Ordinal));
        Assert.Contains(
            edited.Notes,
            note =>
                note.EndsWith("Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: Nur für: „Politik“.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_table_of_a_scale_that_was_deleted_is_missed_and_told()
    {
        var asked = QuestionnaireFiles.Read(Encoding.UTF8.GetBytes(Every)).Questionnaire!;
        var edited = Imported.Of(
            "fragebogen.docx",
            Edited(
                Document(asked, "de"),
                document =>
                    document[..document.IndexOf("<w:tbl>", StringComparison.Ordinal)]
                    + document[(document.IndexOf("</w:tbl>", StringComparison.Ordinal) + "</w:tbl>".Length)..]
            )
        );
        Assert.Equal(5, edited.As<RatingItem>("laden").Scale.Points);
        Assert.Contains("Fragebogen: Die Tabelle zu „Skala 1“ fehlt.", edited.Notes);
    }

    /// <summary>The document of a questionnaire as the page hands it out.</summary>
    internal static byte[] Document(Questionnaire asked, string language) =>
        Languages.In(language, () => QuestionnaireDocument.Of(PaperQuestionnaire.Of(asked), Words, "1. Dezember 2026"));

    private static readonly FileWords Words = ExportSample.FileWords();

    internal const string Every = """
        befragung: 1
        title: Zukunft des Ortes
        languages: [de]
        contact: { name: Rathaus, email: rathaus@befragung.internal }
        groups:
          - { key: politik, name: Politik }
          - { key: handel, name: Handel }
        scales:
          wichtig: { points: 5, labels: { 1: unwichtig, 5: wichtig } }
        sections:
          - key: eins
            title: Der Ort
            items:
              - { key: laden, type: rating, text: Der Laden ist wichtig., scale: wichtig, required: true }
              - key: womit
                type: multipleChoice
                text: Womit fahren Sie?
                min: 2
                max: 3
                options:
                  - { key: bus, name: Bus }
                  - { key: rad, name: Rad }
                  - { key: auto, name: Auto }
                  - { key: zug, name: Zug }
                  - { key: nichts, name: Nichts davon, exclusive: true }
              - { key: zahl, type: number, text: Wie weit?, min: 0, max: 99.5, decimals: 1, unit: km }
          - key: zwei
            title: Mehr
            when: { groups: [politik] }
            items:
              - { key: lang, type: longText, text: Was noch?, when: { item: womit, is: [bus, rad] } }
              - { key: ideen, type: ideas, text: Ideen?, entries: 3 }
        """;

    private static string TextOf(byte[] content)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
        return string.Join('\n', document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(one => one.InnerText));
    }

    private static byte[] Edited(byte[] content, Func<string, string> edit)
    {
        using var stream = new MemoryStream();
        stream.Write(content);
        using (var package = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var part = package.GetEntry("word/document.xml")!;
            string before;
            using (var reader = new StreamReader(part.Open()))
                before = reader.ReadToEnd();
            var after = edit(before);
            Assert.NotEqual(before, after);
            part.Delete();
            using var writer = new StreamWriter(package.CreateEntry("word/document.xml").Open());
            writer.Write(after);
        }
        return stream.ToArray();
    }

    /// <summary>What a file of Word can tell of a questionnaire, line by line.</summary>
    private static IReadOnlyList<string> Told(Questionnaire asked, string language) =>
        [
            Same(asked.Title, language),
            .. asked.Sections.SelectMany(section =>
                (string[])
                    [
                        $"# {section.Key} {Same(section.Title, language)} {Blocks(section.Introduction, language)}",
                        .. section.Items.Select(item =>
                            $"{item.Key} {(item is InformationItem ? Blocks(item.Text, language) : Same(item.Text, language))} / {Same(item.Note, language)} {item.Required} {Answers(item, language)}"
                        ),
                    ]
            ),
        ];

    private static string Answers(Item item, string language)
    {
        string Options(IEnumerable<Option> options) =>
            string.Join(" · ", options.Select(one => $"{one.Key} {Same(one.Name, language)}{(one.Exclusive ? " !" : "")}"));
        string Number(Unit? unit, decimal? min, decimal? max, int decimals) =>
            string.Create(CultureInfo.InvariantCulture, $"{Same(unit?.Many, language)} {min:0.####} {max:0.####} {decimals}");
        return item switch
        {
            RatingItem rating => "rating " + Scale(rating.Scale, language),
            MultiRatingItem multi => "multiRating "
                + string.Join(" · ", multi.Criteria.Select(one => $"{one.Key} {Same(one.Name, language)}: {Scale(one.Scale, language)}")),
            SingleChoiceItem choice => $"singleChoice {Options(choice.Options)} {choice.NoAnswer}",
            MultipleChoiceItem choice =>
                $"multipleChoice {Options(choice.Options)} {choice.Other} {Math.Max(1, choice.Min)} {Math.Max(1, choice.Max)} {choice.NoAnswer}",
            RankingItem ranking => $"ranking {Options(ranking.Options)} {ranking.Top}",
            PointsItem points => $"points {Options(points.Options)} {points.Total}",
            NumberItem number => "number " + Number(number.Unit, number.Min, number.Max, number.Decimals),
            EstimateItem number => "estimate " + Number(number.Unit, number.Min, number.Max, number.Decimals),
            ShortTextItem text => $"shortText {text.MaxLength}",
            LongTextItem text => $"longText {text.MaxLength}",
            IdeasItem ideas => $"ideas {ideas.Entries}",
            _ => "information",
        };
    }

    private static string Scale(Scale scale, string language)
    {
        var names = Bands(scale, language);
        return $"{scale.Points} {scale.NoAnswer} "
            + string.Join(" · ", Enumerable.Range(1, scale.Points).Select(point => Same(scale.LabelOf(point), language)))
            + $" {scale.Top} {scale.Bottom} {names[0]} {names[2]} {(scale.Middle > 0 ? names[1] : "")}";
    }

    private static List<string> Bands(Scale scale, string language) =>
        [.. Enum.GetValues<Band>().Select(band => Same(scale.NameOf(band), language))];

    /// <summary>A text as it is seen: which sign begins a list, and where a line of the file ends, is not.</summary>
    private static string Blocks(LocalizedText? text, string language) =>
        text is null
            ? ""
            : string.Join(" ¶ ", MarkdownLines.Of(text.In(language)).Select(line => $"{line.List} {line.Level} {Seen(line.Runs)}"));

    /// <summary>The same of one that stands in a line.</summary>
    private static string Same(LocalizedText? text, string language) => text is null ? "" : Seen(MarkdownLines.Inline(text.In(language)));

    private static string Seen(IEnumerable<MarkdownRun> runs) =>
        string.Join(
            ' ',
            string.Concat(runs.Select(run => (run.Break ? " " : "") + (run.Bold ? "**" : "") + (run.Italic ? "*" : "") + run.Words))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
