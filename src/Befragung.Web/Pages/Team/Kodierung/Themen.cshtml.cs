using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>What the report says the open answers of a round are about: looked at first, taken over, and taken out again.</summary>
public sealed class ThemenModel(SurveyDb db, TimeProvider clock, IStringLocalizer<Texts> t) : CodingPage(db)
{
    /// <summary>As the coding stands now; null while nothing can be told.</summary>
    public RoundThemes? Now { get; private set; }

    /// <summary>As the report tells it; null where it does not.</summary>
    public RoundThemes? Told => Round.Themes;

    /// <summary>Whether the report tells anything else than the coding says now.</summary>
    public bool HasChanged => Told is not null && !RoundThemes.TellTheSame(Told, Now);

    public IReadOnlyDictionary<string, int> Quotations { get; private set; } = new Dictionary<string, int>();

    public bool MayQuote => Round.Questionnaire.Settings.Quotations;

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public Task<IActionResult> OnPostUebernehmenAsync(CancellationToken cancel) =>
        StepAsync(
            async () =>
            {
                await ReadAsync(cancel);
                Round.TellThemes(Now ?? throw new RuleBrokenException("Noch ist nichts kodiert, was der Bericht nennen könnte."));
            },
            cancel
        );

    public Task<IActionResult> OnPostHerausAsync(CancellationToken cancel) =>
        StepAsync(
            () =>
            {
                Round.LeaveOutThemes();
                return Task.CompletedTask;
            },
            cancel
        );

    private async Task<IActionResult> StepAsync(Func<Task> step, CancellationToken cancel)
    {
        try
        {
            await step();
            await Db.SaveChangesAsync(cancel);
            return LocalRedirect($"{Root}/kodierung/themen");
        }
        catch (RuleBrokenException broken)
        {
            await ReadAsync(cancel);
            return this.Refuse(t["Nichts wurde geändert"], new PageError(null, t.Say(broken.Sentence)));
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Now = await Db.CountedThemesAsync(Study, Round, clock.GetUtcNow().UtcDateTime, Member, cancel);
        Quotations = await Db.QuotationCountsAsync(Round, cancel);
    }
}
