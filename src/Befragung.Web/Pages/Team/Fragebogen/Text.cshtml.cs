using System.Text.Json;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
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
    /// <summary>What the editor says by itself, by the words that it has for it.</summary>
    public string Phrases =>
        JsonSerializer.Serialize(
            new Dictionary<string, string>
            {
                ["Find"] = Localizer["Suchen"],
                ["Replace"] = Localizer["Ersetzen durch"],
                ["next"] = Localizer["nächste Stelle"],
                ["previous"] = Localizer["vorige Stelle"],
                ["all"] = Localizer["alle markieren"],
                ["match case"] = Localizer["Groß- und Kleinschreibung"],
                ["regexp"] = Localizer["regulärer Ausdruck"],
                ["by word"] = Localizer["ganze Wörter"],
                ["replace"] = Localizer["ersetzen"],
                ["replace all"] = Localizer["alle ersetzen"],
                ["close"] = Localizer["schließen"],
                ["current match"] = Localizer["gefunden"],
                ["on line"] = Localizer["in Zeile"],
                ["replaced $ matches"] = Localizer["$ Stellen ersetzt"],
                ["replaced match on line $"] = Localizer["ersetzt in Zeile $"],
                ["Go to line"] = Localizer["Zur Zeile"],
                ["go"] = Localizer["hin"],
                ["Completions"] = Localizer["Was hier stehen kann"],
                ["Diagnostics"] = Localizer["Was zu klären ist"],
                ["No diagnostics"] = Localizer["Nichts zu klären."],
                ["Control character"] = Localizer["Steuerzeichen"],
                ["Selection deleted"] = Localizer["Auswahl gelöscht"],
            }
        );

    /// <summary>What stands in the field: what is kept, or what was typed and cannot be.</summary>
    public string Text { get; private set; } = "";

    public void OnGet() => Show();

    public async Task<IActionResult> OnPostAsync(string? text, string? seen, CancellationToken cancel)
    {
        var typed = (text ?? "").ReplaceLineEndings("\n");
        var (draft, problems) = Draft.Read(typed, Befragung.Web.Data.Drafting.ChecksOf(Study));
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

    /// <summary>What is wrong with a text that is not sent yet, in the sentences that saving, the forms and <c>befragung check</c> say as well.</summary>
    public JsonResult OnPostPruefen(string? text)
    {
        var problems = Befragung.Web.Data.Drafting.ProblemsOf(Study, (text ?? "").ReplaceLineEndings("\n")).ToList();
        var errors = problems.Count(one => !one.IsNotice);
        return new(
            new
            {
                summary = errors switch
                {
                    0 => Localizer["Nichts zu klären."].Value,
                    1 => Localizer["Noch zu klären"].Value,
                    _ => Localizer["Noch zu klären: {0}", errors].Value,
                },
                problems = problems.Select(one => new
                {
                    line = one.Line,
                    column = one.Column,
                    isNotice = one.IsNotice,
                    place = Localizer["Zeile {0}, Spalte {1}:", one.Line, one.Column].Value,
                    text = Localizer.Say(one.What).ToString(),
                }),
            }
        );
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
            var (draft, problems) = Draft.Read(text, Befragung.Web.Data.Drafting.ChecksOf(Study));
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
    private PageResult Refused(string typed, IReadOnlyList<Problem> problems)
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
