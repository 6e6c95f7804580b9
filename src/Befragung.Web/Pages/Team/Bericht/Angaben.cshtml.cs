using Befragung.Delphi;
using Befragung.Delphi.Reporting;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Kern;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>
/// Who publishes the report, under which licence, and how it is cited. Only what was changed on the page is saved; where somebody else changed the same
/// meanwhile, both are shown and nothing of it is overwritten.
/// </summary>
public sealed class AngabenModel(SurveyDb db, SurveyDatabase database, StudyReports reports, TimeProvider clock, IStringLocalizer<Texts> t)
    : StudyPage(db)
{
    private IReadOnlyList<TextChange> refused = [];

    // Nothing was saved: all that was typed has to stay on the page.
    private bool isTyped;

    /// <summary>Null while no round is closed: then there is nothing to cite.</summary>
    public StudyReport? Report { get; private set; }

    public bool Saved { get; private set; }

    public IReadOnlyList<string> StudyLanguages => Languages.OfReports(Study.CurrentRound.Questionnaire.Languages);

    public void OnGet(bool gespeichert)
    {
        Find();
        Saved = gespeichert;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Find();
        var problems = Publication
            .ProblemsOf((key, language) => Value(key, language), StudyLanguages)
            .Select(problem => new PageError(DetailField.IdOf(problem.Key, problem.Language), t.Say(problem.What)))
            .ToList();
        if (problems.Count > 0)
        {
            isTyped = true;
            return this.Refuse(t["Nichts ist gespeichert; was Sie geschrieben haben, steht noch hier"], problems);
        }
        var changes = Changes();
        if (changes.Count > 0)
            refused = await WriteAsync(changes, cancel);
        if (refused.Count == 0)
            return LocalRedirect($"{Request.Path}?gespeichert=true");
        Find();
        return this.Refuse(
            StatusCodes.Status409Conflict,
            t["Einen Teil hat inzwischen jemand anderes geändert"],
            [
                .. refused.Select(change => new PageError(
                    DetailField.IdOf(change.Key, change.Language),
                    t["Diesen Text hat {0} inzwischen geändert.", Study.ReportTexts.Of(change.Key)?.By ?? t["jemand anderes"].Value]
                )),
            ]
        );
    }

    /// <summary>A detail in one language, as it is to be shown.</summary>
    public DetailField Field(PublicationField field, string language)
    {
        ArgumentNullException.ThrowIfNull(field);
        var stored = Study.ReportTexts.In(field.Key, language);
        var open = refused.Any(change => change.Key == field.Key && change.Language == language);
        var text = Posted("text", field.Key, language) is { } posted && (open || isTyped) ? posted : stored;
        return new(field.Key, language, t.Plainly(field.Name), text, isTyped ? Posted("seen", field.Key, language) ?? stored : stored)
        {
            Other = open ? stored : null,
        };
    }

    /// <summary>The report as it is cited, in a language.</summary>
    public string Cited(StudyReport report, string language) => Languages.In(language, () => t.Cited(SuggestedCitation.Of(report)));

    private void Find() =>
        Report = Study.Rounds.Any(round => round.Result is not null) ? reports.Of(Study, ToldAnswers.None, draft: true) : null;

    /// <summary>What a field will hold: as it was posted, or as it is where the page had no such field.</summary>
    private string Value(string key, string language) =>
        Posted("text", key, language) is { } typed
            ? Publication.Cleaned(Publication.Fields.First(field => field.Key == key), typed)
            : Study.ReportTexts.In(key, language);

    private List<TextChange> Changes() =>
        [
            .. from field in Publication.Fields
            from language in Publication.LanguagesOf(field, StudyLanguages)
            where Posted("text", field.Key, language) is not null
            let seen = Posted("seen", field.Key, language) ?? ""
            let wanted = Value(field.Key, language)
            where wanted != seen
            select new TextChange(field.Key, language, seen, wanted),
        ];

    private Task<IReadOnlyList<TextChange>> WriteAsync(List<TextChange> changes, CancellationToken cancel) =>
        Db.WriteTextsAsync(database, Study, () => Study.Write(changes, clock.GetUtcNow().UtcDateTime, Member), cancel);

    private string? Posted(string kind, string key, string language) =>
        Request.HasFormContentType && Request.Form.TryGetValue($"{kind}.{key}.{language}", out var value)
            ? value.ToString().ReplaceLineEndings("\n").Trim()
            : null;
}

/// <summary>A detail in one language, as the page shows it.</summary>
/// <param name="Seen">What is stored.</param>
public sealed record DetailField(string Key, string Language, string Name, string Text, string Seen)
{
    /// <summary>What somebody else saved meanwhile; null where nobody did.</summary>
    public string? Other { get; init; }

    public string Id => IdOf(Key, Language);

    public static string IdOf(string key, string language) => ReportTextField.IdOf(key, language);
}
