using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>Says what it means to withdraw an expert, or to invite one again who was withdrawn, and does it on confirmation.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class TeilnahmeModel(SurveyDb db, Panels panels, SecurityLog log) : StudyPage(db)
{
    public string Name { get; private set; } = "";

    /// <summary>Whether letters go by themselves.</summary>
    public bool HasMail { get; private set; }

    public bool IsWithdrawn { get; private set; }

    /// <summary>When they declined themselves; null where they did not.</summary>
    public DateTime? DeclinedAt { get; private set; }

    /// <summary>Why, in their words.</summary>
    public string? Reason { get; private set; }

    [BindProperty(SupportsGet = true)]
    public Guid Panelist { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid panelist, CancellationToken cancel)
    {
        if (await Db.NameOfAsync(Study.Id, panelist, cancel) is not { } found)
            return NotFound();
        Name = found.Name;
        HasMail = found.HasMail;
        IsWithdrawn = found.WithdrawnAt is not null;
        DeclinedAt = found.DeclinedAt;
        Reason = found.DeclineReason;
        return Page();
    }

    public async Task<IActionResult> OnPostZurueckziehenAsync(Guid panelist, CancellationToken cancel)
    {
        if (!await panels.WithdrawAsync(Study, panelist, cancel))
            return NotFound();
        log.Withdrawn(User, Study.Id);
        return Back();
    }

    public async Task<IActionResult> OnPostEinladenAsync(Guid panelist, CancellationToken cancel) =>
        await panels.InviteAnewAsync(Study, panelist, cancel) ? Back() : NotFound();

    private LocalRedirectResult Back() => LocalRedirect($"/team/studien/{Study.Key}/panel");
}
