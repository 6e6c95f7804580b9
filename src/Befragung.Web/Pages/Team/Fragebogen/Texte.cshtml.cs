using System.Text.Json;
using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>All texts as a list for whoever translates them; what comes back is shown before it is taken.</summary>
public sealed class TexteModel(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : DraftPage(db, drafting, t)
{
    /// <summary>A text as the form carries it from the preview on.</summary>
    private sealed record Carried(string P, string L, string T);

    public IReadOnlyList<ListedText> All => field ??= TextList.Of(Draft);

    /// <summary>What would change; null before a list was handed in.</summary>
    public TranslatedTexts? Preview { get; private set; }

    /// <summary>The same for the form that takes it.</summary>
    public string Taken =>
        JsonSerializer.Serialize((Preview?.Texts ?? []).Select(one => new Carried(one.Text.Path, one.Language, one.After)));

    /// <summary>What people call the place of a text.</summary>
    public string PlaceOf(IReadOnlyList<string> way) => DraftWords.Place(Localizer, Draft, way);

    public void OnGet() { }

    public IActionResult OnGetListe() =>
        File(
            TranslationFile.Write(Draft, new FileWords(Localizer, Markdown.Plain), PlaceOf),
            FileTypes.Workbook,
            $"{Study.Key}-texte.xlsx"
        );

    public async Task<IActionResult> OnPostVorschauAsync(IFormFile? upload, CancellationToken cancel)
    {
        if (upload is null)
            return Refused("datei", Localizer["Bitte wählen Sie eine Datei."]);
        using var content = new MemoryStream();
        await upload.CopyToAsync(content, cancel);
        content.Position = 0;
        try
        {
            Preview = TranslationFile.Read(Draft, content);
        }
        catch (UnreadableFileException refused)
        {
            return Refused("datei", $"{Localizer["Zeile {0}", refused.Line].Value}: {Localizer.Say(refused.Sentence)}");
        }
        var tried = Draft.Copy();
        TextList.Set(tried, Preview.Texts.Select(one => (one.Text.Path, one.Language, one.After)));
        return await NewErrorsAsync(tried, cancel) ?? Page();
    }

    public async Task<IActionResult> OnPostUebernehmenAsync(string? texte, CancellationToken cancel)
    {
        if (Read(texte ?? "") is not { Count: > 0 } carried)
            return Refused("datei", Localizer["Es war nichts zu übernehmen. Wählen Sie die Liste noch einmal."]);
        var changed = Draft.Copy();
        if (TextList.Set(changed, carried.Select(one => (one.P, one.L, one.T))).Count > 0)
            return Refused("datei", Localizer["Jemand hat den Fragebogen inzwischen geändert. Wählen Sie die Liste noch einmal."]);
        if (await NewErrorsAsync(changed, cancel) is { } wrong)
            return wrong;
        await Drafting.SaveAsync(Study, changed, Member, isStep: true, cancel);
        return LocalRedirect($"{Root}/texte?gespeichert=true");
    }

    /// <summary>A text that cannot stand there is refused with all others.</summary>
    private async Task<IActionResult?> NewErrorsAsync(Draft tried, CancellationToken cancel)
    {
        var before = Check.Errors.Select(one => (one.Place, one.Problem.What.ToString())).ToHashSet();
        var errors = (await Drafting.CheckAsync(Study, tried, cancel))
            .Errors.Where(one => !before.Contains((one.Place, one.Problem.What.ToString())))
            .ToList();
        if (errors.Count == 0)
            return null;
        Preview = null;
        return this.Refuse(
            Localizer["Übernommen wurde noch nichts"],
            [
                .. errors.Select(one => new PageError(
                    "datei",
                    $"{DraftWords.Place(Localizer, tried, one.Place.Split('/'))}: {Localizer.Say(one.Problem.What)}"
                )),
            ]
        );
    }

    private PageResult Refused(string field, string sentence) =>
        this.Refuse(Localizer["Übernommen wurde noch nichts"], new PageError(field, sentence));

    private static IReadOnlyList<Carried>? Read(string texts)
    {
        try
        {
            var read = JsonSerializer.Deserialize<List<Carried?>>(texts);
            return read?.TrueForAll(one => one is { P: not null, L: not null, T: not null }) == true ? [.. read.OfType<Carried>()] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
