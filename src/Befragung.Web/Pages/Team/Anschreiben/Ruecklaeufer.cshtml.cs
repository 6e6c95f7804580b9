using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Anschreiben;

/// <summary>Takes in what came back, as addresses, as a file of addresses, or as the mails themselves; shows what was recognised, and then notes it.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class RuecklaeuferModel(SurveyDb db, Bounces bounces, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>So many that change nothing are named.</summary>
    public const int MostShown = 200;

    private const int MostAddresses = 20_000;

    public string? Adressen { get; private set; }

    /// <summary>What was recognised; null before anything was handed in.</summary>
    public BouncesFound? Found { get; private set; }

    /// <summary>The same for the form that notes it.</summary>
    public string? Sealed { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostVorschauAsync(string? adressen, List<IFormFile> dateien, CancellationToken cancel)
    {
        Adressen = adressen;
        var mails = AddressList.In(adressen ?? "").Select(ReturnedMail.Typed).ToList();
        var errors = new List<PageError>();
        if (mails.Count == 0 && !string.IsNullOrWhiteSpace(adressen))
            errors.Add(new("adressen", t["Darin steht keine E-Mail-Adresse."]));
        foreach (var file in dateien)
            try
            {
                mails.AddRange(await ReadAsync(file, cancel));
            }
            catch (UnreadableFileException refused)
            {
                errors.Add(new("dateien", $"{file.FileName}: {t.Say(refused.Sentence)}"));
            }
        if (errors.Count == 0 && mails.Count == 0)
            errors.Add(new("adressen", t["Bitte geben Sie Adressen ein, oder wählen Sie Dateien."]));
        if (mails.Count > MostAddresses)
            errors.Add(new("adressen", t["Das sind {0} auf einmal, möglich sind {1}.", mails.Count, MostAddresses]));
        if (errors.Count > 0)
            return this.Refuse(t["Erkannt wurde noch nichts"], errors);
        Found = await bounces.RecogniseAsync(Study, mails, cancel);
        Sealed = bounces.Seal(Study, Found.Letters);
        return Page();
    }

    public async Task<IActionResult> OnPostVermerkenAsync(string? gefunden, CancellationToken cancel)
    {
        try
        {
            await bounces.NoteAsync(Study, bounces.Open(Study, gefunden), cancel);
        }
        catch (RuleBrokenException broken)
        {
            return this.Refuse(StatusCodes.Status409Conflict, t["Vermerkt wurde nichts"], new PageError(null, t.Say(broken.Sentence)));
        }
        return LocalRedirect($"/team/studien/{Study.Key}/anschreiben/fehler?getan=vermerkt");
    }

    private static async Task<IEnumerable<ReturnedMail>> ReadAsync(IFormFile file, CancellationToken cancel)
    {
        await using var content = file.OpenReadStream();
        if (file.FileName.EndsWith(".eml", StringComparison.OrdinalIgnoreCase))
            return await ReturnedMail.ReadAsync(content, file.FileName, cancel);
        var bytes = new byte[file.Length];
        await content.ReadExactlyAsync(bytes, cancel);
        return AddressList.In(bytes) is { Count: > 0 } addresses
            ? addresses.Select(ReturnedMail.Typed)
            : [new(ReturnKind.Foreign, file.FileName)];
    }
}
