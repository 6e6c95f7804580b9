using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Statistics;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>A mention that several coded differently.</summary>
/// <param name="Given">Who gave it which codes.</param>
public sealed record DifferentlyCoded(Mention Mention, IReadOnlyList<(string Coder, IReadOnlyList<Code> Codes)> Given)
{
    /// <summary>The codes that anybody gave it.</summary>
    public IEnumerable<Code> Codes => Given.SelectMany(one => one.Codes).DistinctBy(code => code.Id);
}

/// <summary>Ends the blind coding, shows how far those who coded agree, and settles where they do not.</summary>
public sealed class VergleichModel(SurveyDb db, Codings codings, IStringLocalizer<Texts> t) : CodingPage(db)
{
    private const int PerPage = 25;

    [BindProperty(SupportsGet = true)]
    public int Seite { get; set; } = 1;

    /// <summary>How many mentions each coded, by name.</summary>
    public IReadOnlyList<(string Name, int Coded)> Coders { get; private set; } = [];

    /// <summary>How many mentions are coded blind.</summary>
    public int Drawn { get; private set; }

    public IReadOnlyList<DifferentlyCoded> Different { get; private set; } = [];

    public int ToSettle { get; private set; }

    /// <summary>The newest decisions where codes differed.</summary>
    public IReadOnlyList<CodedMention> Settled { get; private set; } = [];

    public Pager Pager { get; private set; } = new(1, 1);

    /// <summary>A decision that was refused.</summary>
    public (Guid Mention, IReadOnlySet<Guid> Codes, string? Note)? Refused { get; private set; }

    public string Address => $"{Root}/vergleich";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Coding.BlindShare == 0)
            return LocalRedirect($"{Root}/kodierung");
        await ReadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(bool sure, CancellationToken cancel)
    {
        if (!sure)
        {
            await ReadAsync(cancel);
            return this.Refuse(t["Verglichen ist noch nicht"], new PageError("sicher", t["Bitte bestätigen Sie, dass alle fertig sind."]));
        }
        await codings.CompareAsync(Study, Coding, Member, cancel);
        return LocalRedirect(Address);
    }

    /// <param name="gilt">Which codes hold.</param>
    public async Task<IActionResult> OnPostEntscheidenAsync(string? nennung, Guid[]? gilt, string? notiz, CancellationToken cancel)
    {
        if (RowMark.Read(nennung) is not { } mark)
            return NotFound();
        try
        {
            await codings.SettleAsync(Coding, mark, gilt ?? [], notiz, Member, cancel);
            return LocalRedirect($"{Address}?seite={Seite}");
        }
        catch (RuleBrokenException broken)
        {
            Db.ChangeTracker.Clear();
            Refused = (mark.Id, (gilt ?? []).ToHashSet(), notiz);
            await ReadAsync(cancel);
            return this.Refuse(t["Die Entscheidung ist nicht gespeichert"], new PageError(null, t.Say(broken.Sentence)));
        }
    }

    /// <summary>Whether a code is ticked: as it was sent, or where most gave it.</summary>
    public bool IsTicked(DifferentlyCoded one, Code code)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(code);
        return Refused is { } refused && refused.Mention == one.Mention.Id
            ? refused.Codes.Contains(code.Id)
            : one.Given.Count(coder => coder.Codes.Contains(code)) * 2 > one.Given.Count;
    }

    /// <summary>A measure with its interval.</summary>
    public static string Told(AgreementEstimate? measure) =>
        measure is null ? "–"
        : measure.Lower is null ? Wording.Decimals(measure.Value)
        : $"{Wording.Decimals(measure.Value)} ({Wording.Decimals(measure.Lower)} – {Wording.Decimals(measure.Upper)})";

    private async Task ReadAsync(CancellationToken cancel)
    {
        var given = await Db.BlindCodesAsync(Round.Id, cancel);
        Drawn = await Db.DrawnAsync(Round.Id, cancel);
        var accounts = given.SelectMany(mention => mention.Select(code => code.Coder)).ToHashSet();
        var names = await Db.NamesOfAsync([.. accounts], cancel);
        string NameOf(string account) => names.GetValueOrDefault(account) ?? t["ein früheres Mitglied"];
        Coders =
        [
            .. accounts
                .Select(account => (NameOf(account), given.Count(mention => mention.Any(code => code.Coder == account))))
                .OrderBy(one => one.Item1, StringComparer.CurrentCulture),
        ];
        if (Coding.IsBlind)
            return;
        var unsettled = (await Db.UnsettledAsync(Round.Id, cancel)).FindAll(mention => given.Contains(mention.Id));
        ToSettle = unsettled.Count;
        Settled = await CodedAsync(await Db.SettledByHandAsync(Coding, PerPage, cancel), cancel);
        Pager = Pager.For(Seite, unsettled.Count, PerPage, Address);
        Seite = Pager.Here;
        Different =
        [
            .. unsettled
                .Skip((Pager.Here - 1) * PerPage)
                .Take(PerPage)
                .Select(mention => new DifferentlyCoded(
                    mention,
                    [
                        .. given[mention.Id]
                            .GroupBy(code => code.Coder)
                            .Select(coder =>
                                (NameOf(coder.Key), (IReadOnlyList<Code>)[.. coder.Select(code => Codes.Find(code.CodeId)).OfType<Code>()])
                            )
                            .OrderBy(one => one.Item1, StringComparer.CurrentCulture),
                    ]
                )),
        ];
    }
}
