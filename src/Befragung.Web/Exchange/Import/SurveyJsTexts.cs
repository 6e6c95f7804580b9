using System.Text.Json;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using static Befragung.Web.Exchange.Import.SurveyJsFields;

namespace Befragung.Web.Exchange.Import;

/// <summary>What every element of a SurveyJS file may have: texts, choices, a condition, and settings that are not taken over.</summary>
/// <param name="usual">The language of texts that name none.</param>
internal sealed class SurveyJsTexts(ImportDraft target, string usual)
{
    public Wording Text(JsonElement element, string field, Sentence place) => Of(element, field, place, html => HtmlText.Read(html));

    public Wording Words(JsonElement element, string field, Sentence place) => Of(element, field, place, HtmlText.Words);

    public Wording Plain(string text) => new(target.Languages.ToDictionary(language => language, _ => text));

    public DraftMap? Condition(JsonElement element, Sentence place) =>
        String(element, "visibleIf").Trim() is { Length: > 0 } written ? target.When(place, TestReader.Read(written), written) : null;

    public bool IsHidden(JsonElement element, Sentence place)
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

    public void Others(JsonElement element, IReadOnlySet<string> passed, Sentence place)
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

    public bool HasOther(JsonElement element, Sentence place)
    {
        if (!IsTrue(element, "hasOther") && !IsTrue(element, "showOtherItem"))
            return false;
        if (Words(element, "otherText", place) is { IsBlank: false } own)
            target.Note(place, new Sentence("Die eigene Antwort heißt hier „Sonstiges“ statt „{0}“.", own.Any));
        return true;
    }

    public IEnumerable<SourceOption> None(JsonElement element, Sentence place, bool isExclusive)
    {
        if (!IsTrue(element, "hasNone") && !IsTrue(element, "showNoneItem"))
            yield break;
        var own = Words(element, "noneText", place);
        yield return new("none", own.IsBlank ? Wording.Of("Nichts davon", "None of these") : own, isExclusive);
    }

    public List<SourceOption> Choices(JsonElement element, Sentence place) => Options(element, "choices", place);

    /// <summary>Values, or objects with a value and a text.</summary>
    public List<SourceOption> Options(JsonElement element, string field, Sentence place)
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
            var spoken = language == usual && !target.Languages.Contains(LanguageGuess.Base(usual)) ? "de" : LanguageGuess.Base(language);
            if (!target.Languages.Contains(spoken))
                return;
            var (plain, lost) = read(text);
            Markup.Note(target, place, lost);
            texts.TryAdd(spoken, plain);
        }
    }

    private static string Shortened(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > 200 ? line[..199] + "…" : line;
    }
}
