using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Offen;

/// <summary>The open links of a study: one for all, or one for each group; made, limited, switched off and on.</summary>
public sealed class OffenModel(SurveyDb db, OpenLinks links, OpenGate gate, SiteAddress site, TimeProvider clock, IStringLocalizer<Texts> t)
    : StudyPage(db)
{
    /// <summary>What makes one link for each group.</summary>
    public const string EachGroup = "*";

    public IReadOnlyList<OpenLink> Links { get; private set; } = [];

    /// <summary>What was just done; null for nothing.</summary>
    public string? Done { get; private set; }

    /// <summary>The link whose form was refused, with what was typed.</summary>
    public TypedLimits? Typed { get; private set; }

    /// <summary>The rounds that people came into by open links, and are closed.</summary>
    public IEnumerable<Round> Counted => Study.Rounds.Where(round => round.OpenSheets > 0).OrderBy(round => round.Number);

    public string AddressOf(OpenLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return site.Of($"/offen/{link.Printed}");
    }

    /// <summary>For whom a link is.</summary>
    public string NameOf(OpenLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return link.GroupKey is { } key
            ? Study.CurrentRound.Questionnaire.NameOf(key).ToString()!
            : t["Alle; wer teilnimmt, wählt die Gruppe selbst"].Value;
    }

    /// <summary>Whether anybody can come by it now, in a word; the key of a text.</summary>
    public string StandingOf(OpenLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return this switch
        {
            _ when link.OffAt is not null => "ausgeschaltet",
            _ when link.UntilAt <= Now => "beendet",
            _ when link.Participants >= link.Most => "voll",
            _ when link.FromAt > Now => "beginnt noch",
            _ when Study.CurrentRound is { State: RoundState.Open, SealedAt: null } => "eingeschaltet",
            _ => "wartet auf eine offene Runde",
        };
    }

    /// <summary>What stands in the fields of a link: as it is, or as it was typed.</summary>
    public TypedLimits LimitsOf(OpenLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return Typed?.Link == link.Id
            ? Typed
            : new(link.Id, link.Most?.ToString(CultureInfo.InvariantCulture), Day(link.FromAt), Day(link.UntilAt));
    }

    public Task OnGetAsync(string? getan, CancellationToken cancel)
    {
        Done = getan;
        return ReadAsync(cancel);
    }

    /// <param name="gruppe">Key of a group; nothing for all together, a star for each.</param>
    public async Task<IActionResult> OnPostAnlegenAsync(string? gruppe, CancellationToken cancel)
    {
        IEnumerable<string?> groups = [gruppe];
        if (gruppe == EachGroup)
            groups = Study.CurrentRound.Questionnaire.Groups.Select(group => group.Key);
        foreach (var group in groups)
            await links.AddAsync(Study, string.IsNullOrEmpty(group) ? null : group, Member, cancel);
        return Back("angelegt");
    }

    public async Task<IActionResult> OnPostSchaltenAsync(int link, bool ein, CancellationToken cancel) =>
        await links.ChangeAsync(
            Study,
            link,
            one =>
            {
                if (ein)
                    one.SwitchOn();
                else
                    one.SwitchOff(Now);
            },
            cancel
        )
            ? Back(ein ? "ein" : "aus")
            : NotFound();

    /// <param name="hoechstens">How many may take part.</param>
    /// <param name="von">The first day.</param>
    /// <param name="bis">The last day.</param>
    /// <param name="zugang">Another access code; nothing leaves it as it is.</param>
    /// <param name="ohne">Takes the access code away.</param>
    public async Task<IActionResult> OnPostAendernAsync(
        int link,
        string? hoechstens,
        string? von,
        string? bis,
        string? zugang,
        bool ohne,
        CancellationToken cancel
    )
    {
        var errors = new List<PageError>();
        int? most = null;
        if (!string.IsNullOrWhiteSpace(hoechstens))
        {
            if (
                int.TryParse(hoechstens.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is > 0 and <= OpenLink.Highest
            )
                most = number;
            else
                errors.Add(new($"hoechstens-{link}", t["Nennen Sie eine ganze Zahl von {0} bis {1}.", 1, OpenLink.Highest]));
        }
        var first = DayOf(von, $"von-{link}", errors);
        var last = DayOf(bis, $"bis-{link}", errors);
        if (last < first)
            errors.Add(new($"bis-{link}", t["Der letzte Tag liegt vor dem ersten."]));
        var code = OpenGate.Plain(zugang);
        if (!ohne && code.Length > 0 && code.Length is < OpenLink.ShortestAccessCode or > OpenLink.LongestAccessCode)
            errors.Add(
                new(
                    $"zugang-{link}",
                    t["Der Zugangscode braucht {0} bis {1} Zeichen.", OpenLink.ShortestAccessCode, OpenLink.LongestAccessCode]
                )
            );
        if (errors.Count > 0)
        {
            Typed = new(link, hoechstens, von, bis);
            await ReadAsync(cancel);
            return this.Refuse(t["Gespeichert wurde noch nichts"], errors);
        }
        return await links.ChangeAsync(
            Study,
            link,
            one =>
            {
                one.Limit(
                    most,
                    first is { } from ? Clock.At(from, TimeOnly.MinValue) : null,
                    last is { } until ? Clock.EndOf(until) : null
                );
                if (ohne)
                    one.AskFor(null);
                else if (code.Length > 0)
                    one.AskFor(gate.HashOf(code));
            },
            cancel
        )
            ? Back("geaendert")
            : NotFound();
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static string? Day(DateTime? at) =>
        at is { } time ? Clock.Date(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private DateOnly? DayOf(string? typed, string field, List<PageError> errors)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (Clock.ReadDay(typed) is { } day)
            return day;
        errors.Add(new(field, t["Das ist kein Tag. Wählen Sie einen aus, oder schreiben Sie ihn so: {0}.", "2026-12-31"]));
        return null;
    }

    private async Task ReadAsync(CancellationToken cancel) => Links = await OpenLinks.OfAsync(Db, Study, cancel);

    private LocalRedirectResult Back(string done) => LocalRedirect($"/team/studien/{Study.Key}/offen?getan={done}");
}

/// <summary>What stands in the fields of a link.</summary>
public sealed record TypedLimits(int Link, string? Most, string? From, string? Until);
