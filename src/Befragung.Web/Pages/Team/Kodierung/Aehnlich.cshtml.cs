using Befragung.Delphi;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>Mentions that say nearly the same, beside each other, to give all of them the same code at once.</summary>
public sealed class AehnlichModel(SurveyDb db, Codings codings, Codebooks codebooks, SimilarMentions similar, IStringLocalizer<Texts> t)
    : CodingPage(db)
{
    private const int PerPage = 20;

    /// <summary>Of a group with more, those without a code come first: the rest has its turn when these are coded.</summary>
    private const int MostOfOne = 50;

    [BindProperty(SupportsGet = true)]
    public int Seite { get; set; } = 1;

    /// <summary>The only mention whose like is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Zu { get; set; }

    public IReadOnlyList<IReadOnlyList<CodedMention>> Alike { get; private set; } = [];

    /// <summary>By group, how many more there are than are shown.</summary>
    public IReadOnlyList<int> More { get; private set; } = [];

    public int Found { get; private set; }

    public Pager Pager { get; private set; } = new(1, 1);

    /// <summary>What was refused: the first mention of the group, and what was typed.</summary>
    public (Guid First, string? Code)? Refused { get; private set; }

    public string Address => $"{Root}/aehnlich";

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    /// <param name="nennung">Those that are ticked.</param>
    /// <param name="erste">The first of the group.</param>
    public async Task<IActionResult> OnPostAsync(string[]? nennung, Guid erste, string? code, bool neu, CancellationToken cancel)
    {
        var marks = (nennung ?? []).Select(RowMark.Read).ToList();
        if (marks.Contains(null))
            return NotFound();
        try
        {
            if (marks.Count == 0)
                throw new RuleBrokenException("Wählen Sie, welche Nennungen den Code bekommen.");
            await codings.GiveAsync(
                Coding,
                [.. marks.Select(mark => mark!)],
                await codebooks.ReadAsync(Study, Codes, code, neu, cancel),
                Account,
                Member,
                cancel
            );
            return LocalRedirect($"{Address}?seite={Seite}{(Zu is { } only ? $"&zu={only:N}" : "")}#n-{erste:N}");
        }
        catch (RuleBrokenException broken)
        {
            Db.ChangeTracker.Clear();
            Refused = (erste, code);
            await ReadAsync(cancel);
            return this.Refuse(t["Nichts wurde geändert"], new PageError($"code-{erste:N}", t.Say(broken.Sentence)));
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var groups = await similar.GroupsAsync(Db, Round.Id, cancel);
        if (Zu is { } only)
            groups = [.. groups.Where(group => group.Contains(only))];
        Found = groups.Count;
        Pager = Pager.For(Seite, Found, PerPage, Address);
        Seite = Pager.Here;
        var open = (
            await Db.MentionsOf(new(Coding, Account, Groups, MentionFilter.Offen)).Select(mention => mention.Id).ToListAsync(cancel)
        ).ToHashSet();
        var here = groups.Skip((Pager.Here - 1) * PerPage).Take(PerPage).ToList();
        More = here.ConvertAll(group => Math.Max(0, group.Count - MostOfOne));
        var shown = here.ConvertAll(group => group.OrderBy(mention => !open.Contains(mention)).Take(MostOfOne).ToList());
        var ids = shown.SelectMany(group => group).ToList();
        var coded = (
            await CodedAsync(await Db.Mentions.AsNoTracking().Where(mention => ids.Contains(mention.Id)).ToListAsync(cancel), cancel)
        ).ToDictionary(one => one.Mention.Id);
        Alike = shown.ConvertAll<IReadOnlyList<CodedMention>>(group => [.. group.Where(coded.ContainsKey).Select(id => coded[id])]);
    }
}
