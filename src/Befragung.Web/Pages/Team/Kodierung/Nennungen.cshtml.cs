using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>The mentions of a round, and their codes: given by typing, taken by pressing.</summary>
public sealed class NennungenModel(SurveyDb db, Codings codings, Codebooks codebooks, IStringLocalizer<Texts> t) : CodingPage(db)
{
    private const int PerPage = 50;

    [BindProperty(SupportsGet = true)]
    public MentionFilter Zeige { get; set; } = MentionFilter.Alle;

    [BindProperty(SupportsGet = true)]
    public string? Frage { get; set; }

    /// <summary>"antwort" or "begruendung"; both without.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Art { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Gruppe { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sprache { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Mit { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Suche { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Seite { get; set; } = 1;

    /// <summary>How many of those that several code blind have no code of whoever looks; null where this is no list of its own.</summary>
    public int? LeftOfShare { get; private set; }

    /// <summary>How many are quoted in the report; null where the study quotes nothing.</summary>
    public int? Quoted { get; private set; }

    /// <summary>The mention that was coded last; it is shown even where it is not among those looked for any more.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Zuletzt { get; set; }

    public IReadOnlyList<MentionCount> Counts { get; private set; } = [];

    public IReadOnlyList<CodedMention> Mentions { get; private set; } = [];

    public CodedMention? Last { get; private set; }

    public int Found { get; private set; }

    public Pager Pager { get; private set; } = new(1, 1);

    /// <summary>What was typed for a mention and refused.</summary>
    public (Guid Mention, string? Code)? Refused { get; private set; }

    /// <summary>The languages that stand beside mentions.</summary>
    public IReadOnlyList<string> Languages { get; private set; } = [];

    public string Address => $"{Root}/nennungen";

    public bool IsFiltered =>
        Frage is not null || Art is not null || Gruppe is not null || Sprache is not null || Mit is not null || Suche is not null;

    /// <summary>The same list, with other mentions of it.</summary>
    public string AddressOf(MentionFilter filter) => AddressOf(filter, 1, null);

    public static string FieldOf(Guid mention) => $"code-{mention:N}";

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    /// <param name="nennung">As <see cref="CodingPage.Mark"/> has it.</param>
    /// <param name="code">What was typed.</param>
    /// <param name="neu">Adds the code where there is none of this name.</param>
    public Task<IActionResult> OnPostGebenAsync(string? nennung, string? code, bool neu, CancellationToken cancel) =>
        StepAsync(
            nennung,
            code,
            async mark =>
                await codings.GiveAsync(Coding, mark, await codebooks.ReadAsync(Study, Codes, code, neu, cancel), Account, Member, cancel),
            cancel
        );

    public Task<IActionResult> OnPostKeinerAsync(string? nennung, CancellationToken cancel) =>
        StepAsync(nennung, null, mark => codings.GiveAsync(Coding, mark, Codes.None!, Account, Member, cancel), cancel);

    /// <param name="weg">The mention and the code that it loses.</param>
    public Task<IActionResult> OnPostNehmenAsync(string? weg, CancellationToken cancel)
    {
        var place = (weg ?? "").LastIndexOf(':');
        return place > 0 && Guid.TryParse(weg![(place + 1)..], out var code)
            ? StepAsync(weg[..place], null, mark => codings.TakeAsync(Coding, mark, code, Account, cancel), cancel)
            : Task.FromResult<IActionResult>(NotFound());
    }

    private async Task<IActionResult> StepAsync(string? nennung, string? typed, Func<RowMark, Task> step, CancellationToken cancel)
    {
        if (RowMark.Read(nennung) is not { } mark)
            return NotFound();
        try
        {
            await step(mark);
        }
        catch (RuleBrokenException broken)
        {
            Db.ChangeTracker.Clear();
            Refused = (mark.Id, typed);
            Zuletzt = mark.Id;
            await ShowAsync(cancel);
            return this.Refuse(
                t["Nichts wurde geändert"],
                new PageError(
                    Last is null && Mentions.All(one => one.Mention.Id != mark.Id) ? null : FieldOf(mark.Id),
                    t.Say(broken.Sentence)
                )
            );
        }
        return LocalRedirect(AddressOf(Zeige, Seite, mark.Id) + $"#n-{mark.Id:N}");
    }

    private string AddressOf(MentionFilter filter, int page, Guid? last)
    {
        var query = new Dictionary<string, string?>
        {
            ["zeige"] = filter.ToString().ToLowerInvariant(),
            ["frage"] = Frage,
            ["art"] = Art,
            ["gruppe"] = Gruppe,
            ["sprache"] = Sprache,
            ["mit"] = Mit?.ToString("N"),
            ["suche"] = Suche,
            ["seite"] = page == 1 ? null : page.ToString(CultureInfo.InvariantCulture),
            ["zuletzt"] = last?.ToString("N"),
        };
        return QueryHelpers.AddQueryString(Address, query);
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        var search = new MentionSearch(
            Coding,
            Account,
            Groups,
            Zeige,
            Blank(Frage),
            Art switch
            {
                "antwort" => false,
                "begruendung" => true,
                _ => null,
            },
            Blank(Gruppe),
            Blank(Sprache),
            Mit,
            Suche
        );
        Counts = await Db.MentionCountsAsync(Coding, Account, cancel);
        if (HasShare)
            LeftOfShare = await Db.MentionsOf(new(Coding, Account, Groups, MentionFilter.Getrennt)).CountAsync(cancel);
        if (Round.Questionnaire.Settings.Quotations)
            Quoted = await Db.MentionsOf(new(Coding, Account, Groups, MentionFilter.Zitate)).CountAsync(cancel);
        Languages = await Db.MentionLanguagesAsync(Round.Id, cancel);
        var mentions = Db.MentionsOf(search);
        Found = await mentions.CountAsync(cancel);
        Pager = Pager.For(Seite, Found, PerPage, AddressOf(Zeige));
        Seite = Pager.Here;
        var shown = await mentions.InOrder().Skip((Pager.Here - 1) * PerPage).Take(PerPage).ToListAsync(cancel);
        Mentions = await CodedAsync(shown, cancel);
        if (
            Zuletzt is { } last
            && shown.TrueForAll(mention => mention.Id != last)
            && await Db.MentionAsync(Round.Id, last, cancel) is { } before
        )
            Last = (await CodedAsync([before], cancel))[0];
    }

    private static string? Blank(string? one) => string.IsNullOrEmpty(one) ? null : one;
}
