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

/// <summary>What was typed about a code.</summary>
public sealed record CodeForm(string? Name, string? Definition, string? Example, int Colour, Guid? Parent);

/// <summary>One code: what it is called and means; to be merged with another one, or removed.</summary>
public sealed class CodeModel(SurveyDb db, Codebooks codebooks, IStringLocalizer<Texts> t) : StudyPage(db)
{
    public Code Code { get; private set; } = null!;

    public CodeTree Codes { get; private set; } = null!;

    public CodeForm Form { get; private set; } = null!;

    /// <summary>To how many mentions it was given.</summary>
    public int Uses { get; private set; }

    public string Back => $"/team/studien/{Study.Key}/codes";

    public async Task<IActionResult> OnGetAsync(Guid code, CancellationToken cancel) => await FindAsync(code, cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(
        Guid code,
        int version,
        string? name,
        string? definition,
        string? example,
        int farbe,
        Guid? ueber,
        CancellationToken cancel
    ) =>
        StepAsync(
            code,
            version,
            new(name, definition, example, farbe, ueber),
            () => codebooks.DescribeAsync(Study, Code, name, definition, example, farbe, ueber, cancel),
            cancel
        );

    public Task<IActionResult> OnPostEntfernenAsync(Guid code, int version, CancellationToken cancel) =>
        StepAsync(code, version, null, () => codebooks.RemoveAsync(Study, Code, cancel), cancel);

    public Task<IActionResult> OnPostZusammenlegenAsync(Guid code, int version, Guid mit, CancellationToken cancel) =>
        StepAsync(
            code,
            version,
            null,
            () =>
                Codes.Find(mit) is { IsNone: false } into
                    ? codebooks.MergeAsync(Study, Code, into, cancel)
                    : throw new RuleBrokenException("Wählen Sie, mit welchem Code er zusammengelegt wird."),
            cancel
        );

    private async Task<IActionResult> StepAsync(Guid id, int version, CodeForm? typed, Func<Task> step, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
            return NotFound();
        Db.Entry(Code).Property(code => code.Version).OriginalValue = version;
        try
        {
            await step();
            return LocalRedirect(Back);
        }
        catch (RuleBrokenException broken)
        {
            Db.ChangeTracker.Clear();
            if (!await FindAsync(id, cancel))
                return NotFound();
            Form = typed ?? Form;
            return this.Refuse(
                t["Nichts wurde geändert"],
                new PageError(
                    typed is null ? null
                        : string.IsNullOrWhiteSpace(typed.Name) ? "name"
                        : null,
                    t.Say(broken.Sentence)
                )
            );
        }
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        Codes = new(await Db.CodesAsync(Study.Id, cancel));
        Code = Codes.Find(id)!;
        if (Code is null or { IsNone: true })
            return false;
        Form = new(Code.Name, Code.Definition, Code.Example, Code.Colour, Code.ParentId);
        Uses = (await Db.CodeUsesAsync(Study, SecurityLog.IdOf(User)!, cancel)).GetValueOrDefault(id);
        return true;
    }
}
