using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Pages.Bogen;
using Befragung.Web.Pages.Team.Fragebogen.Vorschau;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>A trial by colleagues before the round opens: links for them, their sheets, and what they say of each item.</summary>
public sealed class ProbelaufModel(SurveyDb db, Trials trials, PreviewRounds rounds, SiteAddress site, IStringLocalizer<Texts> t)
    : StudyPage(db)
{
    /// <summary>The round that is tried: the newest one.</summary>
    public Round Round => Study.CurrentRound;

    /// <summary>What it asks; null where that cannot be asked at present.</summary>
    public Questionnaire? Asked { get; private set; }

    public Sentence? Trouble { get; private set; }

    public IReadOnlyList<TrialSheet> Sheets { get; private set; } = [];

    /// <summary>The link that was made just now, with what it is for. It is shown this once.</summary>
    public (string Label, string Link)? Made { get; private set; }

    /// <summary>What was typed and refused.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>The items that something was said of, in their order, and at the end those that are asked no more.</summary>
    public IEnumerable<(string Key, Item? Item, IReadOnlyList<(TrialSheet Sheet, TrialRemark Remark)> Said)> Remarked
    {
        get
        {
            var said = (
                from sheet in Sheets
                from remark in sheet.Notes.Remarks
                select (remark.Key, Sheet: sheet, Remark: remark.Value)
            ).ToLookup(one => one.Key, one => (one.Sheet, one.Remark));
            var items = Asked?.Items.ToList() ?? [];
            return
            [
                .. from item in items where said.Contains(item.Key) select (item.Key, (Item?)item, Of(item.Key)),
                .. from one in said where items.TrueForAll(item => item.Key != one.Key) select (one.Key, (Item?)null, Of(one.Key)),
            ];

            IReadOnlyList<(TrialSheet, TrialRemark)> Of(string key) => [.. said[key]];
        }
    }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAnlegenAsync(string? name, string? gruppe, string? sprache, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Typed = SectionForm.Plain(name ?? "").ReplaceLineEndings(" ");
        if (Typed.Length is 0 or > TrialSheet.LongestLabel)
            return this.Refuse(
                t["Der Link ist noch nicht angelegt"],
                new PageError("name", t["Bitte schreiben Sie, für wen der Link ist, mit höchstens {0} Zeichen.", TrialSheet.LongestLabel])
            );
        if (Asked is null)
            throw new RuleBrokenException(Trouble!.German, Trouble.Values);
        var token = await trials.AddAsync(Round, Asked, Typed, gruppe, sprache, cancel);
        Made = (Typed, site.Of($"/probe/{token}"));
        Typed = "";
        Sheets = await trials.OfAsync(Round, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostLoeschenAsync(int bogen, CancellationToken cancel)
    {
        await trials.RemoveAsync(Round, bogen, cancel);
        return LocalRedirect($"/team/studien/{Study.Key}/probelauf");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Sheets = await trials.OfAsync(Round, cancel);
        if (!Round.IsRevisable)
            Trouble = new("Runde {0} wurde geöffnet. Einen Probelauf gibt es nur vorher.", Round.Number);
        else
            try
            {
                Asked = (await rounds.FindAsync(Study, Round.Number, cancel)).Round.Questionnaire;
            }
            catch (RuleBrokenException broken)
            {
                Trouble = broken.Sentence;
            }
    }
}
