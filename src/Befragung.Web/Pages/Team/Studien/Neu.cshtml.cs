using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Studien;

/// <summary>Creates a study from a questionnaire: one that comes along, or one's own.</summary>
public sealed class NeuModel(SurveyDb db, TimeProvider clock, IStringLocalizer<Texts> t) : PageModel
{
    /// <summary>The file of the chosen template; "" for one's own.</summary>
    public string Chosen { get; private set; } = "";

    public IReadOnlyList<(string File, Questionnaire Questionnaire)> Templates { get; } = QuestionnaireLibrary.All();

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(string? template, IFormFile? upload, CancellationToken cancel)
    {
        Chosen = template ?? "";
        Sentence? wrong =
            Chosen.Length == 0 && upload is null ? new("Bitte wählen Sie eine Datei.")
            : Chosen.Length > 0 && upload is not null
                ? new(
                    "Gewählt sind eine Vorlage und die Datei „{0}“. Was soll gelten? Wählen Sie nur die Vorlage, oder „Eigene Datei hochladen“ und noch einmal die Datei.",
                    upload.FileName
                )
            : null;
        if (wrong is not null)
            return this.Refuse(t["Angelegt wurde noch nichts"], new PageError("datei", t.Say(wrong)));
        if (await ContentAsync(upload, cancel) is not { } content)
            return NotFound();
        var read = QuestionnaireFiles.Read(content);
        if (read.Questionnaire is null)
            return this.Refuse(
                t["Der Fragebogen „{0}“ hat Fehler; angelegt wurde nichts", upload?.FileName ?? Chosen],
                [
                    .. read.Problems.Select(problem => new PageError(
                        null,
                        $"{t["Zeile {0}, Spalte {1}:", problem.Line, problem.Column].Value} {t.Say(problem.What)}"
                    )),
                    new("datei", t["Bitte verbessern Sie die Datei und laden Sie sie noch einmal hoch."]),
                ]
            );
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
