namespace Befragung.Web.Mail;

/// <summary>What a letter to an expert is for. Stored by name.</summary>
public enum LetterKind
{
    /// <summary>Round 1, or whoever comes into the panel while it is open.</summary>
    FirstRound,

    /// <summary>A later round has opened.</summary>
    NextRound,

    /// <summary>To whoever has saved nothing yet.</summary>
    ReminderToBegin,

    /// <summary>To whoever has saved something, and not all.</summary>
    ReminderToGoOn,

    /// <summary>To whoever has answered everything and not handed in.</summary>
    ReminderToHandIn,

    /// <summary>To whoever has not handed in, where the team wants them to hear of another deadline.</summary>
    NewDeadline,

    /// <summary>To whoever has handed in, where the team wants it.</summary>
    Thanks,

    /// <summary>To whoever has asked for a link.</summary>
    NewLink,

    /// <summary>To whoever has said that they will not take part.</summary>
    Declined,

    /// <summary>To whoever took part, once there is something to read and the team says so.</summary>
    ResultsReleased,

    /// <summary>To whoever wrote what statements were made from, when a correction round begins.</summary>
    Correction,
}

public static class LetterKinds
{
    public static IReadOnlyList<LetterKind> Reminders { get; } =
    [LetterKind.ReminderToBegin, LetterKind.ReminderToGoOn, LetterKind.ReminderToHandIn];

    /// <summary>The letter with which a round begins.</summary>
    public static LetterKind Opening(int round) => round == 1 ? LetterKind.FirstRound : LetterKind.NextRound;

    /// <summary>Whether it goes only in studies whose team has switched it on.</summary>
    public static bool IsWanted(this LetterKind kind) => kind == LetterKind.Thanks;

    /// <summary>Whether it asks for answers, so that the deadline and a way to decline belong to it.</summary>
    public static bool Asks(this LetterKind kind) =>
        kind is not (LetterKind.Thanks or LetterKind.Declined or LetterKind.ResultsReleased or LetterKind.Correction);

    /// <summary>
    /// Those of which the team may be told to whom they go. Whatever lists or counts letters for people goes through this: of one about what somebody wrote, that it exists tells who wrote.
    /// </summary>
    public static IQueryable<OutboxEntry> Told(this IQueryable<OutboxEntry> letters) =>
        letters.Where(letter => letter.Kind != LetterKind.Correction);

    /// <summary>Without which it would be of no use; null for nothing.</summary>
    public static Placeholder? Needs(this LetterKind kind) =>
        kind switch
        {
            LetterKind.Thanks => null,
            LetterKind.Declined => Placeholder.Decline,
            LetterKind.ResultsReleased => Placeholder.Results,
            _ => Placeholder.Link,
        };

    /// <summary>As in the address of its page.</summary>
    public static string Slug(this LetterKind kind) =>
        kind switch
        {
            LetterKind.FirstRound => "einladung",
            LetterKind.NextRound => "naechste-runde",
            LetterKind.ReminderToBegin => "erinnerung",
            LetterKind.ReminderToGoOn => "erinnerung-begonnen",
            LetterKind.ReminderToHandIn => "erinnerung-vollstaendig",
            LetterKind.NewDeadline => "neue-frist",
            LetterKind.Thanks => "dank",
            LetterKind.NewLink => "neuer-link",
            LetterKind.Declined => "absage",
            LetterKind.Correction => "rueckmeldung",
            _ => "ergebnis",
        };

    /// <summary>What it is called, as the key of a text.</summary>
    public static string Name(this LetterKind kind) =>
        kind switch
        {
            LetterKind.FirstRound => "Einladung",
            LetterKind.NextRound => "Nächste Runde",
            LetterKind.ReminderToBegin => "Erinnerung: noch nicht begonnen",
            LetterKind.ReminderToGoOn => "Erinnerung: begonnen",
            LetterKind.ReminderToHandIn => "Erinnerung: vollständig, nicht abgegeben",
            LetterKind.NewDeadline => "Neue Frist",
            LetterKind.Thanks => "Dank nach dem Abgeben",
            LetterKind.NewLink => "Neuer Link",
            LetterKind.Declined => "Absage bestätigt",
            LetterKind.Correction => "Rückmeldung zu Thesen",
            _ => "Ergebnis liegt vor",
        };

    /// <summary>Who gets it when, as the key of a text.</summary>
    public static string Use(this LetterKind kind) =>
        kind switch
        {
            LetterKind.FirstRound => "Geht an alle im Panel, wenn Runde 1 öffnet, und an alle, die danach hinzukommen.",
            LetterKind.NextRound => "Geht an alle im Panel, wenn Runde 2 oder eine spätere öffnet.",
            LetterKind.ReminderToBegin => "Geht bei einer Erinnerung an alle, die noch nichts gespeichert haben.",
            LetterKind.ReminderToGoOn => "Geht bei einer Erinnerung an alle, die einen Teil der Fragen beantwortet haben.",
            LetterKind.ReminderToHandIn => "Geht bei einer Erinnerung an alle, die alles beantwortet, aber nicht abgegeben haben.",
            LetterKind.NewDeadline => "Geht an alle, die noch nicht abgegeben haben, wenn Sie die Frist ändern und es dort ankreuzen.",
            LetterKind.Thanks => "Geht einmal je Runde an alle, die abgeben, wenn Sie es einschalten.",
            LetterKind.NewLink => "Geht an Personen im Panel, die auf der Seite „Neuer Link“ ihre Adresse eingeben.",
            LetterKind.Declined => "Geht an alle, die absagen, einmal je Absage.",
            LetterKind.Correction => "Geht an alle, aus deren Worten Thesen entstanden sind, wenn Sie die Korrekturrunde beginnen.",
            _ => "Geht an alle, die mitgewirkt haben, wenn das Ergebnis freigegeben ist und Sie es verschicken.",
        };
}
