using System.Globalization;
using Befragung.Delphi;

namespace Befragung.Web.Exchange.Import;

/// <summary>What stands in a LimeSurvey file, in the words and numbers of a questionnaire: its texts in the languages taken over, its lists, its amounts.</summary>
/// <param name="languageOf">The language of the questionnaire by that of the source.</param>
internal sealed class LimeSurveyTexts(LimeSurveyFile file, ImportDraft target, IReadOnlyDictionary<string, string> languageOf)
{
    public Wording Text(Sentence place, IEnumerable<(string Language, string Text)> texts) => Of(place, texts, html => HtmlText.Read(html));

    public Wording Words(Sentence place, IEnumerable<(string Language, string Text)> texts) => Of(place, texts, HtmlText.Words);

    public List<SourceOption> Answers(LimeSurveyRow row, Sentence place, string scale = "0") =>
        [.. file.AnswersOf(row, scale).Select(answer => new SourceOption(answer["code"], Words(place, file.AnswerTextsOf(answer))))];

    public List<SourceOption> Subquestions(LimeSurveyRow row, Sentence place, string scale = "0")
    {
        var rows = file.SubquestionsOf(row, scale);
        foreach (var sub in rows)
            if (sub["relevance"].Trim() is not ("" or "1") and var relevance)
                target.Note(place, new Sentence("Die Bedingung für „{0}“ ist nicht übernommen: {1}", sub["title"], relevance));
        return [.. rows.Select(sub => new SourceOption(sub["title"], Words(place, file.TextsOf(sub, "question"))))];
    }

    public Wording Suffix(LimeSurveyRow row) => Words(PlaceOf(row), file.AttributeTexts(row, "suffix"));

    public bool HasOther(LimeSurveyRow row, Sentence place)
    {
        if (row["other"] != "Y")
            return false;
        var own = Words(place, file.AttributeTexts(row, "other_replace_text"));
        if (!own.IsBlank)
            target.Note(place, new Sentence("Die eigene Antwort heißt hier „Sonstiges“ statt „{0}“.", own.Any));
        return true;
    }

    public int Decimals(LimeSurveyRow row)
    {
        if (file.Attribute(row, "num_value_int_only") == "1")
            return 0;
        target.Note(
            ImportDraft.Whole,
            new Sentence("Zahlen, die nicht ganz sein müssen, haben jetzt höchstens zwei Stellen nach dem Komma.")
        );
        return 2;
    }

    public int? Count(LimeSurveyRow row, string attribute)
    {
        var written = file.Attribute(row, attribute);
        if (written.Length == 0)
            return null;
        if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return count == 0 ? null : count;
        target.Note(PlaceOf(row), new Sentence("„{0}“ ist keine feste Zahl und nicht übernommen: {1}", attribute, written));
        return null;
    }

    public decimal? Amount(LimeSurveyRow row, string attribute)
    {
        var written = file.Attribute(row, attribute);
        if (written.Length == 0)
            return null;
        if (
            written.Length <= 12
            && decimal.TryParse(
                written,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var amount
            )
        )
            return amount;
        target.Note(PlaceOf(row), new Sentence("„{0}“ ist keine feste Zahl und nicht übernommen: {1}", attribute, written));
        return null;
    }

    public static Sentence PlaceOf(LimeSurveyRow question) =>
        new("Frage {0}", question["title"].Length > 0 ? question["title"] : question["qid"]);

    private Wording Of(Sentence place, IEnumerable<(string Language, string Text)> texts, Func<string, (string Text, LostMarkup Lost)> read)
    {
        var found = new Dictionary<string, string>();
        foreach (var (language, html) in texts)
        // What hangs on no language is the same in all.
        foreach (
            var spoken in language.Length == 0 ? target.Languages
            : languageOf.TryGetValue(language, out var one) ? [one]
            : []
        )
        {
            var (text, lost) = read(html);
            Markup.Note(target, place, lost);
            found.TryAdd(spoken, text);
        }
        return new(found);
    }
}
