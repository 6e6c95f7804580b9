using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Mail;

/// <summary>
/// A letter to be written and sent, put down in the same transaction as the step that calls for it, so that none is lost and none is sent for
/// a step that failed. It is sent, given up, or waiting; whoever sends it claims it first, so that nobody else does at the same time.
/// </summary>
public sealed class OutboxEntry
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    private OutboxEntry() { }

    /// <summary>The letter with which a round begins for somebody.</summary>
    public OutboxEntry(Panelist panelist, Round round, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(panelist);
        ArgumentNullException.ThrowIfNull(round);
        PanelistId = panelist.Id;
        RoundId = round.Id;
        Kind = LetterKinds.Opening(round.Number);
        CreatedAt = at;
        DueAt = at;
    }

    /// <summary>Another letter of a round.</summary>
    /// <param name="panelistId">Whom.</param>
    /// <param name="round">Of what.</param>
    /// <param name="kind">In which words.</param>
    /// <param name="number">Which reminder it is that they get in the round, from 1 on; 0 where it is none.</param>
    /// <param name="at">Now.</param>
    /// <param name="due">Not to be sent before.</param>
    public OutboxEntry(Guid panelistId, Round round, LetterKind kind, int number, DateTime at, DateTime due)
    {
        ArgumentNullException.ThrowIfNull(round);
        PanelistId = panelistId;
        RoundId = round.Id;
        Kind = kind;
        Reminder = number;
        CreatedAt = at;
        DueAt = due;
    }

    /// <summary>How long a letter that is refused for now is tried again.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromDays(2);

    public long Id { get; private set; }

    /// <summary>Random; with the round it makes the mark of the letter. Another one where a letter came back and goes once more.</summary>
    public Guid Key { get; private set; } = Guid.NewGuid();

    public Guid PanelistId { get; private set; }
    public Panelist Panelist { get; private set; } = null!;

    public int RoundId { get; private set; }
    public Round Round { get; private set; } = null!;

    public LetterKind Kind { get; private set; }

    /// <summary>Which reminder it is of those that somebody gets in a round; 0 for what is none.</summary>
    public int Reminder { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>Not to be tried before.</summary>
    public DateTime DueAt { get; private set; }

    public DateTime? SentAt { get; private set; }

    public int Attempts { get; private set; }

    public DateTime? FirstTriedAt { get; private set; }

    /// <summary>Since then it is not tried any more, until somebody says so.</summary>
    public DateTime? GivenUpAt { get; private set; }

    public MailFault? Fault { get; private set; }

    /// <summary>What the mail server said last; never an address.</summary>
    public string? Failure { get; private set; }

    /// <summary>The secret of the link, sealed, from the first try until the letter is away.</summary>
    public string? SealedToken { get; private set; }

    /// <summary>Who is sending it now, and until when nobody else may.</summary>
    public Guid? ClaimedBy { get; private set; }
    public DateTime? ClaimedUntil { get; private set; }

    /// <summary>The same at every try.</summary>
    public string Mark => MarkPrefix(RoundId) + Key.ToString("N");

    public static string MarkPrefix(int roundId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{roundId}-");

    /// <summary>Keeps the link's secret for the tries to come.</summary>
    public void Prepare(string sealedToken) => SealedToken = sealedToken;

    public void Sent(DateTime at)
    {
        SentAt = at;
        GivenUpAt = null;
        Fault = null;
        Failure = null;
        SealedToken = null;
        Release();
    }

    /// <summary>Given up at once where trying changes nothing; else tried again after 1, 2, 4 … minutes, for two days.</summary>
    public void Failed(MailTrouble trouble, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(trouble);
        Attempts++;
        FirstTriedAt ??= at;
        Fault = trouble.Fault;
        Failure = trouble.Words;
        var pause = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(10, Attempts - 1)));
        DueAt = at + (pause < LongestPause ? pause : LongestPause);
        if (trouble.IsForGood || at - FirstTriedAt >= Patience)
            GivenUpAt = at;
        Release();
    }

    /// <summary>It was sent and came back: it is given up, as if the server had refused it.</summary>
    /// <param name="words">What came back with it, without anybody's address.</param>
    public void Returned(string? words, DateTime at)
    {
        if (SentAt is null)
            return;
        SentAt = null;
        Attempts++;
        GivenUpAt = at;
        Fault = MailFault.Returned;
        Failure = words;
    }

    /// <summary>Begins anew, for instance after the address was corrected.</summary>
    public void TryAgain(DateTime at)
    {
        // What comes back of the first one later is no word about the second.
        if (Fault == MailFault.Returned)
            Key = Guid.NewGuid();
        GivenUpAt = null;
        FirstTriedAt = null;
        Attempts = 0;
        DueAt = at;
    }

    /// <summary>Sends it once more, also where it was sent: then as another letter, with a link of its own.</summary>
    public void SendAgain(DateTime at)
    {
        if (SentAt is not null)
        {
            SentAt = null;
            Key = Guid.NewGuid();
            SealedToken = null;
        }
        Fault = null;
        Failure = null;
        TryAgain(at);
    }

    /// <summary>Not tried after all.</summary>
    public void Release()
    {
        ClaimedBy = null;
        ClaimedUntil = null;
    }
}
