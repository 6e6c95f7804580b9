using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Anschreiben;

/// <summary>Whom a letter did not reach: why, and with another address once more.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class GescheitertModel(SurveyDb db, FailedLetters letters, Outbox outbox, IStringLocalizer<Texts> t) : StudyPage(db)
{
    private (Guid Person, string Email)? typed;

    public FailedPage Failed { get; private set; } = new(0, 0, []);

    public Pager Pager { get; private set; } = new(1, 1);

    public MailPause? Pause => outbox.Pause;

    /// <summary>What was just done; null for nothing.</summary>
    public string? Done { get; private set; }

    /// <summary>The id of the field for another address of somebody.</summary>
    public static string AddressOf(Guid person) => $"adresse-{person:N}";

    /// <summary>The address that was typed for somebody, and refused.</summary>
    public string? TypedFor(Guid person) => typed is { } refused && refused.Person == person ? refused.Email : null;

    public async Task OnGetAsync(string? getan, int seite, CancellationToken cancel)
    {
        Done = getan;
        await LoadAsync(seite, cancel);
    }

    public async Task<IActionResult> OnPostNochmalAsync(Guid person, string? email, int seite, CancellationToken cancel)
    {
        try
        {
            await letters.TryAgainAsync(Study, person, email, cancel);
        }
        catch (RuleBrokenException broken)
        {
            typed = (person, email ?? "");
            await LoadAsync(seite, cancel);
            // The letter may have left meanwhile; then there is no field any more.
            var field = Failed.Letters.Any(one => one.PanelistId == person && one.MayBeAddress) ? AddressOf(person) : null;
            return this.Refuse(
                StatusCodes.Status409Conflict,
                t["Noch einmal versucht wird das Anschreiben nicht"],
                new PageError(field, t.Say(broken.Sentence))
            );
        }
        return LocalRedirect($"{Address}?getan=nochmal&seite={Math.Max(1, seite)}");
    }

    public async Task<IActionResult> OnPostAlleAsync(CancellationToken cancel)
    {
        await letters.TryAllAgainAsync(Study, cancel);
        return LocalRedirect(Address + "?getan=alle");
    }

    private string Address => $"/team/studien/{Study.Key}/anschreiben/fehler";

    private async Task LoadAsync(int page, CancellationToken cancel)
    {
        Failed = await letters.PageAsync(Study, page, cancel);
        Pager = Pager.For(page, Failed.People, FailedLetters.PerPage, Address);
        if (Pager.Here != page)
            Failed = await letters.PageAsync(Study, Pager.Here, cancel);
    }
}
