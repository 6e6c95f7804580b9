using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>
/// The questionnaire of a round, to be read, printed and passed on: to works councils, boards and whoever else has to agree to it. Of a round that is
/// planned, it is what is written so far.
/// </summary>
public abstract class PaperPage(SurveyDb db, Drafting drafting, TimeProvider clock) : StudyPage(db)
{
    /// <summary>Of which round; left out, of the newest.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Runde { get; set; }

    protected PaperQuestionnaire Paper { get; private set; } = null!;

    /// <summary>That of the page, where the questionnaire has it; else its main one.</summary>
    protected string Language { get; private set; } = "de";

    protected int Number => Runde ?? Study.CurrentRound.Number;

    protected string Root => $"/team/studien/{Study.Key}/fragebogen";

    protected string Made => MadeOn(clock.GetUtcNow().UtcDateTime);

    protected string Name => $"{Study.Key}-fragebogen-{Number}-{Language}";

    /// <summary>A day in the language of the questionnaire.</summary>
    protected string MadeOn(DateTime day) => Languages.In(Language, () => Clock.Day(day));

    protected override async Task<IActionResult?> PrepareAsync(CancellationToken cancel)
    {
        if (Study.Rounds.FirstOrDefault(round => round.Number == Number) is not { } round)
            return NotFound();
        var asked = round.Questionnaire;
        int? draft = null;
        if (round == Study.Drafted)
        {
            asked = await WrittenAsync(cancel);
            draft = drafting.Number;
        }
        Language =
            asked.Languages.FirstOrDefault(one => one == Request.Query["sprache"])
            ?? LanguageTag.Same(Languages.Current, asked.Languages)
            ?? asked.Languages[0];
        Paper = PaperQuestionnaire.Of(
            asked,
            round.Number,
            [.. Study.Rounds.Where(one => one.Number < round.Number).OrderBy(one => one.Number).Select(one => one.Questionnaire)]
        ) with
        {
            Draft = draft,
        };
        return null;
    }

    /// <summary>Where the same is in some form: "", ".pdf" or ".docx".</summary>
    protected string Address(string ending, string language) => $"{Root}/papier{ending}?runde={Number}&sprache={language}";

    /// <exception cref="RuleBrokenException">What is written is no questionnaire yet.</exception>
    private async Task<Questionnaire> WrittenAsync(CancellationToken cancel) =>
        (await drafting.CheckAsync(Study, await drafting.LatestAsync(Study, cancel), cancel)).Questionnaire
        ?? throw new RuleBrokenException(
            "Am Fragebogen ist noch etwas zu klären. Zum Ausdrucken gibt es ihn, sobald er vollständig ist; was fehlt, steht auf der Seite „Fragebogen“."
        );
}
