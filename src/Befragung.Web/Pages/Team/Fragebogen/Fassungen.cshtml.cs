using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>One version in the list, without its text.</summary>
public sealed record KeptVersion(int Number, DateTime At, string By, bool HasErrors);

/// <summary>Who changed what and when; two versions compared, and an older one brought back.</summary>
public sealed class FassungenModel(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : DraftPage(db, drafting, t)
{
    private const int Most = 200;

    protected override bool ShowsFrozen => true;

    /// <summary>The version that is compared with the one before it.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Nummer { get; set; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<KeptVersion> Versions { get; private set; } = [];

    public IReadOnlyList<DraftDifference> Differences { get; private set; } = [];

    /// <summary>What the places of the differences are named from.</summary>
    public Draft? Compared { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Versions = await Befragung
            .Web.Data.Drafting.Newest(Db, Study)
            .Take(Most)
            .Select(one => new KeptVersion(one.Number, one.At, one.By, one.HasErrors))
            .ToListAsync(cancel);
        if (Nummer is not { } number)
            return Page();
        if (!Versions.Any(one => one.Number == number))
            return NotFound();
        Compared = Befragung.Web.Data.Drafting.Read(await Drafting.VersionAsync(Study, number, cancel));
        if (number > 1)
            Differences = DraftDifference.Between(
                Befragung.Web.Data.Drafting.Read(await Drafting.VersionAsync(Study, number - 1, cancel)),
                Compared
            );
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int fassung, CancellationToken cancel)
    {
        await Drafting.RestoreAsync(Study, fassung, Member, cancel);
        return LocalRedirect($"{Root}?gespeichert=true");
    }
}
