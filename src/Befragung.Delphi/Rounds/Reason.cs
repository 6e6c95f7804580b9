using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Rounds;

public enum ReasonState
{
    Waiting,
    Released,
    Withheld,
}

/// <summary>
/// An expert's reason for an answer, taken out of the sealed sheets when a round closes. Others read it only after the team released it: as it was written, or
/// shortened with the original kept; or the team withholds it and says why. The last decision counts.
/// </summary>
public sealed class Reason
{
    /// <summary>How long a note on why something is withheld may be.</summary>
    public const int MaxNote = 500;

    private Reason() { }

    public Reason(int roundId, long sheetId, ReasonPart part, string text)
    {
        ArgumentNullException.ThrowIfNull(part);
        Id = Guid.NewGuid();
        RoundId = roundId;
        SheetId = sheetId;
        ItemKey = part.ItemKey;
        Side = part.Side;
        Text = text;
    }

    /// <summary>A reply to another one's reason: from here on it is decided on as any reason is.</summary>
    public static Reason ReplyOf(int roundId, long sheetId, ReplyPart part, string text)
    {
        ArgumentNullException.ThrowIfNull(part);
        return new(roundId, sheetId, new ReasonPart(part.ItemKey, ReasonSide.Neutral), text) { AnswersTo = part.Reason };
    }

    /// <summary>Random, so that its order tells nothing.</summary>
    public Guid Id { get; private set; }

    public int RoundId { get; private set; }

    public long SheetId { get; private set; }

    public string ItemKey { get; private set; } = "";

    public ReasonSide Side { get; private set; }

    /// <summary>The reason of an earlier round that it replies to; null where it stands for itself. Others read it only below that one, as long as that one is released.</summary>
    public Guid? AnswersTo { get; private set; }

    /// <summary>As it was written.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The language of who wrote it, for readers aloud; null where nobody looked it up. Not kept with it: it would say something about the person.</summary>
    public string? Language { get; private set; }

    /// <summary>What the team says to it; null where it says nothing, and where nobody looked it up. Kept by itself, see <see cref="Rounds.TeamReply"/>.</summary>
    public string? TeamReply { get; private set; }

    /// <summary>What is shown instead of it; null where it is shown as written.</summary>
    public string? Shortened { get; private set; }

    public DateTime? ReleasedAt { get; private set; }
    public string? ReleasedBy { get; private set; }
    public DateTime? WithheldAt { get; private set; }
    public string? WithheldBy { get; private set; }
    public string? WithheldBecause { get; private set; }

    /// <summary>Concurrency token: of two decisions taken at once, the second is refused.</summary>
    public int Version { get; private set; }

    public ReasonState State =>
        this switch
        {
            { WithheldAt: not null } => ReasonState.Withheld,
            { ReleasedAt: not null } => ReasonState.Released,
            _ => ReasonState.Waiting,
        };

    /// <summary>What others read, once it is released.</summary>
    public string Shown => Shortened ?? Text;

    /// <summary>The same, told in which language its writer is addressed.</summary>
    public Reason In(string language)
    {
        Language = language;
        return this;
    }

    /// <summary>The same with what the team says to it.</summary>
    public Reason With(string? teamReply)
    {
        TeamReply = teamReply;
        return this;
    }

    /// <summary>Lets others read it.</summary>
    /// <param name="shortened">What they read; null, "" or the same text for as it was written.</param>
    /// <param name="at">Now.</param>
    /// <param name="by">Who decides.</param>
    public void Release(string? shortened, DateTime at, string by)
    {
        var text = shortened?.ReplaceLineEndings("\n").Trim();
        if (text?.Length > ReasonPart.MaxLength)
            throw new RuleBrokenException("Der Text hat {0} Zeichen, möglich sind {1}.", text.Length, ReasonPart.MaxLength);
        Shortened = string.IsNullOrEmpty(text) || text == Text ? null : text;
        ReleasedAt = at;
        ReleasedBy = by;
        WithheldAt = null;
        WithheldBy = null;
        WithheldBecause = null;
        Version++;
    }

    /// <summary>Keeps it from others; from now on, even where they could read it before.</summary>
    public void Withhold(string? why, DateTime at, string by)
    {
        if (string.IsNullOrWhiteSpace(why))
            throw new RuleBrokenException("Warum wird die Begründung zurückgehalten? Bitte nennen Sie einen Grund.");
        if (why.Trim().Length > MaxNote)
            throw new RuleBrokenException("Der Text hat {0} Zeichen, möglich sind {1}.", why.Trim().Length, MaxNote);
        WithheldAt = at;
        WithheldBy = by;
        WithheldBecause = why.Trim();
        ReleasedAt = null;
        ReleasedBy = null;
        Shortened = null;
        Version++;
    }
}
