using System.Globalization;
using System.Text.Json;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.Import;

/// <summary>A survey of SurveyJS (.json) as a questionnaire.</summary>
internal sealed class SurveyJsReader
{
    private const int Deepest = 60;

    /// <summary>What only says how a page looks or behaves, or is read wherever it means something.</summary>
    private static readonly HashSet<string> Passed = new(StringComparer.Ordinal)
    {
        "allowClear",
        "autoGrow",
        "cellType",
        "choices",
        "choicesByUrl",
        "choicesOrder",
        "colCount",
        "columns",
        "commentText",
        "contentMode",
        "description",
        "descriptionLocation",
        "displayMode",
        "elements",
        "errorLocation",
        "hasComment",
        "hasNone",
        "hasOther",
        "hasSelectAll",
        "hideNumber",
        "html",
        "imageFit",
        "imageHeight",
        "imageWidth",
        "indent",
        "inputType",
        "isRequired",
        "itemComponent",
        "items",
        "labelFalse",
        "labelTrue",
        "max",
        "maxLength",
        "maxRateDescription",
        "maxSelectedChoices",
        "maxValueExpression",
        "maxWidth",
        "min",
        "minRateDescription",
        "minSelectedChoices",
        "minWidth",
        "multiSelect",
        "name",
        "noneText",
        "otherText",
        "placeHolder",
        "placeholder",
        "questions",
        "questionsOnPageMode",
        "questionsOrder",
        "rangeMax",
        "rangeMin",
        "rateColorMode",
        "rateCount",
        "rateDisplayMode",
        "rateMax",
        "rateMin",
        "rateStep",
        "rateType",
        "rateValues",
        "readOnly",
        "requiredErrorText",
        "rows",
        "scaleColorMode",
        "showClearButton",
        "showCommentArea",
        "showLabel",
        "showNoneItem",
        "showNumber",
        "showOtherItem",
        "showSelectAllItem",
        "size",
        "startWithNewLine",
        "state",
        "step",
        "textUpdateMode",
        "title",
        "titleLocation",
        "type",
        "useDisplayValuesInDynamicTexts",
        "valueFalse",
        "valueTrue",
        "visible",
        "visibleIf",
        "width",
    };

    private static readonly HashSet<string> PassedOfAll = new(StringComparer.Ordinal)
    {
        "title",
        "description",
        "locale",
        "pages",
        "elements",
        "questions",
        "completedHtml",
        "showProgressBar",
        "progressBarType",
        "progressBarLocation",
        "showQuestionNumbers",
        "showPageTitles",
        "showTitle",
        "showPrevButton",
        "showNavigationButtons",
        "logo",
        "logoPosition",
        "logoWidth",
        "logoHeight",
        "logoFit",
        "width",
        "widthMode",
        "fitToContainer",
        "headerView",
        "questionErrorLocation",
        "questionTitleLocation",
        "questionDescriptionLocation",
        "questionsOnPageMode",
        "requiredText",
        "checkErrorsMode",
        "textUpdateMode",
        "pageNextText",
        "pagePrevText",
        "completeText",
        "startSurveyText",
        "focusFirstQuestionAutomatic",
        "$schema",
    };

    private readonly string usual;
    private readonly ImportDraft target;
    private readonly JsonElement root;
    private DraftMap? section;
    private Coming? next;
    private Coming? again;
    private int begun;

    private SurveyJsReader(JsonElement root, string text)
    {
        this.root = root;
        var found = new HashSet<string>(StringComparer.Ordinal);
        Languages(root, found, 0);
        var written = root.TryGetProperty("locale", out var locale) && locale.ValueKind == JsonValueKind.String ? locale.GetString()! : "";
        usual =
            written.Length > 0 ? written
            : found.Count > 0 ? "en"
            : LanguageGuess.Of(text);
        var spoken = found
            .Where(language => language is "de" or "en")
            .Append(Base(usual) is "de" or "en" ? Base(usual) : "de")
            .Distinct()
            .ToList();
        target = new(
            [.. spoken.OrderBy(language => language == Base(usual) ? 0 : 1).ThenBy(language => language, StringComparer.Ordinal)],
            hasPlaceholders: true
        );
        if (written.Length == 0)
            target.Note(
                ImportDraft.Whole,
                new Sentence("Die Datei sagt nicht, in welcher Sprache sie ist; gelesen wurde sie als „{0}“.", usual)
            );
        if (Base(usual) is not ("de" or "en"))
            target.Note(
                ImportDraft.Whole,
                new Sentence("Die Texte sind in der Sprache „{0}“; sie stehen jetzt als deutsche da und müssen übersetzt werden.", usual)
            );
        foreach (
            var language in found.Where(language => language is not ("de" or "en") && language != Base(usual)).Order(StringComparer.Ordinal)
        )
            target.Note(
                ImportDraft.Whole,
                new Sentence("Die Texte in der Sprache „{0}“ sind nicht übernommen. Möglich sind Deutsch und Englisch.", language)
            );
    }

    public static ImportedQuestionnaire Read(string title, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(
                text,
                new JsonDocumentOptions
                {
                    MaxDepth = Deepest,
                    AllowTrailingCommas = true,
                    CommentHandling = JsonCommentHandling.Skip,
                }
            );
            if (
                json.RootElement.ValueKind != JsonValueKind.Object
                || !(
                    json.RootElement.TryGetProperty("pages", out _)
                    || json.RootElement.TryGetProperty("elements", out _)
                    || json.RootElement.TryGetProperty("questions", out _)
                )
            )
                throw new UnreadableFileException(
                    1,
                    1,
                    new Sentence("Diese JSON-Datei ist kein Fragebogen von SurveyJS: Es fehlen „pages“ und „elements“.")
                );
            return new SurveyJsReader(json.RootElement, text).Read(title);
        }
        catch (JsonException broken)
        {
            throw new UnreadableFileException(
                (int)Math.Min(int.MaxValue, (broken.LineNumber ?? 0) + 1),
                (int)Math.Min(int.MaxValue, (broken.BytePositionInLine ?? 0) + 1),
                new Sentence("Ab hier ist die Datei beschädigt oder unvollständig. Exportieren Sie sie noch einmal.")
            );
        }
    }

    private ImportedQuestionnaire Read(string title)
    {
        target.Title(Words(root, "title", ImportDraft.Whole), title);
        target.Introduction(Text(root, "description", ImportDraft.Whole));
        var end = Text(root, "completedHtml", ImportDraft.Whole);
        if (!end.IsBlank)
            target.Note(ImportDraft.Whole, new Sentence("Der Text am Ende ist nicht übernommen: „{0}“", end.Any));
        Others(root, PassedOfAll, ImportDraft.Whole);
        foreach (var page in Each(root, "pages"))
            Page(page);
        if (Elements(root).ToList() is { Count: > 0 } loose)
        {
            next = new(ImportDraft.Whole, "fragen", Wording.Of("Fragen", "Questions"), Wording.None, null);
            foreach (var element in loose)
                Element(element, ImportDraft.Whole, null);
        }
        return target.Finished();
    }

    private void Page(JsonElement page)
    {
        var name = Name(page);
        var place = new Sentence("Seite {0}", name.Length > 0 ? name : "?");
        if (IsHidden(page, place))
            return;
        Others(page, Passed, place);
        var before = begun;
        next = new(place, name, Words(page, "title", place), Text(page, "description", place), Condition(page, place));
        foreach (var element in Elements(page))
            Element(element, place, next ?? again);
        // A page without a question is told of, not passed over.
        if (begun == before)
            Begin();
        next = null;
        if (String(page, "questionsOrder") == "random" && section is not null)
            target.Shuffle(section, place);
    }

    private void Begin()
    {
        if (next is not { } coming)
            return;
        section = target.Section(coming.Place, coming.Code, coming.Title, coming.Introduction, coming.When);
        begun++;
        again = coming with { Introduction = Wording.None };
        next = null;
    }

    private void Element(JsonElement element, Sentence above, Coming? outer)
    {
        var name = Name(element);
        var place = new Sentence("Frage {0}", name.Length > 0 ? name : "?");
        if (element.ValueKind != JsonValueKind.Object)
        {
            target.Note(above, new Sentence("Ein Eintrag ist keine Frage und ist nicht übernommen."));
            return;
        }
        if (IsHidden(element, place))
            return;
        Others(element, Passed, place);
        if (String(element, "type") is "panel" or "flowpanel")
        {
            Panel(element, place, name, outer);
            return;
        }
        Begin();
        Question(element, place, name);
    }

    private void Panel(JsonElement panel, Sentence place, string name, Coming? outer)
    {
        var title = Words(panel, "title", place);
        var own = Condition(panel, place);
        if (own is not null && outer?.When is not null)
        {
            target.Note(
                place,
                new Sentence(
                    "Hier gelten zwei Bedingungen zugleich, die der Seite und die des Bereichs; übernommen ist nur die des Bereichs."
                )
            );
        }
        // A page that only frames its panels keeps what it says itself.
        if (next is { Introduction.IsBlank: false } page)
            target.Note(
                page.Place,
                new Sentence("Die Einleitung der Seite steht nicht mehr vor ihren Bereichen: „{0}“", page.Introduction.Any)
            );
        next = new(
            place,
            name,
            title.IsBlank && outer is { } around ? around.Title : title,
            Text(panel, "description", place),
            own ?? outer?.When
        );
        var mine = next;
        var before = begun;
        foreach (var element in Elements(panel))
            Element(element, place, mine);
        if (begun == before)
            Begin();
        // What stands behind a panel belongs to the page again.
        next = outer is { } back ? back with { Introduction = Wording.None } : null;
    }

    private void Question(JsonElement element, Sentence place, string name)
    {
        var type = String(element, "type");
        var text = Text(element, "title", place);
        var question = new SourceQuestion(place, name, text.IsBlank ? Plain(name) : text)
        {
            Note = Text(element, "description", place),
            IsRequired = IsTrue(element, "isRequired"),
            HasComment = IsTrue(element, "hasComment") || IsTrue(element, "showCommentArea"),
            When = Condition(element, place),
        };
        if (question.HasComment && type is not "html")
            target.Note(place, new Sentence("Das Feld für einen Kommentar ist jetzt das Feld für eine Begründung."));
        if (IsTrue(element, "readOnly"))
            target.Note(place, new Sentence("Die Frage war nur zu lesen; jetzt kann sie beantwortet werden."));
        switch (type)
        {
            case "text":
                OneLine(element, question);
                break;
            case "comment":
                target.LongText(question, Whole(element, "maxLength"));
                break;
            case "radiogroup" or "dropdown" or "buttongroup":
                target.SingleChoice(
                    question,
                    [.. Choices(element, place), .. None(element, place, isExclusive: false)],
                    HasOther(element, place),
                    name
                );
                break;
            case "checkbox" or "tagbox":
                MultipleChoice(element, question);
                break;
            case "imagepicker":
                target.Note(place, new Sentence("Die Bilder zur Wahl sind nicht übernommen; da stehen nur ihre Namen."));
                if (IsTrue(element, "multiSelect"))
                    MultipleChoice(element, question);
                else
                    target.SingleChoice(question, Choices(element, place), hasOther: false, name);
                break;
            case "rating":
                Rating(element, question);
                break;
            case "boolean":
                Boolean(element, question);
                break;
            case "ranking" or "sortablelist":
                target.Ranking(question, Choices(element, place), Whole(element, "maxSelectedChoices"));
                break;
            case "matrix":
                Matrix(element, question);
                break;
            case "matrixdropdown":
                Table(element, question);
                break;
            case "multipletext":
                target.ShortTexts(
                    question,
                    [
                        .. Each(element, "items")
                            .Select(item => new SourceOption(
                                Name(item),
                                Words(item, "title", place) is { IsBlank: false } title ? title : Plain(Name(item))
                            )),
                    ],
                    null
                );
                break;
            case "nouislider" or "slider" or "bootstrapslider":
                target.Number(
                    question,
                    Wording.None,
                    Amount(element, "rangeMin") ?? Amount(element, "min"),
                    Amount(element, "rangeMax") ?? Amount(element, "max"),
                    DecimalsOf(Amount(element, "step")),
                    name
                );
                target.Note(place, new Sentence("Statt eines Schiebereglers steht hier jetzt ein Feld für eine Zahl."));
                break;
            case "html":
                target.Information(question with { Text = Text(element, "html", place), Note = Wording.None });
                break;
            default:
                target.Note(
                    place,
                    new Sentence(
                        "Fragen vom Typ „{0}“ gibt es hier nicht; sie ist nicht übernommen: „{1}“",
                        type.Length > 0 ? type : "?",
                        question.Text.Any
                    )
                );
                break;
        }
    }

    private void OneLine(JsonElement element, SourceQuestion question)
    {
        var kind = String(element, "inputType");
        if (kind is "number" or "range")
        {
            target.Number(
                question,
                Wording.None,
                Amount(element, "min"),
                Amount(element, "max"),
                kind == "range" ? DecimalsOf(Amount(element, "step")) : 2,
                question.Code
            );
            return;
        }
        if (kind is not ("" or "text" or "email" or "tel" or "url"))
            target.Note(question.Place, new Sentence("Eine Eingabe vom Typ „{0}“ wird jetzt als Text geschrieben.", kind));
        target.ShortText(question, Whole(element, "maxLength"));
    }

    private void MultipleChoice(JsonElement element, SourceQuestion question) =>
        target.MultipleChoice(
            question,
            [.. Choices(element, question.Place), .. None(element, question.Place, isExclusive: true)],
            HasOther(element, question.Place),
            Whole(element, "minSelectedChoices"),
            Whole(element, "maxSelectedChoices"),
            question.Code
        );

    private void Rating(JsonElement element, SourceQuestion question)
    {
        var place = question.Place;
        var (lowest, highest) = (Words(element, "minRateDescription", place), Words(element, "maxRateDescription", place));
        if (Options(element, "rateValues", place) is { Count: > 0 } values)
        {
            if (target.Scales.Named(place, values) is { } named)
                target.Rating(question, named, question.Code);
            else
                target.SingleChoice(question, values, hasOther: false, question.Code);
            return;
        }
        var first = Whole(element, "rateMin", negative: true) ?? 1;
        var step = Whole(element, "rateStep") ?? 1;
        var count =
            Whole(element, "rateCount")
            ?? Math.Max(0, (((Whole(element, "rateMax", negative: true) ?? (first + (4 * step))) - first) / Math.Max(1, step)) + 1);
        if (count is >= 2 and <= ImportScales.Most && step >= 1)
        {
            target.Rating(question, target.Scales.Numbered(place, count, first, step, lowest, highest), question.Code);
            return;
        }
        target.Note(
            place,
            new Sentence("Eine Skala hat 2 bis {0} Punkte, hier sind es {1}; die Frage verlangt jetzt eine Zahl.", ImportScales.Most, count)
        );
        target.Number(question, Wording.None, first, first + ((count - 1) * (decimal)step), 0, question.Code);
    }

    private void Boolean(JsonElement element, SourceQuestion question)
    {
        var (yes, no) = (Words(element, "labelTrue", question.Place), Words(element, "labelFalse", question.Place));
        target.SingleChoice(
            question,
            [
                SourceOption.Yes(Value(element, "valueTrue") is { Length: > 0 } isTrue ? isTrue : "true", yes),
                SourceOption.No(Value(element, "valueFalse") is { Length: > 0 } isFalse ? isFalse : "false", no),
            ],
            hasOther: false,
            question.Code
        );
    }

    private void Matrix(JsonElement element, SourceQuestion question)
    {
        var rows = Options(element, "rows", question.Place);
        var columns = Options(element, "columns", question.Place);
        question = question with
        {
            IsRequired = question.IsRequired || IsTrue(element, "isAllRowRequired") || IsTrue(element, "eachRowRequired"),
        };
        if (target.Scales.Named(question.Place, columns) is { } scale)
        {
            foreach (var (row, one) in target.Rows(question, rows))
                target.Rating(one, scale, $"{question.Code}.{row.Code}");
            return;
        }
        target.Note(
            question.Place,
            new Sentence("Eine Skala hat 2 bis {0} Punkte; die {1} Antworten stehen jetzt zur Wahl.", ImportScales.Most, columns.Count)
        );
        foreach (var (row, one) in target.Rows(question, rows))
            target.SingleChoice(one, columns, hasOther: false, $"{question.Code}.{row.Code}");
    }

    /// <summary>Several columns that are scales are criteria; all else is a question for each cell.</summary>
    private void Table(JsonElement element, SourceQuestion question)
    {
        var place = question.Place;
        var rows = Options(element, "rows", place);
        var common = Choices(element, place);
        var columns = Each(element, "columns").Where(column => column.ValueKind == JsonValueKind.Object).ToList();
        var named = columns
            .Select(column =>
                (
                    Column: new SourceOption(
                        Name(column),
                        Words(column, "title", place) is { IsBlank: false } title ? title : Plain(Name(column))
                    ),
                    Type: String(column, "cellType") is { Length: > 0 } own ? own
                    : String(element, "cellType") is { Length: > 0 } usually ? usually
                    : "dropdown",
                    Choices: Choices(column, place) is { Count: > 0 } choices ? choices : common,
                    Json: column
                )
            )
            .ToList();
        if (
            named.Count is >= 2 and <= 4
            && named.TrueForAll(one =>
                one.Type is "dropdown" or "radiogroup" or "rating" && one.Choices.Count is >= 2 and <= ImportScales.Most
            )
        )
        {
            var scales = named.Select(one => (one.Column, Scale: target.Scales.Named(place, one.Choices))).ToList();
            if (scales.TrueForAll(one => one.Scale is not null))
            {
                target.MultiRatings(
                    question,
                    rows,
                    [.. scales.Select(one => (one.Column, one.Scale!))],
                    (row, column) => $"{question.Code}.{row.Code}.{column.Code}"
                );
                return;
            }
        }
        foreach (var (at, (_, one)) in target.Cells(question, rows, [.. named.Select(each => each.Column)]).Index())
        {
            var (row, column) = (rows[at / named.Count], named[at % named.Count]);
            var known = $"{question.Code}.{row.Code}.{column.Column.Code}";
            switch (column.Type)
            {
                case "dropdown" or "radiogroup":
                    target.SingleChoice(one, column.Choices, hasOther: false, known);
                    break;
                case "checkbox" or "tagbox":
                    target.MultipleChoice(one, column.Choices, hasOther: false, null, null, known);
                    break;
                case "rating":
                    Rating(column.Json, one);
                    break;
                case "boolean":
                    Boolean(column.Json, one);
                    break;
                case "comment":
                    target.LongText(one, null);
                    break;
                case "text":
                    OneLine(column.Json, one);
                    break;
                default:
                    target.Note(
                        place,
                        new Sentence("Fragen vom Typ „{0}“ gibt es hier nicht; sie ist nicht übernommen: „{1}“", column.Type, one.Text.Any)
                    );
                    break;
            }
        }
    }

    private bool IsHidden(JsonElement element, Sentence place)
    {
        if (
            element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("visible", out var visible)
            || visible.ValueKind != JsonValueKind.False
        )
            return false;
        if (String(element, "visibleIf").Length > 0)
            return false;
        target.Note(place, new Sentence("Die Frage wird nie gezeigt und ist nicht übernommen: „{0}“", Words(element, "title", place).Any));
        return true;
    }

    private DraftMap? Condition(JsonElement element, Sentence place) =>
        String(element, "visibleIf").Trim() is { Length: > 0 } written ? target.When(place, TestReader.Read(written), written) : null;

    private void Others(JsonElement element, HashSet<string> passed, Sentence place)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var field in element.EnumerateObject())
            if (
                !passed.Contains(field.Name)
                && field.Value.ValueKind is not (JsonValueKind.False or JsonValueKind.Null)
                && !(field.Name is "isAllRowRequired" or "eachRowRequired")
            )
                target.Note(
                    place,
                    new Sentence("Die Einstellung „{0}“ ist nicht übernommen: {1}", field.Name, Shortened(field.Value.GetRawText()))
                );
        if (String(element, "choicesOrder") is "random" or "asc" or "desc")
            target.Note(place, new Sentence("Die Antworten stehen jetzt in ihrer eigenen Reihenfolge."));
        if (element.TryGetProperty("choicesByUrl", out _))
            target.Note(place, new Sentence("Die Antworten kamen aus dem Netz und sind nicht übernommen."));
    }

    private static string Shortened(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > 200 ? line[..199] + "…" : line;
    }

    private bool HasOther(JsonElement element, Sentence place)
    {
        if (!IsTrue(element, "hasOther") && !IsTrue(element, "showOtherItem"))
            return false;
        if (Words(element, "otherText", place) is { IsBlank: false } own)
            target.Note(place, new Sentence("Die eigene Antwort heißt hier „Sonstiges“ statt „{0}“.", own.Any));
        return true;
    }

    private IEnumerable<SourceOption> None(JsonElement element, Sentence place, bool isExclusive)
    {
        if (!IsTrue(element, "hasNone") && !IsTrue(element, "showNoneItem"))
            yield break;
        var own = Words(element, "noneText", place);
        yield return new("none", own.IsBlank ? Wording.Of("Nichts davon", "None of these") : own, isExclusive);
    }

    private List<SourceOption> Choices(JsonElement element, Sentence place) => Options(element, "choices", place);

    /// <summary>Values, or objects with a value and a text.</summary>
    private List<SourceOption> Options(JsonElement element, string field, Sentence place)
    {
        var options = new List<SourceOption>();
        foreach (var choice in Each(element, field))
        {
            if (choice.ValueKind != JsonValueKind.Object)
            {
                var plain = Value(choice);
                options.Add(new(plain, Plain(plain)));
                continue;
            }
            var value = Value(choice, "value") is { Length: > 0 } written ? written : Value(choice, "name");
            var text = Words(choice, "text", place);
            text = text.IsBlank ? Words(choice, "title", place) : text;
            options.Add(new(value, text.IsBlank ? Plain(value) : text));
            foreach (var condition in (ReadOnlySpan<string>)["visibleIf", "enableIf"])
                if (String(choice, condition) is { Length: > 0 } asked)
                    target.Note(place, new Sentence("Die Bedingung für „{0}“ ist nicht übernommen: {1}", value, asked));
        }
        return options;
    }

    private Wording Plain(string text) => new(target.Languages.ToDictionary(language => language, _ => text));

    private Wording Text(JsonElement element, string field, Sentence place) => Of(element, field, place, html => HtmlText.Read(html));

    private Wording Words(JsonElement element, string field, Sentence place) => Of(element, field, place, HtmlText.Words);

    private Wording Of(JsonElement element, string field, Sentence place, Func<string, (string Text, LostMarkup Lost)> read)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(field, out var written))
            return new(texts);
        if (written.ValueKind == JsonValueKind.Object)
            foreach (var one in written.EnumerateObject())
                Take(one.Name == "default" ? usual : one.Name, Value(one.Value));
        else
            Take(usual, Value(written));
        return new(texts);

        void Take(string language, string text)
        {
            var spoken = language == usual && !target.Languages.Contains(Base(usual)) ? "de" : Base(language);
            if (!target.Languages.Contains(spoken))
                return;
            var (plain, lost) = read(text);
            Markup.Note(target, place, lost);
            texts.TryAdd(spoken, plain);
        }
    }

    /// <summary>The languages that texts name.</summary>
    private static void Languages(JsonElement element, HashSet<string> found, int depth)
    {
        if (depth > Deepest)
            return;
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var entry in element.EnumerateArray())
                Languages(entry, found, depth + 1);
        if (element.ValueKind != JsonValueKind.Object)
            return;
        var isText = element
            .EnumerateObject()
            .Any(field => field.Name is "default" or "de" or "en" && field.Value.ValueKind == JsonValueKind.String);
        foreach (var field in element.EnumerateObject())
            if (
                isText
                && field.Value.ValueKind == JsonValueKind.String
                && field.Name != "default"
                && field.Name.Length is >= 2 and <= 7
                && char.IsAsciiLetterLower(field.Name[0])
            )
                found.Add(Base(field.Name));
            else
                Languages(field.Value, found, depth + 1);
    }

    private static IEnumerable<JsonElement> Elements(JsonElement owner) => Each(owner, "elements").Concat(Each(owner, "questions"));

    private static IEnumerable<JsonElement> Each(JsonElement owner, string field) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(field, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : [];

    private static string Name(JsonElement element) => element.ValueKind == JsonValueKind.Object ? Value(element, "name") : Value(element);

    private static string String(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? Decoded(value)
            : "";

    private static string Value(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) ? Value(value) : "";

    private static string Value(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Decoded(value),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => "",
        };

    /// <summary>Halves of characters that are written as escapes cannot be read as text; they become a sign that says so.</summary>
    private static string Decoded(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText().Trim('"');
        }
    }

    private static bool IsTrue(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.True;

    private static int? Whole(JsonElement element, string field, bool negative = false) =>
        Amount(element, field) is { } amount
        && amount == decimal.Truncate(amount)
        && Math.Abs(amount) <= 1_000_000
        && (negative || amount > 0)
            ? (int)amount
            : null;

    private static decimal? Amount(JsonElement element, string field) =>
        Value(element, field) is { Length: > 0 and <= 12 } written
        && decimal.TryParse(
            written,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? amount
            : null;

    private static int DecimalsOf(decimal? step) => step is { } one ? Math.Min(4, (int)one.Scale) : 0;

    private static string Base(string language) => language.Split('-', '_')[0].ToLowerInvariant();

    /// <summary>A section that begins with its first question.</summary>
    private sealed record Coming(Sentence Place, string Code, Wording Title, Wording Introduction, DraftMap? When);
}
