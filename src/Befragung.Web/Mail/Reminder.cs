using Befragung.Delphi.Rounds;

namespace Befragung.Web.Mail;

/// <summary>A sending of reminders to all whom it concerns: planned for a day before the deadline, or sent by hand.</summary>
public sealed class Reminder
{
    /// <summary>More than so many times nobody is reminded in a round.</summary>
    public const int Most = 3;

    private Reminder() { }

    /// <summary>One that is planned.</summary>
    public Reminder(Round round, int daysBefore)
    {
        ArgumentNullException.ThrowIfNull(round);
        RoundId = round.Id;
        DaysBefore = daysBefore;
    }

    /// <summary>One that is sent by hand.</summary>
    public Reminder(Round round)
    {
        ArgumentNullException.ThrowIfNull(round);
        RoundId = round.Id;
    }

    public int Id { get; private set; }

    public int RoundId { get; private set; }

    public Round Round { get; private set; } = null!;

    /// <summary>How many days before the deadline; null for one by hand.</summary>
    public int? DaysBefore { get; private set; }

    public DateTime? SentAt { get; private set; }

    public string? SentBy { get; private set; }

    /// <summary>How many got it.</summary>
    public int People { get; private set; }

    public void Sent(DateTime at, string by, int people)
    {
        SentAt = at;
        SentBy = by;
        People = people;
    }
}
