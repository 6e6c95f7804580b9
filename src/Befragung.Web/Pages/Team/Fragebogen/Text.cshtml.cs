using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>The questionnaire as the text that files have; a file can be put in its place.</summary>
public sealed class TextModel(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : DraftPage(db, drafting, t)
{
    /// <summary>What stands in the field: what is kept, or what was typed and cannot be.</summary>
    public string Text { get; private set; } = "";

    public void OnGet() => Show();

    public async Task<IActionResult> OnPostAsync(string? text, string? seen, CancellationToken cancel)
    {
        var typed = (text ?? "").ReplaceLineEndings("\n");
        var (draft, problems) = Draft.Read(typed, QuestionnaireFiles.Checks);
        See(Draft.Root);
        if (draft is null)
            return Refused(typed, problems);
        if (seen is not null && seen != Seen)
        {
            Text = typed;
            return this.Refuse(
                StatusCodes.Status409Conflict,
                Localizer["Gespeichert wurde noch nichts"],
                new PageError(
                    null,
                    Localizer[
                        "Jemand anderes hat den Fragebogen inzwischen geändert. Im Feld steht, was Sie geschrieben haben. Wenn Sie jetzt speichern, gilt Ihr Text; das andere finden Sie unter „Fassungen“."
                    ]
                )
            );
        }
        return await TakeAsync(draft, cancel);
    }

    public async Task<IActionResult> OnPostDateiAsync(IFormFile? upload, CancellationToken cancel)
    {
        if (upload is null)
        {
            Show();
            return this.Refuse(
                Localizer["Gespeichert wurde noch nichts"],
                new PageError("datei", Localizer["Bitte wählen Sie eine Datei."])
            );
        }
        using var content = new MemoryStream();
        await upload.CopyToAsync(content, cancel);
        try
        {
            content.Position = 0;
            var text = TextFile.Of(content, FilePurpose.Questionnaire).TextOf(content);
            var (draft, problems) = Draft.Read(text, QuestionnaireFiles.Checks);
            return draft is null ? Refused(text, problems) : await TakeAsync(draft, cancel);
        }
        catch (UnreadableFileException refused)
        {
            Show();
            return this.Refuse(Localizer["Gespeichert wurde noch nichts"], new PageError("datei", Localizer.Say(refused.Sentence)));
        }
    }

    private async Task<IActionResult> TakeAsync(Draft draft, CancellationToken cancel)
    {
        await Drafting.SaveAsync(Study, draft, Member, isStep: true, cancel);
        return LocalRedirect($"{Root}/text?gespeichert=true");
    }

    private void Show()
    {
        See(Draft.Root);
        Text = Draft.Text;
    }

    /// <summary>The frame does not hold: forms would not find their way in it.</summary>
    private PageResult Refused(string typed, IReadOnlyList<Befragung.Delphi.Questionnaires.Problem> problems)
    {
        Text = typed;
        return this.Refuse(
            Localizer["Gespeichert wurde noch nichts"],
            [
                .. problems
                    .Where(problem => !problem.IsNotice)
                    .Select(problem => new PageError(
                        "text",
                        $"{Localizer["Zeile {0}, Spalte {1}:", problem.Line, problem.Column].Value} {Localizer.Say(problem.What)}"
                    )),
            ]
        );
    }
}
