using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange.Reading;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Team;

/// <summary>Creates a study from a questionnaire: one that comes along, or one's own.</summary>
public sealed class NeuModel(SurveyDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    /// <summary>What is wrong with the choice itself; null for nothing.</summary>
    public Sentence? Choice { get; private set; }

    public string FileName { get; private set; } = "";

    /// <summary>The file of the chosen template; "" for one's own.</summary>
    public string Chosen { get; private set; } = "";

    public IReadOnlyList<(string File, Questionnaire Questionnaire)> Templates { get; } = QuestionnaireLibrary.All();

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(string? template, IFormFile? upload, CancellationToken cancel)
    {
        Chosen = template ?? "";
        Choice =
            Chosen.Length == 0 && upload is null ? new("Bitte wählen Sie eine Datei.")
            : Chosen.Length > 0 && upload is not null
                ? new(
                    "Gewählt sind eine Vorlage und die Datei „{0}“. Was soll gelten? Wählen Sie nur die Vorlage, oder „Eigene Datei hochladen“ und noch einmal die Datei.",
                    upload.FileName
                )
            : null;
        if (Choice is not null)
            return Refused();
        FileName = upload?.FileName ?? Chosen;
        if (await ContentAsync(upload, cancel) is not { } content)
            return NotFound();
        var read = QuestionnaireFiles.Read(content);
        if (read.Questionnaire is null)
        {
            Problems = read.Problems;
            return Refused();
        }
        var study = await NewStudies.AddAsync(
            db,
            read.Questionnaire,
            clock.GetUtcNow().UtcDateTime,
            User.Identity!.Name!,
            cancel,
            notices: read.Problems,
            owner: SecurityLog.IdOf(User)
        );
        return LocalRedirect($"/team/studien/{study.Key}");
    }

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <summary>Null for a template that does not come along.</summary>
    private async Task<byte[]?> ContentAsync(IFormFile? upload, CancellationToken cancel)
    {
        if (upload is null)
            return QuestionnaireLibrary.Read(Chosen);
        using var content = new MemoryStream();
        await upload.CopyToAsync(content, cancel);
        return content.ToArray();
    }
}
