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
}

public static class LetterKinds
{
    public static IReadOnlyList<LetterKind> Reminders { get; } =
    [LetterKind.ReminderToBegin, LetterKind.ReminderToGoOn, LetterKind.ReminderToHandIn];

    /// <summary>The letter with which a round begins.</summary>
    public static LetterKind Opening(int round) => round == 1 ? LetterKind.FirstRound : LetterKind.NextRound;

    /// <summary>As in the address of its page.</summary>
    public static string Slug(this LetterKind kind) =>
        kind switch
        {
            LetterKind.FirstRound => "einladung",
            LetterKind.NextRound => "naechste-runde",
            LetterKind.ReminderToBegin => "erinnerung",
            LetterKind.ReminderToGoOn => "erinnerung-begonnen",
            _ => "erinnerung-vollstaendig",
        };

    /// <summary>What it is called, as the key of a text.</summary>
    public static string Name(this LetterKind kind) =>
        kind switch
        {
            LetterKind.FirstRound => "Einladung",
            LetterKind.NextRound => "Nächste Runde",
            LetterKind.ReminderToBegin => "Erinnerung: noch nicht begonnen",
            LetterKind.ReminderToGoOn => "Erinnerung: begonnen",
            _ => "Erinnerung: vollständig, nicht abgegeben",
        };

    /// <summary>Who gets it when, as the key of a text.</summary>
    public static string Use(this LetterKind kind) =>
        kind switch
        {
            LetterKind.FirstRound => "Geht an alle im Panel, wenn Runde 1 öffnet, und an alle, die danach hinzukommen.",
            LetterKind.NextRound => "Geht an alle im Panel, wenn Runde 2 oder eine spätere öffnet.",
            LetterKind.ReminderToBegin => "Geht bei einer Erinnerung an alle, die noch nichts gespeichert haben.",
            LetterKind.ReminderToGoOn => "Geht bei einer Erinnerung an alle, die einen Teil der Fragen beantwortet haben.",
            _ => "Geht bei einer Erinnerung an alle, die alles beantwortet, aber nicht abgegeben haben.",
        };
}
