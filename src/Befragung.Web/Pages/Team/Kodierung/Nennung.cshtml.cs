using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>One mention: the text it is part of, to be cut or joined.</summary>
public sealed class NennungModel(SurveyDb db, Codings codings, IStringLocalizer<Texts> t) : CodingPage(db)
{
    public Mention Mention { get; private set; } = null!;

    /// <summary>The whole text.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Of how many mentions it consists.</summary>
    public int Pieces { get; private set; }

    /// <summary>What is in the field: the text, or what was typed.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>Whether its words may stand in the report.</summary>
    public bool MayQuote => !Mention.IsReason && Round.Questionnaire.Settings.Quotations;

    /// <summary>What is in the field of the quotation: the one there is, the text, or what was typed.</summary>
    public string TypedQuotation { get; private set; } = "";

    public string Back => $"{Root}/nennungen?zuletzt={Mention.Id:N}#n-{Mention.Id:N}";

    public async Task<IActionResult> OnGetAsync(Guid mention, CancellationToken cancel) =>
        await FindAsync(mention, cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostTeilenAsync(Guid mention, string? nennung, string? text, CancellationToken cancel) =>
        StepAsync(
            mention,
            nennung,
            "text",
            text,
            async mark =>
            {
                await codings.SplitAsync(Coding, mark, text, cancel);
                return mention;
            },
            cancel
        );

    public Task<IActionResult> OnPostZusammenAsync(Guid mention, string? nennung, CancellationToken cancel) =>
        StepAsync(mention, nennung, null, null, mark => codings.JoinAsync(Coding, mark, cancel), cancel);

    public Task<IActionResult> OnPostZitierenAsync(Guid mention, string? nennung, string? zitat, CancellationToken cancel) =>
        StepAsync(
            mention,
            nennung,
            "zitat",
            zitat,
            async mark =>
            {
                await codings.QuoteAsync(Study, Coding, mark, zitat, Member, cancel);
                return mention;
            },
            cancel
        );

    public Task<IActionResult> OnPostZuruecknehmenAsync(Guid mention, string? nennung, CancellationToken cancel) =>
        StepAsync(
            mention,
            nennung,
            null,
            null,
            async mark =>
            {
                await codings.TakeQuotationBackAsync(Coding, mark, Member, cancel);
                return mention;
            },
            cancel
        );

    private async Task<IActionResult> StepAsync(
        Guid id,
        string? nennung,
        string? field,
        string? typed,
        Func<RowMark, Task<Guid>> step,
        CancellationToken cancel
    )
    {
        if (RowMark.Read(nennung) is not { } mark || mark.Id != id)
            return NotFound();
        try
        {
            var left = await step(mark);
            return LocalRedirect($"{Root}/nennungen?zuletzt={left:N}#n-{left:N}");
        }
        catch (RuleBrokenException broken)
        {
            Db.ChangeTracker.Clear();
            if (!await FindAsync(id, cancel))
                return NotFound();
            if (field == "zitat")
                TypedQuotation = typed ?? "";
            else
                Typed = typed ?? Typed;
            return this.Refuse(t["Nichts wurde geändert"], new PageError(field, t.Say(broken.Sentence)));
        }
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        Mention = (await Db.MentionAsync(Round.Id, id, cancel))!;
        if (Mention is null)
            return false;
        Source = await Db.SourceAsync(Mention, cancel);
        Pieces = await Db.PiecesAsync(Mention, cancel);
        Typed = Mention.Text;
        TypedQuotation = Mention.Quotation ?? Mention.Text;
        return true;
    }
}
