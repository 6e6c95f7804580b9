using Befragung.Delphi.Feedback;
using Befragung.Delphi.Results;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Bogen;

/// <summary>What one answered in the newest round that one handed in, and where one stands to the others.</summary>
public sealed class ErgebnisModel(SheetSite site) : ExpertPage(site)
{
    protected override bool BetweenRounds => true;

    public OwnResult Result { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await Desk.OwnResultAsync(cancel) is not { } result)
            return LocalRedirect(Root);
        Result = result;
        return Page();
    }
}
