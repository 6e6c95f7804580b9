using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team;

/// <summary>One file of a study's data. It is finished before the first byte is sent, so that nobody takes half a file for a whole one.</summary>
public sealed class DateiModel(SurveyDb db, StudyExports exports, IStringLocalizer<Texts> t) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(string file, CancellationToken cancel)
    {
        if (ExportFiles.Find(file) is not var (kind, complete))
            return NotFound();
        if (complete && !User.IsInRole(nameof(TeamRole.Owner)))
        {
            HttpContext.Items[typeof(Sentence)] = new Sentence(
                "Daten mit allen Gruppen gibt es nur für die, denen die Studie anvertraut ist (Rolle „owner“). Ohne kleine Gruppen können Sie sie herunterladen."
            );
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        var export = exports.Of(Study, complete);
        var content = Unnamed();
        try
        {
            await kind.WriteAsync(export, new(t, Markdown.Plain), content, cancel);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
        content.Position = 0;
        return File(content, kind.Type, kind.NameFor(export));
    }

    /// <summary>A file that nobody else can read, and that is gone once it was sent.</summary>
    private static FileStream Unnamed()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), $"daten-{Guid.NewGuid():N}"), options);
    }
}
