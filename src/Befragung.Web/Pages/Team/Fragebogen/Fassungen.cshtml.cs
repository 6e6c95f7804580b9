using System.Globalization;
using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>One version in the list, without its text.</summary>
public sealed record KeptVersion(int Number, DateTime At, string By, bool HasErrors);

/// <summary>Who changed what and when; two versions compared, and an older one brought back.</summary>
public sealed class FassungenModel(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : DraftPage(db, drafting, t)
{
    private const int Most = 200;

    protected override bool ShowsFrozen => true;

    /// <summary>Of which round; left out, of the newest that has any.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Runde { get; set; }

    /// <summary>Rounds whose questionnaire was changed while it was written.</summary>
    public IReadOnlyList<int> Rounds { get; private set; } = [];

    /// <summary>Whether versions of the round can be brought back.</summary>
    public bool CanRestore => Check is not null && Rights.MayEdit && Runde == Written.Number;

    /// <summary>The version that is compared with the one before it.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Nummer { get; set; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<KeptVersion> Versions { get; private set; } = [];

    public IReadOnlyList<DraftDifference> Differences { get; private set; } = [];

    /// <summary>What the places of the differences are named from.</summary>
    public Draft? Compared { get; private set; }

    /// <summary>What is compared, where two are chosen: the number of a version, or "r" and the number of a round.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Von { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Bis { get; set; }

    /// <summary>Rounds that were opened: what they asked stands.</summary>
    public IReadOnlyList<int> Asked => [.. Study.Rounds.Where(round => round.OpenedAt is not null).Select(round => round.Number).Order()];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Rounds = await Db
            .QuestionnaireVersions.Where(one => one.StudyId == Study.Id)
            .Select(one => one.Round)
            .Distinct()
            .OrderBy(one => one)
            .ToListAsync(cancel);
        if (Runde is { } wanted && Study.Rounds.All(round => round.Number != wanted))
            return NotFound();
        Runde ??= Study.Drafted?.Number ?? (Rounds.Count > 0 ? Rounds[^1] : 1);
        Versions = await Befragung
            .Web.Data.Drafting.Newest(Db, Study, Runde.Value)
            .Take(Most)
            .Select(one => new KeptVersion(one.Number, one.At, one.By, one.HasErrors))
            .ToListAsync(cancel);
        if (Von is not null && Bis is not null)
            return await CompareAsync(Von, Bis, cancel);
        if (Nummer is not { } number)
            return Page();
        if (!Versions.Any(one => one.Number == number))
            return NotFound();
        Compared = await VersionAsync(number, cancel);
        if (number > 1)
            Differences = DraftDifference.Between(await VersionAsync(number - 1, cancel), Compared);
        return Page();
    }

    /// <summary>What one of the two is called: "3" is a version, "r2" what round 2 asked.</summary>
    public string NameOf(string chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        if (RoundOf(chosen) is { } round)
            return Localizer["Runde {0}, wie gefragt", round];
        var version = Versions.First(one => one.Number == NumberOf(chosen));
        return Localizer["Fassung {0}", version.Number];
    }

    private async Task<IActionResult> CompareAsync(string from, string to, CancellationToken cancel)
    {
        if (await FindAsync(from, cancel) is not { } before || await FindAsync(to, cancel) is not { } after)
            return NotFound();
        // What a round asked is written out in full, so the other is compared as it would be.
        if ((RoundOf(from) ?? RoundOf(to)) is not null)
        {
            before = WrittenOut(before);
            after = WrittenOut(after);
        }
        Compared = after;
        Differences = DraftDifference.Between(before, after);
        return Page();
    }

    private async Task<Draft?> FindAsync(string chosen, CancellationToken cancel)
    {
        if (RoundOf(chosen) is { } round)
            return Asked.Contains(round) ? Befragung.Delphi.Drafts.Draft.Of(Study.Round(round).Questionnaire) : null;
        return NumberOf(chosen) is { } number && Versions.Any(one => one.Number == number) ? await VersionAsync(number, cancel) : null;
    }

    private async Task<Draft> VersionAsync(int number, CancellationToken cancel) =>
        Befragung.Web.Data.Drafting.Read(await Drafting.VersionAsync(Study, Runde!.Value, number, cancel));

    private Draft WrittenOut(Draft draft) =>
        draft.Check(Befragung.Web.Data.Drafting.ChecksOf(Study)).Questionnaire is { } questionnaire
            ? Befragung.Delphi.Drafts.Draft.Of(questionnaire)
            : draft;

    private static int? RoundOf(string chosen) => chosen.StartsWith('r') ? NumberOf(chosen[1..]) : null;

    private static int? NumberOf(string chosen) =>
        int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public async Task<IActionResult> OnPostAsync(int fassung, CancellationToken cancel)
    {
        await Drafting.RestoreAsync(Study, fassung, Member, cancel);
        return LocalRedirect($"{Root}?gespeichert=true");
    }
}
