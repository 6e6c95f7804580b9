using System.Text.Json;
using Befragung.Delphi;
using static Befragung.Web.Exchange.Import.SurveyJsFields;

namespace Befragung.Web.Exchange.Import;

/// <summary>The questions of a SurveyJS file, by their types.</summary>
internal sealed class SurveyJsQuestions(ImportDraft target, SurveyJsTexts texts)
{
    public void Take(JsonElement element, Sentence place, string name)
    {
        var type = String(element, "type");
        var text = texts.Text(element, "title", place);
        var question = new SourceQuestion(place, name, text.IsBlank ? texts.Plain(name) : text)
        {
            Note = texts.Text(element, "description", place),
            IsRequired = IsTrue(element, "isRequired"),
            HasComment = IsTrue(element, "hasComment") || IsTrue(element, "showCommentArea"),
            When = texts.Condition(element, place),
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
                    [.. texts.Choices(element, place), .. texts.None(element, place, isExclusive: false)],
                    texts.HasOther(element, place),
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
                    target.SingleChoice(question, texts.Choices(element, place), hasOther: false, name);
                break;
            case "rating":
                Rating(element, question);
                break;
            case "boolean":
                Boolean(element, question);
                break;
            case "ranking" or "sortablelist":
                target.Ranking(question, texts.Choices(element, place), Whole(element, "maxSelectedChoices"));
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
                                texts.Words(item, "title", place) is { IsBlank: false } title ? title : texts.Plain(Name(item))
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
                target.Information(question with { Text = texts.Text(element, "html", place), Note = Wording.None });
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
            [.. texts.Choices(element, question.Place), .. texts.None(element, question.Place, isExclusive: true)],
            texts.HasOther(element, question.Place),
            Whole(element, "minSelectedChoices"),
            Whole(element, "maxSelectedChoices"),
            question.Code
        );

    private void Rating(JsonElement element, SourceQuestion question)
    {
        var place = question.Place;
        var (lowest, highest) = (texts.Words(element, "minRateDescription", place), texts.Words(element, "maxRateDescription", place));
        if (texts.Options(element, "rateValues", place) is { Count: > 0 } values)
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
            new Sentence(
                "Eine Skala hat 2 bis {0:Punkt|Punkte}, hier {1:=ist|sind} es {1}; die Frage verlangt jetzt eine Zahl.",
                ImportScales.Most,
                count
            )
        );
        target.Number(question, Wording.None, first, first + ((count - 1) * (decimal)step), 0, question.Code);
    }

    private void Boolean(JsonElement element, SourceQuestion question)
    {
        var (yes, no) = (texts.Words(element, "labelTrue", question.Place), texts.Words(element, "labelFalse", question.Place));
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
        var rows = texts.Options(element, "rows", question.Place);
        var columns = texts.Options(element, "columns", question.Place);
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
            new Sentence(
                "Eine Skala hat 2 bis {0:Punkt|Punkte}; {1:=die eine Antwort steht|die # Antworten stehen} jetzt zur Wahl.",
                ImportScales.Most,
                columns.Count
            )
        );
        foreach (var (row, one) in target.Rows(question, rows))
            target.SingleChoice(one, columns, hasOther: false, $"{question.Code}.{row.Code}");
    }

    /// <summary>Several columns that are scales are criteria; all else is a question for each cell.</summary>
    private void Table(JsonElement element, SourceQuestion question)
    {
        var place = question.Place;
        var rows = texts.Options(element, "rows", place);
        var common = texts.Choices(element, place);
        var columns = Each(element, "columns").Where(column => column.ValueKind == JsonValueKind.Object).ToList();
        var named = columns
            .Select(column =>
                (
                    Column: new SourceOption(
                        Name(column),
                        texts.Words(column, "title", place) is { IsBlank: false } title ? title : texts.Plain(Name(column))
                    ),
                    Type: String(column, "cellType") is { Length: > 0 } own ? own
                    : String(element, "cellType") is { Length: > 0 } usually ? usually
                    : "dropdown",
                    Choices: texts.Choices(column, place) is { Count: > 0 } choices ? choices : common,
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
}
