using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Delphi.Reporting;
using Befragung.Web.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Languages = Befragung.Web.Text.Languages;

namespace Befragung.Web.Exchange.Paper;

/// <summary>
/// A questionnaire as a Word document: to be read, printed and passed on, and changed by whoever would rather write in Word. Its styles say what each paragraph is, so that
/// it can be taken over again (<see cref="Import.OwnDocumentReader"/>). In the language of the page that is being made.
/// </summary>
public sealed class QuestionnaireDocument
{
    private readonly PaperQuestionnaire paper;
    private readonly FileWords words;
    private readonly Body body = new();
    private readonly WordNumbering numbering = new();
    private int bookmarks;

    private QuestionnaireDocument(PaperQuestionnaire paper, FileWords words)
    {
        this.paper = paper;
        this.words = words;
    }

    /// <param name="paper">What it tells.</param>
    /// <param name="words">How it speaks.</param>
    /// <param name="made">When it is made, to stand in it.</param>
    public static byte[] Of(PaperQuestionnaire paper, FileWords words, string made)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(words);
        return new QuestionnaireDocument(paper, words).Write(made);
    }

    private Questionnaire Asked => paper.Asked;

    private byte[] Write(string made)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var title = words.Plain(Asked.Title.ToString());
            document.PackageProperties.Title = title;
            document.PackageProperties.Language = Languages.Current;
            var main = document.AddMainDocumentPart();
            WordLook.AddTo(main, Languages.Culture(Languages.Current).Name);
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = WordLook.Footer(title, words.T["Seite"], words.T["von"]);
            Front(made);
            foreach (var section in paper.Sections)
                Part(section);
            Scales();
            body.Append(WordLook.Page(main.GetIdOfPart(footer)));
            main.Document = new Document(body);
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = numbering.Definitions;
        }
        return stream.ToArray();
    }

    private void Front(string made)
    {
        Add(WordStyles.Title, Words(Asked.Title));
        Add(WordStyles.Subtitle, Text(string.Join(" · ", Kind(), made)));
        Blocks(WordStyles.Introduction, Asked.Introduction, words.T["Einleitung"]);
        Add(WordStyles.FrontHeading, Text(words.T["Auf einen Blick"]));
        if (Asked.Contact is { } contact)
            Add(
                WordStyles.Front,
                Marked(new Sentence("Wer fragt: {0}, {1}", contact.Name, contact.Email), WordStyles.ContactName, WordStyles.ContactAddress)
            );
        Add(WordStyles.Front, Said(new("Umfang: {0:Frage|Fragen} in {1:Abschnitt|Abschnitten}", paper.Questions, paper.Sections.Count)));
        Add(WordStyles.Front, Text(words.T["Dauer: {0}", words.T.Minutes(Duration.OfAll(Asked))]));
        if (Asked.Settings.Rounds > 1)
            Add(WordStyles.Front, Said(new("Geplante Runden: {0}", Asked.Settings.Rounds)));
        Add(WordStyles.Front, Text(words.T["Wer gefragt wird:"]));
        foreach (var group in Asked.Groups)
            Add(WordStyles.Group, Words(group.Name), WordStyles.Bookmark("g", group.Key), WordNumbering.Bullets);
        if (Asked.Consent is { } consent)
            Blocks(WordStyles.Consent, consent, words.T["Einwilligung"]);
        else
        {
            Add(WordStyles.FrontHeading, Text(words.T["Einwilligung"]));
            foreach (var sentence in UsualConsent.Of(Asked.Settings))
                Add(WordStyles.UsualConsent, Said(sentence));
        }
        foreach (var sentence in UsualConsent.Always(Asked.Settings))
            Add(WordStyles.UsualConsent, Said(sentence));
        if (Asked.Recruiting is { } recruiting)
            Add(
                WordStyles.UsualConsent,
                Said(
                    new(
                        "Wer eingeladen ist, kann dabei sagen: {0}",
                        $"{recruiting.Text} {string.Join(" · ", recruiting.Options.Select(option => option.Name))}"
                    )
                )
            );
    }

    private string Kind() =>
        paper.Draft is { } draft ? words.T["Fragebogen, Entwurf in Fassung {0}", draft]
        : paper.Round is { } round ? words.T["Fragebogen der Runde {0}", round]
        : words.T["Fragebogen"];

    private void Part(PaperSection section)
    {
        Add(WordStyles.Section, Words(section.Section.Title), WordStyles.Bookmark("a", section.Section.Key));
        Conditions(section.Conditions);
        Blocks(WordStyles.SectionIntroduction, section.Section.Introduction);
        if (section.Section.Expertise)
            Add(WordStyles.SectionExpertise, Text(words.Say(ExpertiseItem.Told)));
        foreach (var item in section.Items)
            Ask(item);
    }

    private void Ask(PaperItem asked)
    {
        var item = asked.Item;
        if (item is InformationItem)
        {
            // A condition before it, as everywhere, and its key at its first paragraph.
            Conditions(asked.Conditions);
            Blocks(WordStyles.Information, item.Text, bookmark: WordStyles.Bookmark("f", item.Key));
            return;
        }
        Add(WordStyles.Questions[TypeOf(item)], Words(item.Text), WordStyles.Bookmark("f", item.Key), WordNumbering.Questions, 1);
        Conditions(asked.Conditions);
        if (item.Note is { } note)
            Add(WordStyles.Note, Words(note));
        if (asked.Told.Count > 0)
            Add(WordStyles.Told, asked.Told.SelectMany((one, place) => (OpenXmlElement[])[.. place > 0 ? Text(" ") : [], .. Marked(one)]));
        Answers(item);
    }

    private void Answers(Item item)
    {
        bookmarks++;
        switch (item)
        {
            case MultiRatingItem rating:
                foreach (var criterion in rating.Criteria)
                    Add(
                        WordStyles.Criterion,
                        [
                            .. Words(criterion.Name),
                            .. Text(" – ", WordStyles.Added),
                            .. Text(words.Say(paper.ScaleOf(criterion.Scale).Name), WordStyles.Values[PaperValue.Scale]),
                            .. Text($": {words.Say(paper.ScaleOf(criterion.Scale).Ends)}", WordStyles.Added),
                        ],
                        WordStyles.Bookmark($"m{bookmarks}", criterion.Key),
                        WordNumbering.Bullets
                    );
                break;
            case SingleChoiceItem choice:
                Options(choice.Options, WordNumbering.Circles);
                NoAnswer(choice.NoAnswer, WordNumbering.Circles);
                break;
            case MultipleChoiceItem choice:
                Options(choice.Other ? [.. choice.Options, new(OtherOption.Key, OtherOption.Name)] : choice.Options, WordNumbering.Boxes);
                NoAnswer(choice.NoAnswer, WordNumbering.Boxes);
                break;
            case RankingItem ranking:
                Options(ranking.Options, WordNumbering.Bullets);
                break;
            case PointsItem points:
                Options(points.Options, WordNumbering.Bullets);
                break;
        }
    }

    private void Options(IEnumerable<Option> options, int list)
    {
        foreach (var option in options)
            if (option.Key == OtherOption.Key && ReferenceEquals(option.Name, OtherOption.Name))
                Add(WordStyles.OptionOther, [.. Words(option.Name), .. Text(": …", WordStyles.Added)], null, list);
            else
                Add(
                    option.Exclusive ? WordStyles.OptionAlone : WordStyles.Option,
                    [.. Words(option.Name), .. option.Exclusive ? Text(" " + words.T["(schließt die anderen aus)"], WordStyles.Added) : []],
                    WordStyles.Bookmark($"o{bookmarks}", option.Key),
                    list
                );
    }

    private void NoAnswer(bool isOffered, int list)
    {
        if (isOffered)
            Add(WordStyles.NoAnswer, Text(words.T["keine Angabe"]), null, list);
    }

    private void Scales()
    {
        if (paper.Scales.Count == 0)
            return;
        Add(WordStyles.FrontHeading, Text(words.T["Skalen"]));
        foreach (var scale in paper.Scales)
        {
            Add(WordStyles.Scale, Said(scale.Name));
            List<IEnumerable<OpenXmlElement>[]> rows =
            [
                .. Enumerable
                    .Range(1, scale.Scale.Points)
                    .Select(point =>
                        (IEnumerable<OpenXmlElement>[])
                            [
                                Text(point.ToString(CultureInfo.InvariantCulture)),
                                scale.Scale.LabelOf(point) is { } label ? Words(label) : [],
                                Words(scale.BandOf(point)),
                            ]
                    ),
            ];
            if (scale.Scale.NoAnswer)
                rows.Add([Text("–"), Text(words.T["keine Angabe"]), []]);
            body.Append(WordLook.Table([words.T["Punkt"], words.T["Bedeutung"], words.T["zählt als"]], rows));
        }
    }

    private void Conditions(IEnumerable<Sentence> conditions)
    {
        foreach (var condition in conditions)
            Add(WordStyles.Condition, Text(Capital(words.Say(condition)) + "."));
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.CurrentCulture) + text[1..];

    private void Blocks(string style, LocalizedText? text, string? heading = null, string? bookmark = null)
    {
        if (text is null)
            return;
        if (heading is not null)
            Add(WordStyles.FrontHeading, Text(heading));
        var list = 0;
        foreach (var (place, line) in MarkdownLines.Of(text.ToString()).Index())
        {
            if (line.Begins)
                list = numbering.Numbers();
            Add(
                style,
                Runs(line.Runs),
                place == 0 ? bookmark : null,
                line.List switch
                {
                    LineList.Bullet => WordNumbering.Bullets,
                    LineList.Number => list,
                    _ => 0,
                },
                line.Level
            );
        }
    }

    private void Add(string style, IEnumerable<OpenXmlElement> content, string? bookmark = null, int list = 0, int level = 0)
    {
        if (bookmark is not null)
        {
            var id = (++bookmarks).ToString(CultureInfo.InvariantCulture);
            content = [new BookmarkStart { Name = bookmark, Id = id }, .. content, new BookmarkEnd { Id = id }];
        }
        body.Append(Paragraph(style, content, list, level));
    }

    private static Paragraph Paragraph(string style, IEnumerable<OpenXmlElement> content, int list = 0, int level = 0)
    {
        var properties = new ParagraphProperties { ParagraphStyleId = new() { Val = WordStyles.Id(style) } };
        if (list > 0)
            properties.NumberingProperties = new(new NumberingLevelReference { Val = level }, new NumberingId { Val = list });
        return new Paragraph([properties, .. content]);
    }

    private static IEnumerable<OpenXmlElement> Words(LocalizedText text) => Runs(MarkdownLines.Inline(text.ToString()));

    private static IEnumerable<OpenXmlElement> Runs(IEnumerable<MarkdownRun> runs) =>
        runs.Select(run => WordLook.Run(run.Words, null, run.Bold, run.Italic, run.Break));

    private static IEnumerable<OpenXmlElement> Text(string text, string? style = null) => [WordLook.Run(text, style)];

    private IEnumerable<OpenXmlElement> Said(Sentence sentence) => Text(words.Say(sentence));

    private IEnumerable<OpenXmlElement> Marked(PaperSentence told) =>
        told.Whole is { } whole
            ? Text(words.Say(told.Sentence), WordStyles.Values[whole])
            : Marked(told.Sentence, [.. told.Values.Select(value => WordStyles.Values[value])]);

    /// <summary>A sentence whose first values have styles of their own.</summary>
    private IEnumerable<OpenXmlElement> Marked(Sentence sentence, params IReadOnlyList<string> styles)
    {
        foreach (var (text, value) in words.Parts(sentence))
            yield return WordLook.Run(text, value is { } place && place < styles.Count ? styles[place] : null);
    }

    private static string TypeOf(Item item) =>
        item switch
        {
            RatingItem => "rating",
            MultiRatingItem => "multiRating",
            SingleChoiceItem => "singleChoice",
            MultipleChoiceItem => "multipleChoice",
            RankingItem => "ranking",
            PointsItem => "points",
            NumberItem => "number",
            EstimateItem => "estimate",
            ShortTextItem => "shortText",
            LongTextItem => "longText",
            IdeasItem => "ideas",
            _ => throw new ArgumentOutOfRangeException(nameof(item)),
        };
}
