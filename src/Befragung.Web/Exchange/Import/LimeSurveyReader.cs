using System.Xml.Linq;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.Import;

/// <summary>A survey of LimeSurvey (.lss) as a questionnaire.</summary>
internal sealed class LimeSurveyReader
{
    private readonly LimeSurveyFile file;
    private readonly ImportDraft target;
    private readonly LimeSurveyTexts texts;
    private readonly LimeSurveyConditions conditions;
    private readonly LimeSurveyQuestions asked;

    private LimeSurveyReader(LimeSurveyFile file)
    {
        this.file = file;
        var languageOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var main = file.Survey["language"] is { Length: > 0 } written ? written : file.Languages.FirstOrDefault("");
        var all = file.Languages.Prepend(main).Where(language => language.Length > 0).Distinct().ToList();
        foreach (var language in all)
            if (LanguageGuess.Base(language) is "de" or "en" && !languageOf.ContainsValue(LanguageGuess.Base(language)))
                languageOf.Add(language, LanguageGuess.Base(language));
        var inOther = languageOf.Count == 0;
        if (inOther)
            languageOf.Add(main, "de");
        string[] spoken =
            languageOf.ContainsValue("de") && languageOf.ContainsValue("en") && LanguageGuess.Base(main) != "en"
                ? ["de", "en"]
                : [.. languageOf.Values];
        target = new(spoken, hasPlaceholders: true);
        if (inOther)
            target.Note(
                ImportDraft.Whole,
                new Sentence("Die Texte sind in der Sprache „{0}“; sie stehen jetzt als deutsche da und müssen übersetzt werden.", main)
            );
        foreach (var language in all.Where(language => !languageOf.ContainsKey(language)))
            target.Note(
                ImportDraft.Whole,
                new Sentence("Die Texte in der Sprache „{0}“ sind nicht übernommen. Möglich sind Deutsch und Englisch.", language)
            );
        texts = new(file, target, languageOf);
        conditions = new(file, target);
        asked = new(file, target, texts, conditions);
    }

    public static ImportedQuestionnaire Read(XDocument document)
    {
        var kind = document.Root?.Element("LimeSurveyDocType")?.Value ?? "";
        if (kind != "Survey")
            throw new UnreadableFileException(
                1,
                1,
                new Sentence(
                    "Das ist kein ganzer Fragebogen von LimeSurvey. Exportieren Sie die Befragung als „LimeSurvey-Struktur (.lss)“."
                )
            );
        return new LimeSurveyReader(new(document.Root!)).Read();
    }

    private ImportedQuestionnaire Read()
    {
        target.Title(texts.Words(ImportDraft.Whole, file.SettingsOf("surveyls_title")), "LimeSurvey");
        target.Introduction(
            texts
                .Text(ImportDraft.Whole, file.SettingsOf("surveyls_description"))
                .With("\n\n", texts.Text(ImportDraft.Whole, file.SettingsOf("surveyls_welcometext")))
        );
        target.Contact(file.Survey["admin"], file.Survey["adminemail"]);
        var end = texts.Text(ImportDraft.Whole, file.SettingsOf("surveyls_endtext"));
        if (!end.IsBlank)
            target.Note(ImportDraft.Whole, new Sentence("Der Text am Ende ist nicht übernommen: „{0}“", end.Any));
        var policy = texts.Text(ImportDraft.Whole, file.SettingsOf("surveyls_policy_notice"));
        if (!policy.IsBlank)
            target.Note(
                ImportDraft.Whole,
                new Sentence("Der Hinweis zum Datenschutz ist nicht übernommen; er gehört ins Feld „consent“: „{0}“", policy.Any)
            );
        foreach (
            var (table, what) in (ReadOnlySpan<(string, Sentence)>)
                [
                    ("assessments", new Sentence("Auswertungsregeln (assessments) sind nicht übernommen.")),
                    ("quota", new Sentence("Quoten sind nicht übernommen.")),
                    ("defaultvalues", new Sentence("Vorgaben für Antworten sind nicht übernommen; alle Felder beginnen leer.")),
                ]
        )
            if (file.Table(table).Count > 0)
                target.Note(ImportDraft.Whole, what);
        target.Note(
            ImportDraft.Whole,
            new Sentence("E-Mails, Aussehen, Seitenaufteilung und technische Einstellungen der Befragung sind nicht übernommen.")
        );
        foreach (var group in file.Groups)
            Group(group);
        var groups = file.Groups.Select(group => group["gid"]).ToHashSet(StringComparer.Ordinal);
        foreach (var stray in file.Questions.Where(question => !groups.Contains(question["gid"])))
            target.Note(LimeSurveyTexts.PlaceOf(stray), new Sentence("Die Frage gehört zu keiner Gruppe und ist nicht übernommen."));
        return target.Finished();
    }

    private void Group(LimeSurveyRow group)
    {
        var name = file.GroupTextsOf(group, "group_name")
            .Select(text => HtmlText.Words(text.Text).Text)
            .FirstOrDefault(text => text.Length > 0);
        var place = new Sentence("Gruppe {0}", name ?? group["gid"]);
        var relevance = group["grelevance"].Trim();
        if (relevance == "0")
        {
            target.Note(place, new Sentence("Die Gruppe wird nie gezeigt und ist nicht übernommen."));
            return;
        }
        var section = target.Section(
            place,
            "",
            texts.Words(place, file.GroupTextsOf(group, "group_name")),
            texts.Text(place, file.GroupTextsOf(group, "description")),
            conditions.When(place, relevance)
        );
        if (group["randomization_group"].Trim().Length > 0)
            target.Note(place, new Sentence("Die zufällige Reihenfolge der Gruppen ist nicht übernommen."));
        var questions = file.QuestionsOf(group["gid"]).ToList();
        foreach (var question in questions)
            asked.Take(question);
        Shuffle(section, place, questions);
    }

    private void Shuffle(DraftMap section, Sentence place, List<LimeSurveyRow> questions)
    {
        var asking = questions.Where(question => question["type"] is not ("X" or "*" or "I")).ToList();
        var shuffled = asking.Select(question => file.Attribute(question, "random_group")).Distinct().ToList();
        if (shuffled is [{ Length: > 0 }])
            target.Shuffle(section, place);
        else if (shuffled.Exists(one => one.Length > 0))
            target.Note(place, new Sentence("Nur ein Teil der Fragen hatte eine zufällige Reihenfolge; sie ist nicht übernommen."));
        var rows = asking.Where(question =>
            file.Attribute(question, "random_order") is not ("" or "0") || file.Attribute(question, "answer_order") == "random"
        );
        foreach (var question in rows)
            if (asking.Count == 1 && question["type"] is "F" or "A" or "B" or "C" or "E" or "H" or "1")
                target.Shuffle(section, place);
            else
                target.Note(
                    LimeSurveyTexts.PlaceOf(question),
                    new Sentence("Die zufällige Reihenfolge der Antworten ist nicht übernommen.")
                );
    }
}
