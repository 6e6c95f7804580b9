using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages;

/// <summary>
/// An open link: says who asks, what, how long and until when, and takes in whoever wants to take part. Looking changes nothing. Whose sheet is open in this browser already comes back
/// to it; somebody else may begin after it was left.
/// </summary>
[AllowAnonymous]
public sealed class OffenModel(
    OpenLinks links,
    OpenTickets tickets,
    OpenGate gate,
    GuessedLinks guesses,
    ExpertDesks desks,
    TimeProvider clock,
    IStringLocalizer<Texts> t
) : PageModel
{
    // Short, without umlauts, and nothing to work out: whoever can read the page can copy one of them.
    private static readonly string[] Words = ["Garten", "Fenster", "Wiese", "Markt", "Bahnhof", "Brunnen", "Schule", "Wald"];

    /// <summary>Null where none is named.</summary>
    public OpenLinkShown? Link { get; private set; }

    public OpenLinkState State { get; private set; }

    /// <summary>The round that is asked; null where none is open.</summary>
    public FrozenRound? Round { get; private set; }

    /// <summary>What the study is called.</summary>
    public LocalizedText? Title { get; private set; }

    /// <summary>Whose sheet is open in this browser: one of this study (true), or of another; null where none is.</summary>
    public bool? HasBegun { get; private set; }

    /// <summary>What the form carries.</summary>
    public string Ticket { get; private set; } = "";

    /// <summary>The word that is asked for, to be copied.</summary>
    public string Word { get; private set; } = "";

    /// <summary>Whether the question is put even where the script has worked.</summary>
    public bool MustAnswer { get; private set; }

    /// <summary>What was chosen and typed.</summary>
    public string? Chosen { get; private set; }
    public string? Said { get; private set; }

    /// <summary>Those of the study; none where no round is open.</summary>
    private IReadOnlyList<string> Tongues => Round?.Questionnaire.Languages ?? [];

    /// <summary>Those one can choose from; none where the link is for a group, or there is only one.</summary>
    public IReadOnlyList<Group> Groups => Link?.GroupKey is null && Round?.Questionnaire.Groups is { Count: > 1 } groups ? groups : [];

    public async Task<IActionResult> OnGetAsync(string? code, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(code))
            return Page();
        if (Request.RouteValues["code"] is null && OpenLink.Read(code) is { } typed)
            return LocalRedirect($"/offen/{typed}");
        if (!await FindAsync(code, cancel))
            return Refuse();
        return Wanted() is { } language ? LocalRedirect($"/offen/{Link!.Code}?sprache={language}") : Page();
    }

    /// <summary>The language of the study that the browser asks for, where it is none that all pages have; null where the page is in the right one.</summary>
    private string? Wanted()
    {
        if (Tongues.All(Languages.All.Contains))
            return null;
        if (Request.Query.ContainsKey("sprache"))
            return Tongues.Contains(Languages.Content) || Languages.Spoken.Contains(Languages.Content)
                ? null
                : LanguageTag.Best(Languages.Content, Tongues);
        var best = Request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(one => one.Quality ?? 1)
            .Select(one => LanguageTag.Same(one.Value.ToString(), Tongues))
            .FirstOrDefault(one => one is not null);
        return best ?? LanguageTag.Best(Languages.Content, Tongues);
    }

    /// <summary>Takes somebody in.</summary>
    /// <param name="karte">What the page was given.</param>
    /// <param name="arbeit">What its script has found.</param>
    /// <param name="webseite">Nobody sees this field; only robots fill it in.</param>
    /// <param name="gruppe">Where one can choose.</param>
    /// <param name="zugang">The access code.</param>
    /// <param name="wort">The word that was to be copied.</param>
    public async Task<IActionResult> OnPostAsync(
        string? code,
        string? karte,
        string? arbeit,
        string? webseite,
        string? gruppe,
        string? zugang,
        string? wort,
        CancellationToken cancel
    )
    {
        if (!await FindAsync(code, cancel))
            return Refuse();
        if (HasBegun is { } own)
            return LocalRedirect(own ? "/bogen" : $"/offen/{Link!.Code}");
        if (gate.AreTooMany(HttpContext, out var isCrowd))
            return StatusCode(StatusCodes.Status429TooManyRequests);
        if (State != OpenLinkState.On)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        var ticket = tickets.Read(karte, Link!.Id);
        Chosen = gruppe;
        Said = zugang is { Length: <= OpenLink.LongestAccessCode } ? zugang : null;
        var errors = new List<PageError>();
        var group = Link.GroupKey ?? (Groups.Count > 0 ? gruppe : Round!.Questionnaire.Groups[0].Key);
        if (Round!.Questionnaire.Groups.All(one => one.Key != group))
            errors.Add(new("gruppe", t["Bitte wählen Sie, wozu Sie gehören."]));
        if (Link.AccessHash is { } hash)
            switch (gate.Knows(HttpContext, Link.Id, hash, zugang))
            {
                case null:
                    return StatusCode(StatusCodes.Status429TooManyRequests);
                case false:
                    errors.Add(new("zugang", t["Dieser Zugangscode stimmt nicht. Er steht dort, wo Sie diese Adresse gefunden haben."]));
                    break;
            }
        if (ticket is not null)
        {
            MustAnswer = isCrowd || !string.IsNullOrEmpty(webseite) || !tickets.IsWorkedOn(ticket, karte, arbeit);
            if (MustAnswer && !IsWord(ticket, wort))
                errors.Add(
                    new(
                        "wort",
                        t[
                            "Bitte schreiben Sie das Wort „{0}“ in dieses Feld. So unterscheiden wir Menschen von Programmen.",
                            WordOf(ticket)
                        ]
                    )
                );
            // The same person, and the same page: what was typed is still to be corrected.
            Ticket = karte!;
            Word = WordOf(ticket);
        }
        if (errors.Count > 0)
            return this.Refuse(t["Sie nehmen noch nicht teil"], errors);
        if (ticket is null)
            return Again();
        var questionnaire = Round.Questionnaire;
        var language = LanguageTag.Same(Languages.Content, questionnaire.Languages) ?? questionnaire.Languages[0];
        switch (await links.JoinAsync(Link, ticket.Id, group!, language, cancel))
        {
            case Joining.Joined:
                await ExpertSession.OpenAsync(HttpContext, new("", ticket.Id, language, 0));
                return LocalRedirect("/bogen");
            case Joining.UsedBefore:
                return Again();
            default:
                // Somebody was faster, or the round has closed.
                await FindAsync(code, cancel);
                if (State == OpenLinkState.On)
                    State = OpenLinkState.Full;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }
    }

    /// <summary>Somebody else wants to begin in this browser; what is on the sheet that was open stays.</summary>
    public async Task<IActionResult> OnPostVerlassenAsync(string? code, [FromServices] SurveyDb db, CancellationToken cancel)
    {
        if (await links.FindAsync(code, cancel) is not { } link)
            return Refuse();
        await ExpertSession.EndAsync(HttpContext, db, clock.GetUtcNow().UtcDateTime);
        Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return LocalRedirect($"/offen/{link.Code}");
    }

    private async Task<bool> FindAsync(string? code, CancellationToken cancel)
    {
        Link = await links.FindAsync(code, cancel);
        if (Link is null)
            return false;
        State = Link.StateAt(clock.GetUtcNow().UtcDateTime);
        if (Link.Round is { } shown)
            Round = await links.RoundAsync(shown, cancel);
        // A group may have left the questionnaire meanwhile.
        if (State == OpenLinkState.On && Link.GroupKey is { } key && Round!.Questionnaire.Groups.All(group => group.Key != key))
            State = OpenLinkState.Off;
        Title = Round?.Questionnaire.Title ?? await links.TitleAsync(Link.StudyId, cancel);
        if (Round is { } asks)
            TongueSwitch.Offer(ViewData, asks.Questionnaire.Languages);
        if ((await HttpContext.AuthenticateAsync(ExpertSession.Scheme)).Principal is { } open)
            HasBegun = await desks.FindAsync(open.PanelistId(), open.Admission(), cancel) is { } desk
                ? desk.Panelist.StudyId == Link.StudyId
                : null;
        Ticket = tickets.New(Link.Id);
        Word = WordOf(tickets.Read(Ticket, Link.Id)!);
        return Title is not null;
    }

    /// <summary>The page once more, with another ticket: what was sent had been open for half a day, or been used by somebody who has left.</summary>
    private PageResult Again()
    {
        Ticket = tickets.New(Link!.Id);
        Word = WordOf(tickets.Read(Ticket, Link.Id)!);
        return this.Refuse(
            t["Sie nehmen noch nicht teil"],
            new PageError("teilnehmen", t["Diese Seite war nicht mehr aktuell. Bitte wählen Sie noch einmal „Teilnehmen“."])
        );
    }

    private string WordOf(OpenTicket ticket) => t[Words[ticket.Word % Words.Length]];

    private bool IsWord(OpenTicket ticket, string? said) =>
        string.Equals(said?.Trim().Trim('„', '“', '”', '"'), WordOf(ticket), StringComparison.CurrentCultureIgnoreCase);

    private IActionResult Refuse()
    {
        if (guesses.AreTooMany(HttpContext))
            return new StatusCodeResult(StatusCodes.Status429TooManyRequests);
        Link = null;
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
