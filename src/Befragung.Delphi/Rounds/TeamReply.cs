using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Rounds;

/// <summary>
/// What the project team says to a reason that it released: one reply to each, marked as the team's. It is read wherever the reason is, from the next round on that opens; what was
/// taken back is kept nowhere, only that there was something.
/// </summary>
public sealed class TeamReply
{
    private TeamReply() { }

    /// <summary>A reply is begun; nobody reads it before <see cref="Write"/>.</summary>
    public TeamReply(Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (reason.AnswersTo is not null)
            throw new RuleBrokenException("Auf eine Antwort wird nicht noch einmal geantwortet. Antworten Sie auf die Begründung.");
        Id = Guid.NewGuid();
        ReasonId = reason.Id;
    }

    public Guid Id { get; private set; }

    /// <summary>What it replies to.</summary>
    public Guid ReasonId { get; private set; }

    /// <summary>Null where it was taken back.</summary>
    public string? Text { get; private set; }

    public DateTime WrittenAt { get; private set; }

    public string WrittenBy { get; private set; } = "";

    /// <summary>Concurrency token; and what an open round shows of it is what it showed when it opened, or nothing.</summary>
    public int Version { get; private set; }

    /// <summary>Writes it, or writes it anew.</summary>
    /// <param name="reason">What it replies to, as it is decided on now.</param>
    /// <param name="text">The reply.</param>
    /// <param name="shownIn">The number of an open round that shows what stands there so far; null where none does.</param>
    /// <param name="at">Now.</param>
    /// <param name="by">Who writes.</param>
    public void Write(Reason reason, string? text, int? shownIn, DateTime at, string by)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var words = text?.ReplaceLineEndings("\n").Trim() ?? "";
        if (words.Length == 0)
            throw new RuleBrokenException("Es steht noch nichts da. Schreiben Sie Ihre Antwort, oder ziehen Sie sie zurück.");
        if (words.Length > ReasonPart.MaxLength)
            throw new RuleBrokenException("Der Text hat {0} Zeichen, möglich sind {1}.", words.Length, ReasonPart.MaxLength);
        if (reason.State != ReasonState.Released)
            throw new RuleBrokenException("Antworten lässt sich nur auf eine Begründung, die freigegeben ist.");
        if (shownIn is { } round)
            throw new RuleBrokenException(
                "Die Antwort ist gerade in Runde {0} zu lesen. Ändern lässt sie sich, wenn die Runde geschlossen ist; zurückziehen jederzeit.",
                round
            );
        Text = words;
        WrittenAt = at;
        WrittenBy = by;
        Version++;
    }

    /// <summary>Takes it back; from now on, even where others could read it before.</summary>
    public void Withdraw(DateTime at, string by)
    {
        Text = null;
        WrittenAt = at;
        WrittenBy = by;
        Version++;
    }
}
