using System.Security.Claims;
using Befragung.Delphi;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Daten;

/// <summary>What can be taken out of a study, and what has to be known before; the complete data are handed out here, for a purpose that is kept.</summary>
public sealed class DatenModel(
    SurveyDb db,
    StudyExports exports,
    WorkFolder work,
    TimeProvider clock,
    IStringLocalizer<Texts> t,
    SecurityLog log
) : StudyPage(db)
{
    internal static readonly Sentence OwnersOnlySentence = new(
        "Daten mit allen Gruppen gibt es nur für die, denen die Studie anvertraut ist (Rolle „Leitung“). Ohne kleine Gruppen können Sie sie herunterladen."
    );

    /// <summary>Null as long as there is nothing to take along.</summary>
    public StudyExport? Export { get; private set; }

    /// <summary>Why there is nothing.</summary>
    public string? None { get; private set; }

    public IEnumerable<string> Notes => new Codebook(Export!, new(t, Markdown.Plain)).Notes;

    public int GroupCount => Export!.Rounds[^1].Questionnaire.Groups.Count;

    public bool MayHaveAll => Rights.IsOwner && Study.Rounds.Any(round => round.Result is not null);

    /// <summary>Who took the complete data along, and what for; the latest first.</summary>
    public IReadOnlyList<CompleteExport> Taken { get; private set; } = [];

    /// <summary>Of whoever takes them along: a name can be given anew, and two may have the same.</summary>
    private string Address => User.FindFirstValue(ClaimTypes.Email) ?? Member;

    /// <summary>What was typed as the purpose, and refused.</summary>
    public string? Purpose { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostVollstaendigAsync(string? file, string? grund, CancellationToken cancel)
    {
        if (!Rights.IsOwner)
            return OwnersOnly(OwnersOnlySentence);
        if (ExportFiles.Find(file ?? "") is not var (kind, complete) || !complete)
            return BadRequest();
        var export = await exports.OfAsync(Study, complete: true, cancel);
        try
        {
            Db.CompleteExports.Add(new CompleteExport(Study.Id, kind.NameFor(export), grund, clock.GetUtcNow().UtcDateTime, Address));
        }
        catch (RuleBrokenException broken)
        {
            Purpose = grund;
            await LoadAsync(cancel);
            return this.Refuse(t["Die Datei ist nicht erstellt"], new PageError("grund", t.Say(broken.Sentence)));
        }
        await Db.SaveChangesAsync(cancel);
        log.CompleteExport(SecurityLog.IdOf(User), Study.Id);
        return await ExportDownload.OfAsync(kind, export, new(t, Markdown.Plain), work, cancel);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        try
        {
            Export = await exports.OfAsync(Study, complete: false, cancel);
        }
        catch (RuleBrokenException broken)
        {
            None = t.Say(broken.Sentence);
        }
        if (MayHaveAll)
            Taken = await Db
                .CompleteExports.AsNoTracking()
                .Where(one => one.StudyId == Study.Id)
                .OrderByDescending(one => one.At)
                .ToListAsync(cancel);
    }
}

/// <summary>One file to take along.</summary>
/// <param name="HasLanguages">Whether there are words of the platform in it.</param>
public sealed record FileLink(Study Study, ExportFile File, string Name, string What, bool HasLanguages)
{
    public string Path => $"/team/studien/{Study.Key}/daten/{File.Address(complete: false)}";

    public string Kind => File.Extension.TrimStart('.').ToUpperInvariant();
}
