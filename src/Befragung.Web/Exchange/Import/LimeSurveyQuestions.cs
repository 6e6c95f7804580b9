using Befragung.Delphi;

namespace Befragung.Web.Exchange.Import;

/// <summary>The questions of a LimeSurvey file, by their types.</summary>
internal sealed class LimeSurveyQuestions(LimeSurveyFile file, ImportDraft target, LimeSurveyTexts texts, LimeSurveyConditions conditions)
{
    private readonly LimeSurveyNumbers numbers = new(file, target, texts);

    public void Take(LimeSurveyRow row)
    {
        var place = LimeSurveyTexts.PlaceOf(row);
        var relevance = row["relevance"].Trim();
        if (relevance.Length == 0)
            relevance = file.Attribute(row, "relevance");
        if (file.Attribute(row, "hidden") == "1" || relevance == "0")
        {
            target.Note(
                place,
                new Sentence(
                    "Die Frage wird nie gezeigt und ist nicht übernommen: „{0}“",
                    texts.Words(place, file.TextsOf(row, "question")).Any
                )
            );
            return;
        }
        Others(row, place);
        var question = new SourceQuestion(place, row["title"], texts.Text(place, file.TextsOf(row, "question")))
        {
            Note = texts.Text(place, file.TextsOf(row, "help")),
            IsRequired = row["mandatory"] is "Y" or "S",
            HasComment = row["type"] is "O" or "P",
            When = conditions.When(row, place, relevance),
        };
        if (row["mandatory"] == "S")
            target.Note(place, new Sentence("Die Antwort war nur empfohlen; jetzt ist sie nötig."));
        if (question.HasComment)
            target.Note(place, new Sentence("Das Feld für einen Kommentar ist jetzt das Feld für eine Begründung."));
        Typed(row, question);
    }

    /// <summary>What has no counterpart.</summary>
    private void Others(LimeSurveyRow row, Sentence place)
    {
        if (row["preg"].Trim().Length > 0)
            target.Note(place, new Sentence("Die Prüfung der Antwort durch ein Muster ist nicht übernommen: {0}", row["preg"].Trim()));
        foreach (var (name, value) in file.AttributesOf(row).DistinctBy(one => one.Name))
            if (!LimeSurveyAttributes.IsPassed(name) && value != "0")
                target.Note(
                    place,
                    new Sentence("Die Einstellung „{0}“ ist nicht übernommen: {1}", name, value.Length > 200 ? value[..199] + "…" : value)
                );
        if (file.Attribute(row, "alphasort") == "1")
            target.Note(place, new Sentence("Die Antworten stehen jetzt in ihrer eigenen Reihenfolge und nicht nach dem Alphabet."));
    }

    private void Typed(LimeSurveyRow row, SourceQuestion question)
    {
        var place = question.Place;
        switch (row["type"])
        {
            case "5":
                target.Rating(question, target.Scales.Numbered(place, 5), question.Code);
                break;
            case "L" or "!" or "O":
                if (file.Attribute(row, "category_separator").Length > 0)
                    target.Note(
                        place,
                        new Sentence("Die Antworten waren nach Kategorien geordnet; die Kategorie steht jetzt vor jeder Antwort.")
                    );
                target.SingleChoice(question, texts.Answers(row, place), texts.HasOther(row, place), question.Code);
                break;
            case "M" or "P":
                MultipleChoice(row, question);
                break;
            case "R":
                var ranked = texts.Answers(row, place);
                target.Ranking(question, ranked.Count > 0 ? ranked : texts.Subquestions(row, place), texts.Count(row, "max_answers"));
                if (texts.Count(row, "min_answers") is > 0)
                    target.Note(place, new Sentence("Wie viele Antworten mindestens zu ordnen sind, ist nicht übernommen."));
                break;
            case "F" or "H":
                Array(row, question);
                break;
            case "A":
                target.Ratings(question, texts.Subquestions(row, place), target.Scales.Numbered(place, 5));
                break;
            case "B":
                target.Ratings(question, texts.Subquestions(row, place), target.Scales.Numbered(place, 10));
                break;
            case "C":
                foreach (var (sub, one) in target.Rows(question, texts.Subquestions(row, place)))
                    target.SingleChoice(
                        one,
                        [.. YesNo, new("U", Wording.Of("Unsicher", "Uncertain"))],
                        hasOther: false,
                        ImportDraft.Known(question, sub)
                    );
                break;
            case "E":
                target.Ratings(question, texts.Subquestions(row, place), Change(place));
                break;
            case "1":
                DualScale(row, question);
                break;
            case "N":
                numbers.One(row, question);
                break;
            case "K":
                numbers.Several(row, question);
                break;
            case "S" or "T" or "U":
                Text(row, question);
                break;
            case "Q":
                target.ShortTexts(question, texts.Subquestions(row, place), texts.Count(row, "maximum_chars"));
                break;
            case "Y":
                target.SingleChoice(question, YesNo, hasOther: false, question.Code);
                break;
            case "G":
                target.SingleChoice(
                    question,
                    [new("F", Wording.Of("weiblich", "female")), new("M", Wording.Of("männlich", "male"))],
                    hasOther: false,
                    question.Code
                );
                break;
            case "D":
                target.Note(place, new Sentence("Ein Datum wird jetzt als Text geschrieben."));
                target.ShortText(question, 30);
                break;
            case "X":
                target.Information(question);
                break;
            case ":":
                numbers.Table(row, question);
                break;
            case ";":
                numbers.TableOfTexts(row, question);
                break;
            case "|":
                target.Note(
                    place,
                    new Sentence("Dateien lassen sich hier nicht hochladen; die Frage ist nicht übernommen: „{0}“", question.Text.Any)
                );
                break;
            case "*":
                target.Note(place, new Sentence("Es wird nichts berechnet; die Formel ist nicht übernommen: „{0}“", question.Text.Any));
                break;
            case "I":
                target.Note(
                    place,
                    new Sentence("Die Sprache wählt jede Person oben auf der Seite; die Frage danach ist nicht übernommen.")
                );
                break;
            default:
                target.Note(
                    place,
                    new Sentence("Fragen vom Typ „{0}“ gibt es hier nicht; sie ist nicht übernommen: „{1}“", row["type"], question.Text.Any)
                );
                break;
        }
    }

    private static IReadOnlyList<SourceOption> YesNo => [SourceOption.Yes("Y"), SourceOption.No("N")];

    private MadeScale Change(Sentence place) =>
        target.Scales.Named(
            place,
            [
                new("D", Wording.Of("Abnahme", "Decrease")),
                new("S", Wording.Of("gleich", "Same")),
                new("I", Wording.Of("Zunahme", "Increase")),
            ]
        )!;

    private void MultipleChoice(LimeSurveyRow row, SourceQuestion question)
    {
        var alone = file.Attribute(row, "exclude_all_others").Split(';', ',').Select(code => code.Trim()).ToHashSet(StringComparer.Ordinal);
        var options = texts
            .Subquestions(row, question.Place)
            .Select(option => option with { IsExclusive = alone.Contains(option.Code) })
            .ToList();
        target.MultipleChoice(
            question,
            options,
            texts.HasOther(row, question.Place),
            texts.Count(row, "min_answers"),
            texts.Count(row, "max_answers"),
            question.Code,
            option => ImportDraft.Known(question, option)
        );
    }

    private void Array(LimeSurveyRow row, SourceQuestion question)
    {
        var rows = texts.Subquestions(row, question.Place);
        var answers = texts.Answers(row, question.Place);
        if (target.Scales.Named(question.Place, answers) is { } scale)
        {
            target.Ratings(question, rows, scale);
            return;
        }
        target.Note(
            question.Place,
            new Sentence(
                "Eine Skala hat 2 bis {0:Punkt|Punkte}; {1:=die eine Antwort steht|die # Antworten stehen} jetzt zur Wahl.",
                ImportScales.Most,
                answers.Count
            )
        );
        foreach (var (sub, one) in target.Rows(question, rows))
            target.SingleChoice(one, answers, hasOther: false, ImportDraft.Known(question, sub));
    }

    private void DualScale(LimeSurveyRow row, SourceQuestion question)
    {
        var place = question.Place;
        var rows = texts.Subquestions(row, place);
        var columns = new List<(SourceOption, MadeScale)>();
        foreach (
            var (scale, header, otherwise) in (ReadOnlySpan<(string, string, Wording)>)
                [("0", "dualscale_headerA", Wording.Of("Skala 1", "Scale 1")), ("1", "dualscale_headerB", Wording.Of("Skala 2", "Scale 2"))]
        )
        {
            var name = texts.Words(place, file.AttributeTexts(row, header));
            if (target.Scales.Named(place, texts.Answers(row, place, scale)) is { } made)
                columns.Add((new(scale, name.IsBlank ? otherwise : name), made));
        }
        if (columns is [_, _])
            target.MultiRatings(question, rows, columns, (sub, column) => $"{ImportDraft.Known(question, sub)}#{column.Code}");
        else if (columns is [var (_, only)])
        {
            target.Note(
                place,
                new Sentence("Nur eine der beiden Skalen hat 2 bis {0:Punkt|Punkte}; die andere ist nicht übernommen.", ImportScales.Most)
            );
            target.Ratings(question, rows, only);
        }
        else
        {
            target.Note(
                place,
                new Sentence(
                    "Keine der beiden Skalen hat 2 bis {0:Punkt|Punkte}; die Frage ist nicht übernommen: „{1}“",
                    ImportScales.Most,
                    question.Text.Any
                )
            );
        }
    }

    private void Text(LimeSurveyRow row, SourceQuestion question)
    {
        if (file.Attribute(row, "numbers_only") == "1" && row["type"] == "S")
        {
            numbers.One(row, question);
            return;
        }
        var longest = texts.Count(row, "maximum_chars");
        if (row["type"] == "S" || longest is > 0 and < 100)
            target.ShortText(question, longest);
        else
            target.LongText(question, longest);
    }
}
