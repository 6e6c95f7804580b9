using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange.Import;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Studien;

/// <summary>
/// Creates a study: empty, from a questionnaire that comes along, or from a file of one's own. Of a template nothing is taken over that is about whoever made it: the contact
/// is that of the new study.
/// </summary>
public sealed class NeuModel(SurveyDb db, TimeProvider clock, IStringLocalizer<Texts> t) : PageModel
{
    /// <summary>Stands for a study that begins with nothing.</summary>
    public const string Empty = "leer";

    /// <summary>Stands for one that begins with a study of one's own.</summary>
    public const string Own = "studie";

    private const int MostOfTitle = 300;

    /// <summary>The file of the chosen template; "" for one's own.</summary>
    public string Chosen { get; private set; } = Empty;

    [BindProperty]
    public string? Titel { get; set; }

    /// <summary>Who asks, to begin with whoever creates the study.</summary>
    [BindProperty]
    public string? Kontakt { get; set; }

    [BindProperty]
    public string? Adresse { get; set; }

    /// <summary>Key of the study to begin with, where that was chosen.</summary>
    [BindProperty]
    public string? Studie { get; set; }

    /// <summary>The studies that whoever asks may copy.</summary>
    public IReadOnlyList<(string Key, LocalizedText Title)> Copyable { get; private set; } = [];

    public IReadOnlyList<(string File, Questionnaire Questionnaire)> Templates { get; } = QuestionnaireLibrary.All();

    /// <summary>What was taken over from another tool, with what did not come along; null where nothing was.</summary>
    public ImportedQuestionnaire? Imported { get; private set; }

    /// <summary>The study that was made of it.</summary>
    public Study? MadeOfImport { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(next);
        Copyable =
        [
            .. (
                await db.StudiesToCopy(SecurityLog.IdOf(User))
                    .Select(study => new { study.Key, study.Title })
                    .ToListAsync(HttpContext.RequestAborted)
            ).Select(study => (study.Key, study.Title)),
        ];
        await next();
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Kontakt = User.Identity!.Name;
        Adresse = await db.Users.Where(user => user.Id == SecurityLog.IdOf(User)).Select(user => user.Email).FirstOrDefaultAsync(cancel);
    }

    /// <summary>A template as it comes along, to look at before.</summary>
    public IActionResult OnGetVorlage(string? datei) =>
        QuestionnaireLibrary.Read(datei ?? "") is { } content ? File(content, "application/yaml; charset=utf-8", datei) : NotFound();

    public async Task<IActionResult> OnPostAsync(string? template, IFormFile? upload, CancellationToken cancel)
    {
        // Whoever chose a file wants it, and not what was chosen before they did.
        Chosen = template is null || (template == Empty && upload is not null) ? "" : template;
        if (Wrong(upload) is { } wrong)
            return this.Refuse(t["Angelegt wurde noch nichts"], wrong);
        if (Chosen == Empty)
            return await EmptyAsync(cancel);
        if (Chosen == Own)
            return await CopyAsync(cancel);
        if (await ContentAsync(upload, cancel) is not { } content)
            return NotFound();
        if (upload is not null && IsOfAnotherTool(upload.FileName))
            return await ImportAsync(upload.FileName, content, cancel);
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
        if (upload is not null)
            return LocalRedirect(
                $"/team/studien/{(await AddAsync(read.Questionnaire, null, isUnfinished: false, read.Problems, cancel)).Key}"
            );
        var draft = Draft.Of(read.Questionnaire);
        Claim(draft);
        var check = draft.Check(QuestionnaireFiles.Checks);
        if (check.Questionnaire is not { } own)
            return this.Refuse(
                t["Angelegt wurde noch nichts"],
                [.. check.Errors.Select(one => new PageError(one.IsIn("contact") ? "kontakt" : "titel", t.Say(one.Problem.What)))]
            );
        var study = await AddAsync(own, draft.Text, isUnfinished: false, check.Notices.Select(one => one.Problem), cancel);
        return LocalRedirect($"/team/studien/{study.Key}/fragebogen/angaben?neu=true");
    }

    private async Task<IActionResult> EmptyAsync(CancellationToken cancel)
    {
        var draft = Draft.New("", "de");
        Claim(draft);
        var questionnaire = new Questionnaire(new("de", Titel!.Trim()), draft.Languages, [], StudySettings.Usual, []);
        var study = await AddAsync(questionnaire, draft.Text, isUnfinished: true, [], cancel);
        return LocalRedirect($"/team/studien/{study.Key}/fragebogen");
    }

    /// <summary>Asks what another study asks, under a title and with a contact of its own.</summary>
    private async Task<IActionResult> CopyAsync(CancellationToken cancel)
    {
        if (await db.StudyWithRoundsAsync(Studie!, cancel) is not { } copied)
            return NotFound();
        var study = await NewStudies.CopyAsync(
            db,
            copied,
            clock.GetUtcNow().UtcDateTime,
            User.Identity!.Name!,
            SecurityLog.IdOf(User),
            cancel,
            Claim
        );
        return LocalRedirect($"/team/studien/{study.Key}/fragebogen/angaben?neu=true");
    }

    /// <summary>Takes a survey of another tool over; what did not come along is told before one goes on.</summary>
    private async Task<IActionResult> ImportAsync(string fileName, byte[] content, CancellationToken cancel)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            Imported = QuestionnaireImport.Read(fileName, stream);
        }
        catch (UnreadableFileException refused)
        {
            return this.Refuse(t["Angelegt wurde noch nichts"], new PageError("datei", t.Say(refused.Sentence)));
        }
        var draft = Imported.Draft;
        if (!string.IsNullOrWhiteSpace(Titel) || draft.TextOf(draft.Root, "title").Length == 0)
            draft.SetTexts(draft.Root, "title", language => language == draft.Languages[0] ? TitleOr(fileName) : null);
        var check = draft.Check(QuestionnaireFiles.Checks);
        if (!check.IsReadable)
            return this.Refuse(
                t["Angelegt wurde noch nichts"],
                new PageError("datei", t["Der Fragebogen in dieser Datei ist zu groß. Teilen Sie ihn auf mehrere Studien auf."])
            );
        var questionnaire =
            check.Questionnaire
            ?? check.Frame
            ?? new Questionnaire(new(draft.Languages[0], draft.TextOf(draft.Root, "title")), draft.Languages, [], StudySettings.Usual, []);
        MadeOfImport = await AddAsync(
            questionnaire,
            draft.Text,
            check.Questionnaire is null,
            check.Notices.Select(one => one.Problem),
            cancel
        );
        if (Imported.Notes.Count == 0)
            return LocalRedirect($"/team/studien/{MadeOfImport.Key}/fragebogen");
        return Page();
    }

    private string TitleOr(string fileName) => string.IsNullOrWhiteSpace(Titel) ? Path.GetFileNameWithoutExtension(fileName) : Titel;

    private static bool IsOfAnotherTool(string fileName) =>
        Path.GetExtension(fileName).ToUpperInvariant() is ".LSS" or ".JSON" or ".XLSX" or ".DOCX";

    private Task<Study> AddAsync(
        Questionnaire questionnaire,
        string? draft,
        bool isUnfinished,
        IEnumerable<Problem> notices,
        CancellationToken cancel
    ) =>
        NewStudies.AddAsync(
            db,
            questionnaire,
            clock.GetUtcNow().UtcDateTime,
            User.Identity!.Name!,
            cancel,
            notices: notices,
            owner: SecurityLog.IdOf(User),
            draft: draft,
            isUnfinished: isUnfinished
        );

    /// <summary>Title and contact are those of this study.</summary>
    private void Claim(Draft draft)
    {
        if (!string.IsNullOrWhiteSpace(Titel))
            draft.SetTexts(draft.Root, "title", language => language == draft.Languages[0] ? Titel : null);
        draft.Root.Set(
            "contact",
            string.IsNullOrWhiteSpace(Kontakt) || string.IsNullOrWhiteSpace(Adresse)
                ? null
                : new DraftMap().Set("name", Kontakt.Trim()).Set("email", Adresse.Trim())
        );
    }

    private PageError? Wrong(IFormFile? upload)
    {
        if (Chosen.Length == 0 && upload is null)
            return new("datei", t["Bitte wählen Sie eine Datei."]);
        if (Chosen.Length > 0 && upload is not null)
            return new(
                "datei",
                t[
                    "Gewählt sind eine Vorlage und die Datei „{0}“. Was soll gelten? Wählen Sie nur die Vorlage, oder „Eigene Datei hochladen“ und noch einmal die Datei.",
                    upload.FileName
                ]
            );
        if (Chosen.Length == 0)
            return null;
        if (Chosen == Empty && string.IsNullOrWhiteSpace(Titel))
            return new("titel", t["Bitte geben Sie der Studie einen Titel."]);
        if (Chosen == Own && !Copyable.Any(study => study.Key == Studie))
            return new(Copyable.Count > 0 ? "studie" : null, t["Wählen Sie, mit welcher Studie Sie beginnen."]);
        if (Titel is { Length: > MostOfTitle })
            return new("titel", t["Der Text hat {0} Zeichen, möglich sind hier {1}.", Titel.Length, MostOfTitle]);
        return !string.IsNullOrWhiteSpace(Adresse) && Mailbox.Problem(Adresse.Trim()) is { } problem
            ? new("adresse", t.Say(problem))
            : null;
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
