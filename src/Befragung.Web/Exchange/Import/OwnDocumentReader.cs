using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Web.Exchange.Paper;
using Befragung.Web.Text;

namespace Befragung.Web.Exchange.Import;

/// <summary>
/// A questionnaire that this program wrote as a Word document, however it was edited since: the styles of its paragraphs say what they are, so nothing has to be guessed.
/// </summary>
internal sealed class OwnDocumentReader
{
    private readonly IReadOnlyList<WordBlock> blocks;
    private readonly string language;
    private readonly ImportDraft target;
    private readonly Dictionary<string, MadeScale> scales = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<WordParagraph> information = [];
    private WordParagraph? section;
    private readonly List<WordParagraph> sectionIntroduction = [];
    private bool asksExpertise;
    private Pending? question;

    private OwnDocumentReader(IReadOnlyList<WordBlock> blocks, string language)
    {
        this.blocks = blocks;
        this.language = language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "de";
        target = new([this.language], hasPlaceholders: false);
        target.Note(
            ImportDraft.Whole,
            new Sentence(
                "Übernommen sind Texte, Fragen, Antworten und Skalen. Bedingungen stehen in dieser Datei nur in Worten; Einstellungen und andere Sprachen stehen nicht darin."
            )
        );
    }

    public static ImportedQuestionnaire Read(string fileName, IReadOnlyList<WordBlock> blocks, string language) =>
        new OwnDocumentReader(blocks, language).Read(fileName);

    private ImportedQuestionnaire Read(string fileName)
    {
        target.Title(Text(One(WordStyles.Title)?.Faithful ?? ""), fileName);
        target.Introduction(Text(Joined(All(WordStyles.Introduction))));
        target.Consent(Text(Joined(All(WordStyles.Consent))));
        var contact = blocks.OfType<WordParagraph>().FirstOrDefault(one => one.Values.ContainsKey(WordStyles.ContactAddress));
        if (contact is not null)
            target.Contact(contact.Values.GetValueOrDefault(WordStyles.ContactName, ""), contact.Values[WordStyles.ContactAddress]);
        target.Groups(
            ImportDraft.Whole,
            [.. All(WordStyles.Group).Select(group => new SourceOption(KeyOf(group, 'g'), Text(group.Faithful)))]
        );
        Scales();
        foreach (var block in blocks)
            if (block is WordParagraph paragraph)
                Take(paragraph);
        Ask();
        Tell();
        Begin();
        return target.Finished();
    }

    private void Take(WordParagraph paragraph)
    {
        if (paragraph.Style == WordStyles.Information)
        {
            Ask();
            if (KeyOf(paragraph, 'f').Length > 0)
                Tell();
            information.Add(paragraph);
            return;
        }
        if (WordStyles.Types.TryGetValue(paragraph.Style, out var type))
        {
            Ask();
            Tell();
            question = new(paragraph, type);
            return;
        }
        switch (paragraph.Style)
        {
            case WordStyles.Section:
                Ask();
                Tell();
                Begin();
                section = paragraph;
                break;
            case WordStyles.SectionIntroduction:
                sectionIntroduction.Add(paragraph);
                break;
            case WordStyles.SectionExpertise:
                asksExpertise = true;
                break;
            case WordStyles.Condition:
                target.Note(
                    PlaceOf(paragraph),
                    new Sentence("Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: {0}", paragraph.Words)
                );
                break;
            case WordStyles.Note:
                question?.Notes.Add(paragraph);
                break;
            case WordStyles.Told:
                foreach (var (name, value) in paragraph.Values)
                    question?.Values.TryAdd(name, value);
                break;
            case WordStyles.Option
            or WordStyles.OptionAlone
            or WordStyles.OptionOther
            or WordStyles.NoAnswer
            or WordStyles.Criterion when question is not null:
                question.Answers.Add(paragraph);
                break;
            case WordStyles.Option or WordStyles.OptionAlone or WordStyles.OptionOther or WordStyles.NoAnswer or WordStyles.Criterion or "":
                Strange(paragraph);
                break;
            default:
                if (!WordStyles.Paragraphs.Contains(paragraph.Style))
                    Strange(paragraph);
                break;
        }
    }

    /// <summary>Nothing is dropped without a word.</summary>
    private void Strange(WordParagraph paragraph) =>
        target.Note(
            PlaceOf(paragraph),
            new Sentence(
                "Dieser Absatz hat keine Formatvorlage, die sagt, was er ist, und ist nicht übernommen: „{0}“",
                Start(paragraph.Words)
            )
        );

    private static string Start(string words) => words.Length > 200 ? words[..199] + "…" : words;

    /// <summary>Begins the section that was read last, before the first thing in it.</summary>
    private void Begin()
    {
        if (section is { } next)
        {
            var begun = target.Section(PlaceOf(next), KeyOf(next, 'a'), Text(next.Faithful), Text(Joined(sectionIntroduction)));
            if (asksExpertise)
                begun.SetPlain("expertise", "true");
            asksExpertise = false;
            section = null;
            sectionIntroduction.Clear();
        }
    }

    /// <summary>Ends the text to read that was read last.</summary>
    private void Tell()
    {
        if (information.Count == 0)
            return;
        Begin();
        target.Information(new(PlaceOf(information[0]), KeyOf(information[0], 'f'), Text(Joined(information))));
        information.Clear();
    }

    /// <summary>Ends the question that was read last.</summary>
    private void Ask()
    {
        if (question is not { } asked)
            return;
        question = null;
        Begin();
        var place = PlaceOf(asked.Asked);
        var item = new SourceQuestion(place, KeyOf(asked.Asked, 'f'), Text(asked.Asked.Faithful))
        {
            Note = Text(Joined(asked.Notes)),
            IsRequired = asked.Of(PaperValue.Required) is not null,
        };
        var options = asked
            .Answers.Where(answer => answer.Style is WordStyles.Option or WordStyles.OptionAlone or WordStyles.Criterion)
            .Select(answer => new SourceOption(KeyOf(answer, 'o', 'm'), Text(answer.Faithful), answer.Style == WordStyles.OptionAlone))
            .ToList();
        var hasOther = asked.Answers.Exists(answer => answer.Style == WordStyles.OptionOther);
        var unit = Text(asked.Of(PaperValue.Unit) ?? "");
        switch (asked.Type)
        {
            case "rating":
                target.Rating(item, ScaleOf(asked.Of(PaperValue.Scale)), "");
                return;
            case "multiRating":
                if (asked.Answers.Count == 0)
                    target.Rating(item, ScaleOf(null), "");
                else
                    target.Criteria(
                        item,
                        [
                            .. asked.Answers.Select(
                                (one, index) => (Criterion(one), ScaleOf(one.Values.GetValueOrDefault(WordStyles.Values[PaperValue.Scale])))
                            ),
                        ]
                    );
                return;
            case "singleChoice":
                target.SingleChoice(item, options, hasOther, "");
                break;
            case "multipleChoice":
                target.MultipleChoice(
                    item,
                    options,
                    hasOther,
                    Whole(asked, PaperValue.Least),
                    asked.Of(PaperValue.OnlyOne) is null ? Whole(asked, PaperValue.Most) : 1,
                    ""
                );
                break;
            case "ranking":
                target.Ranking(item, options, Whole(asked, PaperValue.Ranks));
                return;
            case "points":
                if (options.Count > 1)
                    target.Points(item, options, Whole(asked, PaperValue.Total) ?? 100);
                else
                    target.Ranking(item, options, null);
                return;
            case "number":
                target.Number(
                    item,
                    unit,
                    Number(asked, PaperValue.Least),
                    Number(asked, PaperValue.Most),
                    Whole(asked, PaperValue.Decimals) ?? 0,
                    ""
                );
                return;
            case "estimate":
                target.Estimate(
                    item,
                    unit,
                    Number(asked, PaperValue.Least),
                    Number(asked, PaperValue.Most),
                    Whole(asked, PaperValue.Decimals) ?? 0
                );
                return;
            case "shortText":
                target.ShortText(item, Whole(asked, PaperValue.Length));
                return;
            case "longText":
                target.LongText(item, Whole(asked, PaperValue.Length));
                return;
            default:
                target.Ideas(item, asked.Of(PaperValue.OnlyOne) is null ? Whole(asked, PaperValue.Entries) ?? 5 : 1);
                return;
        }
        if (!asked.Answers.Exists(answer => answer.Style == WordStyles.NoAnswer))
            target.MayNotPass();
    }

    private SourceOption Criterion(WordParagraph paragraph)
    {
        var words = paragraph.Faithful;
        // The scale stands behind the name.
        if (paragraph.Values.GetValueOrDefault(WordStyles.Values[PaperValue.Scale]) is { Length: > 0 } scale)
            words = words.EndsWith(scale.Trim(), StringComparison.Ordinal) ? words[..^scale.Trim().Length].TrimEnd() : words;
        return new(KeyOf(paragraph, 'm'), Text(words));
    }

    private MadeScale ScaleOf(string? name)
    {
        if (name is not null && scales.TryGetValue(name.Trim(), out var scale))
            return scale;
        if (name is not null)
            target.Note(ImportDraft.Whole, new Sentence("Die Tabelle zu „{0}“ fehlt.", name.Trim()));
        return ItemRows.AssumedScale(target, ImportDraft.Whole);
    }

    private void Scales()
    {
        for (var i = 0; i + 1 < blocks.Count; i++)
            if (blocks[i] is WordParagraph { Style: WordStyles.Scale } name && blocks[i + 1] is WordTable table)
                Scale(name, [.. table.Rows.Skip(1)]);
    }

    /// <summary>A row for each point, and one without a number for "keine Angabe".</summary>
    private void Scale(WordParagraph name, List<IReadOnlyList<string>> rows)
    {
        var points = rows.FindAll(row => int.TryParse(row[0], NumberStyles.None, CultureInfo.InvariantCulture, out _));
        if (points.Count is < 2 or > ImportScales.Most)
        {
            target.Note(
                PlaceOf(name),
                new Sentence("Eine Skala hat 2 bis {0:Punkt|Punkte}; „{1}“ hat hier {2}.", ImportScales.Most, name.Words, points.Count)
            );
            return;
        }
        var labels = points
            .Select((row, index) => (Point: index + 1, Words: Cell(row, 1)))
            .Where(one => one.Words.Length > 0)
            .ToDictionary(one => one.Point, one => Text(WordBlocks.Faithful(one.Words, one.Words)));
        var counted = points.ConvertAll(row => Cell(row, 2));
        var bands = new Dictionary<string, (int, Wording)>(StringComparer.Ordinal);
        if (counted.TrueForAll(words => words.Length > 0))
        {
            var top = counted.Count - counted.FindLastIndex(words => words != counted[^1]) - 1;
            var bottom = counted.FindIndex(words => words != counted[0]);
            if (bottom > 0)
            {
                bands["top"] = (top, Band(counted[^1], Delphi.Questionnaires.Band.Top));
                if (top + bottom < counted.Count)
                    bands["middle"] = (0, Band(counted[bottom], Delphi.Questionnaires.Band.Middle));
                bands["bottom"] = (bottom, Band(counted[0], Delphi.Questionnaires.Band.Bottom));
            }
        }
        scales[name.Words] = target.Scales.Exact(PlaceOf(name), points.Count, labels, points.Count < rows.Count, bands);
    }

    private static string Cell(IReadOnlyList<string> row, int column) => column < row.Count ? row[column] : "";

    /// <summary>What a band says; nothing where it only says where it lies.</summary>
    private Wording Band(string words, Band band) =>
        new Scale(2, new Dictionary<int, LocalizedText>(), true, 1, 1).NameOf(band).In(language) == words
            ? Wording.None
            : Text(WordBlocks.Faithful(words, words));

    private decimal? Number(Pending asked, PaperValue value) =>
        decimal.TryParse(asked.Of(value)?.Trim(), NumberStyles.Number, Languages.Culture(language), out var number) ? number : null;

    private int? Whole(Pending asked, PaperValue value) => Number(asked, value) is { } number and >= 0 and < 1_000_000 ? (int)number : null;

    private WordParagraph? One(string style) => All(style).FirstOrDefault();

    private IEnumerable<WordParagraph> All(string style) => blocks.OfType<WordParagraph>().Where(one => one.Style == style);

    /// <summary>The key that a bookmark tells; "" where there is none.</summary>
    private static string KeyOf(WordParagraph paragraph, params ReadOnlySpan<char> kinds)
    {
        foreach (var name in paragraph.Bookmarks)
            if (
                name.IndexOf('_', StringComparison.Ordinal) is > 0 and var end
                && kinds.Contains(name[0])
                && name[1..end].All(char.IsAsciiDigit)
            )
                return name[(end + 1)..];
        return "";
    }

    private Wording Text(string text) => text.Length == 0 ? Wording.None : new(new Dictionary<string, string> { [language] = text });

    private static string Joined(IEnumerable<WordParagraph> paragraphs)
    {
        var text = "";
        var before = WordList.None;
        foreach (var one in paragraphs)
        {
            text +=
                (
                    text.Length == 0 ? ""
                    : before != WordList.None && one.List == before ? "\n"
                    : "\n\n"
                ) + Line(one);
            before = one.List;
        }
        return text;
    }

    private static string Line(WordParagraph paragraph) =>
        paragraph.List switch
        {
            WordList.Bullet => new string(' ', 2 * Math.Min(paragraph.Level, 3)) + "- " + paragraph.Faithful,
            WordList.Number => new string(' ', 3 * Math.Min(paragraph.Level, 3)) + "1. " + paragraph.Faithful,
            _ => paragraph.Faithful,
        };

    private static Sentence PlaceOf(WordParagraph paragraph) => new("Absatz {0}", paragraph.Number);

    /// <summary>A question whose answers may still follow.</summary>
    private sealed class Pending(WordParagraph asked, string type)
    {
        public WordParagraph Asked => asked;

        public string Type => type;

        public List<WordParagraph> Notes { get; } = [];

        public List<WordParagraph> Answers { get; } = [];

        public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

        /// <summary>What was said of it; null for nothing.</summary>
        public string? Of(PaperValue value) => Values.GetValueOrDefault(WordStyles.Values[value]);
    }
}
