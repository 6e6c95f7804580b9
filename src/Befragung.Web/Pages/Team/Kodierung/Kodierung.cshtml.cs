using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>Begins the coding of a round's open answers, and shows how far it is.</summary>
public sealed class KodierungModel(SurveyDb db, Codings codings, TimeProvider clock, IStringLocalizer<Texts> t) : CodingPage(db)
{
    /// <summary>Shares that may be coded by several people each for themselves, in per cent.</summary>
    public static IReadOnlyList<int> Shares { get; } = [10, 20, 30, 50, 100];

    protected override bool IsBeginning => true;

    /// <summary>Other rounds whose answers may be read.</summary>
    public IEnumerable<Round> Others =>
        Study.Rounds.Where(round => round.Number != Round.Number && round.Result is { IsTooSmall: false }).OrderBy(round => round.Number);

    /// <summary>Questions that something was written to, with how many texts.</summary>
    public IReadOnlyList<(Item Item, int Texts)> Written { get; private set; } = [];

    public int ReasonsGiven { get; private set; }

    public IReadOnlyList<MentionCount> Counts { get; private set; } = [];

    /// <summary>What experts said in the correction round and nobody answered yet.</summary>
    public int OpenRemarks { get; private set; }

    /// <summary>What was chosen before something was refused.</summary>
    public IReadOnlySet<string>? Chosen { get; private set; }

    public bool WithReasons { get; private set; }

    public int Share { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    /// <param name="frage">Keys of the questions whose answers are coded.</param>
    /// <param name="anteil">How many per cent are coded by several people, each for themselves.</param>
    public async Task<IActionResult> OnPostAsync(string[]? frage, bool begruendungen, int anteil, CancellationToken cancel)
    {
        if (anteil != 0 && !Shares.Contains(anteil))
            return BadRequest();
        try
        {
            await codings.BeginAsync(Study, Round, frage ?? [], begruendungen, anteil, Member, cancel);
            return LocalRedirect($"{Root}/nennungen");
        }
        catch (RuleBrokenException broken) when (Begun is null)
        {
            Chosen = (frage ?? []).ToHashSet();
            WithReasons = begruendungen;
            Share = anteil;
            await ReadAsync(cancel);
            return this.Refuse(t["Die Kodierung hat noch nicht begonnen"], new PageError(null, t.Say(broken.Sentence)));
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        if (Begun is not null)
        {
            Counts = await Db.MentionCountsAsync(Coding, Account, cancel);
            OpenRemarks = await Db.OpenRemarksAsync(Round.Id, clock.GetUtcNow().UtcDateTime, cancel);
            return;
        }
        var texts = await Db.TextsByItemAsync(Round.Id, cancel);
        Written = [.. Round.Questionnaire.Items.Where(item => texts.ContainsKey(item.Key)).Select(item => (item, texts[item.Key]))];
        ReasonsGiven = (await Db.ReasonCountAsync(Round.Id, cancel)).All;
    }
}
