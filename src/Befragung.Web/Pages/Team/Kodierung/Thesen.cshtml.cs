using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>The statements made from a round's open answers, and which codes have none yet.</summary>
public sealed class ThesenModel(SurveyDb db, Statements statements, IStringLocalizer<Texts> t) : CodingPage(db)
{
    public IReadOnlyList<StatementRow> Rows { get; private set; } = [];

    /// <summary>Codes with how many mentions have them, and how many of these went into no statement.</summary>
    public IReadOnlyList<(Code Code, int Mentions, int Unused)> ByCode { get; private set; } = [];

    public string? Typed { get; private set; }

    public Guid? Chosen { get; private set; }

    public string Address => $"{Root}/thesen";

    public IReadOnlyList<Statement> Removed { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    /// <param name="aus">The code whose mentions it is made from; nothing for none yet.</param>
    public async Task<IActionResult> OnPostAsync(string? text, Guid? aus, CancellationToken cancel)
    {
        try
        {
            var statement = await statements.AddAsync(
                Study,
                Coding,
                new LocalizedText(Round.Questionnaire.Languages[0], text?.ReplaceLineEndings("\n").Trim() ?? ""),
                aus,
                Member,
                Account,
                cancel
            );
            return LocalRedirect($"{Address}/{statement.Id:N}");
        }
        catch (RuleBrokenException broken)
        {
            Db.ChangeTracker.Clear();
            Typed = text;
            Chosen = aus;
            await ReadAsync(cancel);
            return this.Refuse(t["Die These ist nicht angelegt"], new PageError("text", t.Say(broken.Sentence)));
        }
    }

    public async Task<IActionResult> OnPostHolenAsync(Guid these, CancellationToken cancel)
    {
        if (await statements.FindAsync(Round, these, cancel) is not { } found)
            return NotFound();
        found.BringBack();
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect(Address);
    }

    public async Task<IActionResult> OnPostZuZweitAsync(bool zweite, CancellationToken cancel)
    {
        Coding.AskSecond(zweite);
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect(Address);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Removed = await Statements.RemovedAsync(Db, Round.Id, cancel);
        Rows = await Statements.OfRoundAsync(Db, Round.Id, Groups, cancel);
        var uses = (await Statements.ByCodeAsync(Db, Coding, cancel)).ToDictionary(one => one.Code);
        ByCode =
        [
            .. Codes.InOrder.Where(code => uses.ContainsKey(code.Id)).Select(code => (code, uses[code.Id].Mentions, uses[code.Id].Unused)),
        ];
    }
}
