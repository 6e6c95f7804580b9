using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Team;

/// <summary>Creates a study from a questionnaire: one that comes along, or one's own.</summary>
public sealed class NeuModel(SurveyDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    public string FileName { get; private set; } = "";

    public IReadOnlyList<(string File, Questionnaire Questionnaire)> Templates { get; } = QuestionnaireLibrary.All();

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(string? template, IFormFile? upload, CancellationToken cancel)
    {
        var text = await TextAsync(template, upload, cancel);
        var read = text is null ? new(null, [new(1, 1, new Sentence("Es wurde keine Datei gewählt."))]) : QuestionnaireReader.Read(text);
        if (read.Questionnaire is null)
        {
            Problems = read.Problems;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        var study = await NewStudies.AddAsync(db, read.Questionnaire, clock.GetUtcNow().UtcDateTime, User.Identity!.Name!, cancel);
        return LocalRedirect($"/team/studien/{study.Key}");
    }

    private async Task<string?> TextAsync(string? template, IFormFile? upload, CancellationToken cancel)
    {
        if (template is { Length: > 0 })
        {
            FileName = template;
            return QuestionnaireLibrary.Read(template);
        }
        if (upload is null)
            return null;
        FileName = upload.FileName;
        using var reader = new StreamReader(upload.OpenReadStream());
        return await reader.ReadToEndAsync(cancel);
    }
}
