using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>The codebook of a study.</summary>
public sealed class CodesModel(SurveyDb db, Codebooks codebooks, IStringLocalizer<Texts> t) : StudyPage(db)
{
    public CodeTree Codes { get; private set; } = null!;

    public IReadOnlyList<Code> Removed { get; private set; } = [];

    public IReadOnlyDictionary<Guid, int> Uses { get; private set; } = null!;

    /// <summary>What was typed and refused.</summary>
    public string? Typed { get; private set; }

    public string Root => $"/team/studien/{Study.Key}/codes";

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken cancel)
    {
        try
        {
            var code = await codebooks.AddAsync(Study, name, cancel);
            return LocalRedirect($"{Root}/{code.Id:N}");
        }
        catch (RuleBrokenException broken)
        {
            Db.ChangeTracker.Clear();
            Typed = name;
            await ReadAsync(cancel);
            return this.Refuse(t["Der Code ist nicht angelegt"], new PageError("name", t.Say(broken.Sentence)));
        }
    }

    public async Task<IActionResult> OnPostHolenAsync(Guid code, CancellationToken cancel)
    {
        if (await Db.Codes.SingleOrDefaultAsync(one => one.Id == code && one.StudyId == Study.Id && !one.IsNone, cancel) is not { } found)
            return NotFound();
        await codebooks.BringBackAsync(Study, found, cancel);
        return LocalRedirect(Root);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var all = await Db.Codes.AsNoTracking().Where(code => code.StudyId == Study.Id).ToListAsync(cancel);
        Codes = new(all);
        Removed = [.. all.Where(code => code.RemovedAt is not null).OrderByDescending(code => code.RemovedAt)];
        Uses = await Db.CodeUsesAsync(Study, SecurityLog.IdOf(User)!, cancel);
    }
}
