using Befragung.Delphi.Rounds;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Mail;

/// <summary>What became of a round's letters.</summary>
/// <param name="Waiting">How many are still to be sent.</param>
/// <param name="Delayed">How many of those were tried already.</param>
/// <param name="GivenUp">How many are not tried any more.</param>
/// <param name="PerMinute">How many go in a minute at the most; 0 for as many as go.</param>
/// <param name="Pause">Why none goes at the moment.</param>
/// <param name="InFolder">Whether letters of the round lie in the folder.</param>
public sealed record LetterState(int Waiting, int Delayed, int GivenUp, int PerMinute, MailPause? Pause, bool InFolder);

/// <summary>The letters of a round as the team sees them. Whom they did not reach, <see cref="FailedLetters"/> knows.</summary>
public sealed class RoundLetters(
    SurveyDb db,
    Outbox outbox,
    ILetterCarrier carrier,
    MailSettings settings,
    LetterFolder folder,
    TimeProvider clock
)
{
    public async Task<LetterState> StateAsync(Round round, CancellationToken cancel)
    {
        var unsent = Unsent(round);
        var count = await unsent
            .GroupBy(_ => 1)
            .Select(all => new
            {
                Waiting = all.Count(entry => entry.GivenUpAt == null),
                Delayed = all.Count(entry => entry.GivenUpAt == null && entry.Attempts > 0),
                GivenUp = all.Count(entry => entry.GivenUpAt != null),
            })
            .SingleOrDefaultAsync(cancel);
        return new(
            count?.Waiting ?? 0,
            count?.Delayed ?? 0,
            count?.GivenUp ?? 0,
            settings.PerMinute,
            outbox.Pause,
            folder.HasLettersOf(round.Id)
        );
    }

    /// <summary>Sends a letter to whoever writes it, at once and instead of its recipient.</summary>
    /// <exception cref="MailException">It could not be carried.</exception>
    public Task SendOnTrialAsync(Letter letter, string address, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return carrier.CarryAsync(
            letter with
            {
                Mark = "probe-" + Guid.NewGuid().ToString("N"),
                ToName = address,
                ToAddress = address,
            },
            cancel
        );
    }

    /// <summary>The letters in the folder were sent by other means: they are wiped, since their links are everybody's who reads them.</summary>
    public async Task ConfirmAsync(Round round, CancellationToken cancel)
    {
        await folder.WipeAsync(db.Outbox.Where(entry => entry.RoundId == round.Id && entry.SentAt != null), cancel);
        db.Note(clock, ChronicleStep.LettersConfirmed, round.StudyId, round.Number);
        await db.SaveChangesAsync(cancel);
    }

    private IQueryable<OutboxEntry> Unsent(Round round) =>
        db.Outbox.Told().Where(entry => entry.RoundId == round.Id && entry.SentAt == null).StillNeeded(db);
}
