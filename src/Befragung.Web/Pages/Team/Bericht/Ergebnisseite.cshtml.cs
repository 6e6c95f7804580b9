using Befragung.Delphi.Reporting;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Pages.Ergebnisse;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>Who may read the released results: everybody with the address, those who know a password, or nobody.</summary>
public sealed class ErgebnisseiteModel(
    SurveyDb db,
    IPasswordHasher<ResultsPassword> hasher,
    KeptResults kept,
    SiteAddress site,
    TimeProvider clock,
    IStringLocalizer<Texts> t
) : StudyPage(db)
{
    public bool Released => Study.Rounds.Any(round => round.State == RoundState.Released);

    public bool Shown => Released && Study.ResultsWithdrawnAt is null;

    public ReportAddresses Addresses => ReportAddresses.Public(Study.Key);

    /// <summary>Of the page, to be sent and printed.</summary>
    public string Address => site.Of(Addresses.Page(ReportVersion.Whole));

    /// <summary>Null where there is none.</summary>
    public ResultsPassword? Password { get; private set; }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancel) => Password = await FindAsync(cancel);

    public async Task<IActionResult> OnPostZurueckziehenAsync(CancellationToken cancel)
    {
        Study.WithdrawResults(Now, Member);
        var saved = await SavedAsync(cancel);
        kept.Forget(Study.Id);
        return saved;
    }

    public async Task<IActionResult> OnPostZeigenAsync(CancellationToken cancel)
    {
        Study.ShowResults(Now, Member);
        return await SavedAsync(cancel);
    }

    public async Task<IActionResult> OnPostZahlEinAsync(CancellationToken cancel)
    {
        Study.ShowCount(Now, Member);
        return await SavedAsync(cancel);
    }

    public async Task<IActionResult> OnPostZahlAusAsync(CancellationToken cancel)
    {
        Study.HideCount();
        return await SavedAsync(cancel);
    }

    public async Task<IActionResult> OnPostAngebotAsync(
        bool einbetten,
        bool daten,
        bool zurueckgezogen,
        string? grund,
        string? grundEnglisch,
        CancellationToken cancel
    )
    {
        var offer = new ResultsOffer
        {
            Embedding = einbetten,
            Data = daten,
            SaysWithdrawn = zurueckgezogen,
            Withdrawn = grund?.Trim() ?? "",
            WithdrawnInEnglish = grundEnglisch?.Trim() ?? "",
        };
        if (offer.Problem is { } problem)
        {
            Password = await FindAsync(cancel);
            return this.Refuse(
                t["Das Angebot ist nicht gespeichert"],
                new PageError(offer.Withdrawn.Length > ResultsOffer.MaxLength ? "grund" : "grundEnglisch", t.Say(problem))
            );
        }
        Study.Offer(offer);
        return await SavedAsync(cancel);
    }

    public async Task<IActionResult> OnPostPasswortAsync(string? password, CancellationToken cancel)
    {
        Password = await FindAsync(cancel);
        if (ResultsPassword.Check(password) is { } problem)
            return this.Refuse(t["Das Passwort ist nicht gesetzt"], new PageError("password", t.Say(problem)));
        Password ??= Db.ResultsPasswords.Add(new(Study.Id)).Entity;
        Password.Set(password!, hasher, Now, Member);
        return await SavedAsync(cancel);
    }

    public async Task<IActionResult> OnPostOhneAsync(CancellationToken cancel)
    {
        if (await FindAsync(cancel) is { } password)
            Db.ResultsPasswords.Remove(password);
        return await SavedAsync(cancel);
    }

    private Task<ResultsPassword?> FindAsync(CancellationToken cancel) =>
        Db.ResultsPasswords.SingleOrDefaultAsync(password => password.StudyId == Study.Id, cancel);

    private async Task<IActionResult> SavedAsync(CancellationToken cancel)
    {
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect($"/team/studien/{Study.Key}/ergebnisseite");
    }
}
