using Befragung.Delphi;
using Befragung.Web.Data;
using Befragung.Web.Exchange.CodedText;
using Befragung.Web.Exchange.Import;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>Codebook and codings out, and back in from what was coded elsewhere.</summary>
public sealed class DateienModel(SurveyDb db, CodedExchange exchange, IStringLocalizer<Texts> t) : CodingPage(db)
{
    /// <summary>What came of the file; null before one was sent.</summary>
    public CodesTaken? Taken { get; private set; }

    /// <summary>What of it could not come along.</summary>
    public IReadOnlyList<ImportNote> Notes { get; private set; } = [];

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(IFormFile? datei, CancellationToken cancel)
    {
        if (datei is not { Length: > 0 })
            return this.Refuse(t["Übernommen wurde nichts"], new PageError("datei", t["Bitte wählen Sie eine Datei."]));
        try
        {
            using var content = new MemoryStream();
            await datei.CopyToAsync(content, cancel);
            content.Position = 0;
            var read = CodedAnswerFiles.Read(content);
            var matched = KnownSources.Matched(read, await exchange.SourcesAsync(Round, cancel));
            Taken = await exchange.TakeAsync(Study, Coding, matched.Answers, Account, Member, cancel);
            Notes = matched.Notes;
            return Page();
        }
        catch (UnreadableFileException refused)
        {
            return this.Refuse(t["Übernommen wurde nichts"], new PageError("datei", t.Say(refused.Sentence)));
        }
        catch (RuleBrokenException broken)
        {
            return this.Refuse(t["Übernommen wurde nichts"], new PageError("datei", t.Say(broken.Sentence)));
        }
    }
}
