using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>Asks before an opening is taken back: as long as nobody has answered, and with one more tick where somebody has begun.</summary>
public sealed class ZuruecknehmenModel(SurveyDb db, LongSteps steps, MailSettings mail, IStringLocalizer<Texts> t) : StudyPage(db)
{
    public Round Round { get; private set; } = null!;

    /// <summary>How many have consented in the round, or saved an answer.</summary>
    public int Begun { get; private set; }

    /// <summary>How many have saved an answer, handed in or not.</summary>
    public int Answered { get; private set; }

    /// <summary>Letters that went out already.</summary>
    public int Sent { get; private set; }

    /// <summary>Letters that have not gone yet, and will not.</summary>
    public int Waiting { get; private set; }

    public bool OnlyFolder => mail.OnlyFolder;

    /// <summary>What was confirmed already.</summary>
    public bool Sure { get; private set; }
    public bool EvenBegun { get; private set; }

    public string Back => $"/team/studien/{Study.Key}/runden/{Round.Number}";

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel) =>
        await FindAsync(number, cancel)
            ? Round.State == RoundState.Open && !Round.IsClosing
                ? Page()
                : LocalRedirect(Back)
            : NotFound();

    /// <param name="sure">The round is planned again then.</param>
    /// <param name="begun">Also where somebody has begun.</param>
    public async Task<IActionResult> OnPostAsync(int number, bool sure, bool begun, CancellationToken cancel)
    {
        if (!await FindAsync(number, cancel))
            return NotFound();
        Round.RequireUnsealed();
        Sure = sure;
        EvenBegun = begun;
        if (Answered == 0 && Missing().ToList() is { Count: > 0 } missing)
            return this.Refuse(t["Die Runde ist weiter geöffnet"], missing);
        return LocalRedirect(
            await steps.RunAsync(
                Study,
                new(new("Die Öffnung der Runde {0} wird gerade zurückgenommen.", number), Back + "?getan=zurueckgenommen"),
                (services, study) =>
                    services.GetRequiredService<Fieldwork>().DiscardAsync(study, study.Round(number), begun, CancellationToken.None),
                cancel
            )
        );
    }

    /// <summary>What is still to be confirmed.</summary>
    private IEnumerable<PageError> Missing()
    {
        if (!Sure)
            yield return new("sicher", t["Bitte bestätigen Sie mit dem Häkchen, dass die Öffnung zurückgenommen werden soll."]);
        if (Begun > 0 && !EvenBegun)
            yield return new("begonnen", t["Bitte bestätigen Sie mit dem Häkchen, dass schon jemand begonnen hat."]);
    }

    private async Task<bool> FindAsync(int number, CancellationToken cancel)
    {
        if (Study.Rounds.SingleOrDefault(round => round.Number == number) is not { } round)
            return false;
        Round = round;
        Begun = await Db.BegunAsync(round.Id, cancel);
        Answered = await Db.AnsweredAsync(round.Id, cancel);
        Sent = await Db.Outbox.CountAsync(entry => entry.RoundId == round.Id && entry.SentAt != null, cancel);
        Waiting = await Db.Outbox.CountAsync(entry => entry.RoundId == round.Id && entry.SentAt == null, cancel);
        return true;
    }
}
