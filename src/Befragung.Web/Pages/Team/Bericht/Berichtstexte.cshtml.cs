using Befragung.Delphi;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Kern;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>
/// What only the team can say in the report, and its own words for the key findings. Only what was changed on the page is saved; where somebody else changed
/// the same text meanwhile, both are shown and nothing is overwritten.
/// </summary>
public sealed class BerichtstexteModel(
    SurveyDb db,
    SurveyDatabase database,
    StudyReports reports,
    TimeProvider clock,
    IStringLocalizer<Texts> t
) : StudyPage(db)
{
    /// <summary>How often a step of another kind may come in between.</summary>
    private const int Tries = 5;

    private IReadOnlyList<TextChange> refused = [];

    // Nothing was saved: all that was typed has to stay on the page.
    private bool isTyped;

    /// <summary>Null while no round is closed: then there are no findings yet.</summary>
    public StudyReport? Report { get; private set; }

    /// <summary>How many texts were saved just now.</summary>
    public int? Saved { get; private set; }

    /// <summary>Those of the study.</summary>
    public IReadOnlyList<string> StudyLanguages => Study.CurrentRound.Questionnaire.Languages;

    /// <summary>Topics of which the report says nothing yet.</summary>
    public IReadOnlyList<ReportTopic> Missing =>
        Report?.MissingTopics ?? [.. ReportTopics.All.Where(topic => Study.ReportTexts.Of(topic.Key) is null)];

    public void OnGet(int? gespeichert)
    {
        Find();
        Saved = gespeichert;
    }

    public async Task<IActionResult> OnPostAsync(string? back, CancellationToken cancel)
    {
        Find();
        var changes = Changes(back);
        if (changes.Select(Unfit).OfType<PageError>().ToList() is { Count: > 0 } unfit)
        {
            isTyped = true;
            return this.Refuse(t["Nichts ist gespeichert; was Sie geschrieben haben, steht noch hier"], unfit);
        }
        if (changes.Count > 0)
            refused = await WriteAsync(changes, cancel);
        var saved = changes.Count - refused.Count;
        if (refused.Count == 0)
            return LocalRedirect($"{ReportAddresses.Preview(Study.Key).Texts}?gespeichert={saved}");
        Find();
        return this.Refuse(
            StatusCodes.Status409Conflict,
            t["Einen Teil hat inzwischen jemand anderes geändert"],
            [
                new(null, t["Gespeichert: {0} Texte. Was offen ist, steht unten neben seinem Feld.", saved]),
                .. refused.Select(change => new PageError(
                    ReportTextField.IdOf(change.Key, change.Language),
                    t["Diesen Text hat {0} inzwischen geändert.", Study.ReportTexts.Of(change.Key)?.By ?? t["jemand anderes"].Value]
                )),
            ]
        );
    }

    /// <summary>The field of a text in one language.</summary>
    public ReportTextField Field(string key, string name, string language, string computed = "")
    {
        var stored = Study.ReportTexts.In(key, language);
        var posted = Posted("text", key, language);
        var open = refused.Any(change => change.Key == key && change.Language == language);
        // What was typed stays on the page until it is saved.
        var text =
            posted is not null && (open || isTyped) ? posted
            : stored.Length > 0 ? stored
            : computed;
        return new(key, language, name, text, isTyped ? Posted("seen", key, language) ?? stored : stored, computed)
        {
            Other = open ? stored : null,
        };
    }

    /// <summary>A key finding as it is computed, in a language of the study.</summary>
    public string Computed(KeyFinding finding, string language) => Languages.In(language, () => t.Plainly(finding.Computed));

    /// <summary>What is wrong with a text; null for nothing.</summary>
    private PageError? Unfit(TextChange change)
    {
        var field = ReportTextField.IdOf(change.Key, change.Language);
        if (change.Problem is { } problem)
            return new(field, t.Say(problem));
        return Markdown.Refusal(change.Text) is null
            ? null
            : new(
                field,
                t[
                    "Der Text, der mit „{0}“ beginnt, ist zu tief verschachtelt, um ihn anzuzeigen. Vereinfachen Sie seine Zitate, Listen und Klammern.",
                    Wording.Shortened(change.Text, 40)
                ]
            );
    }

    private void Find() =>
        Report = Study.Rounds.Any(round => round.Result is not null) ? reports.Of(Study, ToldAnswers.None, draft: true) : null;

    private async Task<IReadOnlyList<TextChange>> WriteAsync(List<TextChange> changes, CancellationToken cancel)
    {
        // Whoever writes texts of the same study waits here, however many they are.
        await using var transaction = await database.BeginAsync(Db, Turn.OfTexts(Study), cancel);
        for (var attempt = 1; ; attempt++)
        {
            await Db.Entry(Study).ReloadAsync(cancel);
            var left = Study.Write(changes, clock.GetUtcNow().UtcDateTime, Member);
            try
            {
                await Db.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
                return left;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Tries)
            {
                // Something else of the study was saved meanwhile: once more, on what is there now.
            }
        }
    }

    private List<TextChange> Changes(string? back) =>
        [
            .. from key in ReportTopics.All.Select(topic => topic.Key).Concat(Report?.KeyFindings.Select(finding => finding.TextKey) ?? [])
            from language in StudyLanguages
            let text = Posted("text", key, language)
            where text is not null
            let seen = Posted("seen", key, language) ?? ""
            // Left as it was computed, or taken back to it.
            let wanted = key == back || text == Posted("computed", key, language) ? "" : text
            where wanted != seen
            select new TextChange(key, language, seen, wanted),
        ];

    private string? Posted(string kind, string key, string language) =>
        Request.HasFormContentType && Request.Form.TryGetValue($"{kind}.{key}.{language}", out var value)
            ? value.ToString().ReplaceLineEndings("\n").Trim()
            : null;
}

/// <summary>A field on the page.</summary>
/// <param name="Name">What the text is about.</param>
/// <param name="Seen">What is stored.</param>
/// <param name="Computed">What the report says where nothing is stored; "" for nothing.</param>
public sealed record ReportTextField(string Key, string Language, string Name, string Text, string Seen, string Computed)
{
    /// <summary>What somebody else saved meanwhile; null where nobody did.</summary>
    public string? Other { get; init; }

    public string Id => IdOf(Key, Language);

    public static string IdOf(string key, string language) => $"{key.Replace('.', '-')}-{language}";
}
