using Befragung.Delphi.Rounds;

namespace Befragung.Web.Mail;

/// <summary>For when a reminder is planned: so many days before the deadline, or after the round opened.</summary>
public sealed record ReminderDay(int Days, bool IsAfterOpening = false);

/// <summary>A sending of reminders to all whom it concerns: planned for a day, or sent by hand.</summary>
public sealed class Reminder
{
    /// <summary>More than so many times nobody is reminded in a round.</summary>
    public const int Most = 3;

    private Reminder() { }

    /// <summary>One that is planned.</summary>
    public Reminder(Round round, ReminderDay day)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(day);
        RoundId = round.Id;
        if (day.IsAfterOpening)
            DaysAfter = day.Days;
        else
            DaysBefore = day.Days;
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

    /// <summary>How many days before the deadline; null for others.</summary>
    public int? DaysBefore { get; private set; }

    /// <summary>How many days after the round opened; null for others.</summary>
    public int? DaysAfter { get; private set; }

    /// <summary>For when it is planned; null for one by hand.</summary>
    public ReminderDay? Day =>
        DaysBefore is { } before ? new(before)
        : DaysAfter is { } after ? new(after, IsAfterOpening: true)
        : null;

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
