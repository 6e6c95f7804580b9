using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Charts;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Anschreiben;

/// <summary>Somebody who may get a letter on paper.</summary>
/// <param name="Name">As the key of a text.</param>
public sealed record PaperChoice(PaperReach Reach, string Id, string Name, int Count);

/// <summary>Letters for people without mail, as one PDF.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class PapierModel(
    SurveyDb db,
    PaperPost post,
    ReportPage page,
    ReportPrinter printer,
    TimeProvider clock,
    IStringLocalizer<Texts> t
) : StudyPage(db)
{
    public bool IsOpen => Study.CurrentRound is { State: RoundState.Open, SealedAt: null };

    public IReadOnlyList<PaperChoice> Reaches { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (IsOpen)
            Reaches =
            [
                await ChoiceAsync(PaperReach.Failed, "gescheitert", "Deren Anschreiben nicht ankam", cancel),
                await ChoiceAsync(PaperReach.NotBegun, "nicht-begonnen", "Die noch nichts gespeichert haben", cancel),
            ];
        return Page();
    }

    /// <param name="wer">Whom.</param>
    /// <param name="ab">How many of them to pass over.</param>
    public async Task<IActionResult> OnPostAsync(PaperReach wer, int ab, CancellationToken cancel)
    {
        if (!Enum.IsDefined(wer) || ab < 0)
            return NotFound();
        return await PrintAsync(await post.WriteAsync(Study, Study.CurrentRound, wer, ab, cancel), cancel);
    }

    /// <summary>To one person alone, from the page about them.</summary>
    public async Task<IActionResult> OnPostPersonAsync(Guid person, CancellationToken cancel) =>
        await PrintAsync(await post.WriteAsync(Study, Study.CurrentRound, person, cancel), cancel);

    private async Task<IActionResult> PrintAsync(IReadOnlyList<PaperLetter> letters, CancellationToken cancel)
    {
        if (letters.Count == 0)
            return LocalRedirect($"/team/studien/{Study.Key}/anschreiben/papier");
        var round = Study.CurrentRound;
        var from = round.Questionnaire.Contact is { } contact ? $"{contact.Name} · {contact.Email}" : round.Questionnaire.Title.ToString();
        var now = clock.GetUtcNow().UtcDateTime;
        var html = await page.ForPaper(
            t["Anschreiben: {0}", Study.Title],
            Languages.Current,
            [
                .. letters.Select(letter => new PrintedLetter(
                    letter.Language,
                    [letter.Name],
                    from,
                    Languages.In(letter.Language, () => Clock.Day(now)),
                    letter.Subject,
                    letter.Body,
                    Languages.In(letter.Language, () => QrCode.Svg(letter.Link, t["Persönlicher Link als Bild für die Kamera"])),
                    letter.TypeAt,
                    letter.Code
                )),
            ]
        );
        var pdf = await printer.PdfAsync(() => Task.FromResult(html), new PrintProgress(), cancel);
        return File(pdf, "application/pdf", $"{Study.Key}-anschreiben.pdf");
    }

    private async Task<PaperChoice> ChoiceAsync(PaperReach reach, string id, string name, CancellationToken cancel) =>
        new(reach, id, name, await post.CountAsync(Study.CurrentRound, reach, cancel));
}
