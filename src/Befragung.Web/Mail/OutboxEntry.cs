using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Mail;

/// <summary>
/// A letter to be written and sent, put down in the same transaction as the step that calls for it, so that none is lost and none is sent for
/// a step that failed. The link's secret is made when the letter is: it never rests in the database.
/// </summary>
public sealed class OutboxEntry
{
    private OutboxEntry() { }

    public OutboxEntry(Panelist panelist, Round round, DateTime at) => (Panelist, Round, CreatedAt, DueAt) = (panelist, round, at, at);

    public long Id { get; private set; }

    public Guid PanelistId { get; private set; }
    public Panelist Panelist { get; private set; } = null!;

    public int RoundId { get; private set; }
    public Round Round { get; private set; } = null!;

    public DateTime CreatedAt { get; private set; }

    /// <summary>Not to be tried before.</summary>
    public DateTime DueAt { get; private set; }

    public DateTime? SentAt { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>What the carrier said last; never an address.</summary>
    public string? Failure { get; private set; }

    public void Sent(DateTime at) => (SentAt, Failure) = (at, null);

    /// <summary>Tried again after 1, 2, 4 … minutes, at most after an hour.</summary>
    public void Failed(string why, DateTime at)
    {
        Attempts++;
        Failure = why;
        DueAt = at.AddMinutes(Math.Min(60, Math.Pow(2, Math.Min(10, Attempts - 1))));
    }
}
