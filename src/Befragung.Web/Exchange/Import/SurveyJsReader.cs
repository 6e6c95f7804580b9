using System.Text.Json;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Web.Exchange.Reading;
using static Befragung.Web.Exchange.Import.SurveyJsFields;

namespace Befragung.Web.Exchange.Import;

/// <summary>A survey of SurveyJS (.json) as a questionnaire.</summary>
internal sealed class SurveyJsReader
{
    private const int Deepest = 60;

    private readonly ImportDraft target;
    private readonly SurveyJsTexts texts;
    private readonly SurveyJsQuestions questions;
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
        var usual =
            written.Length > 0 ? written
            : found.Count > 0 ? "en"
            : LanguageGuess.Of(text);
        var spoken = found
            .Where(language => language is "de" or "en")
            .Append(LanguageGuess.Base(usual) is "de" or "en" ? LanguageGuess.Base(usual) : "de")
            .Distinct()
            .ToList();
        target = new(
            [
                .. spoken
                    .OrderBy(language => language == LanguageGuess.Base(usual) ? 0 : 1)
                    .ThenBy(language => language, StringComparer.Ordinal),
            ],
            hasPlaceholders: true
        );
        texts = new(target, usual);
        questions = new(target, texts);
        if (written.Length == 0)
            target.Note(
                ImportDraft.Whole,
                new Sentence("Die Datei sagt nicht, in welcher Sprache sie ist; gelesen wurde sie als „{0}“.", usual)
            );
        if (LanguageGuess.Base(usual) is not ("de" or "en"))
            target.Note(
                ImportDraft.Whole,
                new Sentence("Die Texte sind in der Sprache „{0}“; sie stehen jetzt als deutsche da und müssen übersetzt werden.", usual)
            );
        foreach (
            var language in found
                .Where(language => language is not ("de" or "en") && language != LanguageGuess.Base(usual))
                .Order(StringComparer.Ordinal)
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
        target.Title(texts.Words(root, "title", ImportDraft.Whole), title);
        target.Introduction(texts.Text(root, "description", ImportDraft.Whole));
        var end = texts.Text(root, "completedHtml", ImportDraft.Whole);
        if (!end.IsBlank)
            target.Note(ImportDraft.Whole, new Sentence("Der Text am Ende ist nicht übernommen: „{0}“", end.Any));
        texts.Others(root, SurveyJsSettings.PassedOfAll, ImportDraft.Whole);
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
        if (texts.IsHidden(page, place))
            return;
        texts.Others(page, SurveyJsSettings.Passed, place);
        var before = begun;
        next = new(place, name, texts.Words(page, "title", place), texts.Text(page, "description", place), texts.Condition(page, place));
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
        if (texts.IsHidden(element, place))
            return;
        texts.Others(element, SurveyJsSettings.Passed, place);
        if (String(element, "type") is "panel" or "flowpanel")
        {
            Panel(element, place, name, outer);
            return;
        }
        Begin();
        questions.Take(element, place, name);
    }

    private void Panel(JsonElement panel, Sentence place, string name, Coming? outer)
    {
        var title = texts.Words(panel, "title", place);
        var own = texts.Condition(panel, place);
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
            texts.Text(panel, "description", place),
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
                found.Add(LanguageGuess.Base(field.Name));
            else
                Languages(field.Value, found, depth + 1);
    }

    /// <summary>A section that begins with its first question.</summary>
    private sealed record Coming(Sentence Place, string Code, Wording Title, Wording Introduction, DraftMap? When);
}
