using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Coding;

public enum StatementState
{
    Draft,
    ToCheck,
    Ready,
}

/// <summary>
/// A statement that the team makes of what experts wrote, to be put to them in a later round. It keeps the mentions it was made from, and every wording it had. How far it is, is said by
/// facts: asked to be checked, checked.
/// </summary>
public sealed class Statement
{
    /// <summary>As long as the text of a question may be.</summary>
    public const int LongestText = 2000;

    private readonly List<StatementText> wordings = [];

    private Statement() { }

    /// <param name="account">The account of who writes it: names can be alike, and change.</param>
    public Statement(int studyId, int roundId, LocalizedText text, DateTime at, string by, string account)
    {
        Id = Guid.NewGuid();
        StudyId = studyId;
        RoundId = roundId;
        CreatedAt = at;
        Write(text, at, by, account);
    }

    public Guid Id { get; private set; }

    public int StudyId { get; private set; }

    /// <summary>The round whose answers it was made from.</summary>
    public int RoundId { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>Every wording it had, the newest last.</summary>
    public IReadOnlyList<StatementText> Wordings => wordings;

    public LocalizedText Text => wordings[^1].Text;

    public DateTime? CheckAskedAt { get; private set; }
    public string? CheckAskedBy { get; private set; }

    public DateTime? ReadyAt { get; private set; }
    public string? ReadyBy { get; private set; }

    /// <summary>Whether somebody else than who wrote it said that it is ready.</summary>
    public bool IsChecked { get; private set; }

    /// <summary>The round that was planned with it, and the key of the item that it became; null as long as it was put to nobody.</summary>
    public int? AskedIn { get; private set; }
    public string? AskedAs { get; private set; }

    /// <summary>Since when it is not there any more.</summary>
    public DateTime? RemovedAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    public StatementState State =>
        this switch
        {
            { ReadyAt: not null } => StatementState.Ready,
            { CheckAskedAt: not null } => StatementState.ToCheck,
            _ => StatementState.Draft,
        };

    /// <summary>Words it anew. Whatever was checked was the wording before.</summary>
    /// <exception cref="RuleBrokenException">It is empty or too long, or was put to the panel.</exception>
    public void Write(LocalizedText text, DateTime at, string by, string account)
    {
        ArgumentNullException.ThrowIfNull(text);
        RequireNotAsked();
        foreach (var one in text.Texts.Values)
            if (one.Length > LongestText)
                throw new RuleBrokenException("Der Text hat {0} Zeichen, möglich sind {1}.", one.Length, LongestText);
        if (string.IsNullOrWhiteSpace(text.Texts.First().Value))
            throw new RuleBrokenException("Schreiben Sie die These.");
        if (wordings.Count > 0 && Same(text, Text))
            return;
        wordings.Add(new(text, at, by, account));
        CheckAskedAt = null;
        CheckAskedBy = null;
        ReadyAt = null;
        ReadyBy = null;
        Version++;
    }

    /// <summary>Asks the others to read it once more.</summary>
    public void AskForCheck(DateTime at, string by)
    {
        CheckAskedAt = at;
        CheckAskedBy = by;
        ReadyAt = null;
        ReadyBy = null;
        Version++;
    }

    /// <summary>Says that it can be put to experts.</summary>
    /// <param name="bySecond">Whether somebody else than who wrote it has to say so.</param>
    /// <param name="account">The account of who says so.</param>
    public void MakeReady(bool bySecond, DateTime at, string by, string account)
    {
        var isSecond = wordings[^1].Account != account;
        if (bySecond && !isSecond)
            throw new RuleBrokenException(
                "Wer die These geschrieben hat, kann sie hier nicht selbst auf „fertig“ setzen. Bitten Sie jemand anderen im Team."
            );
        IsChecked = isSecond;
        ReadyAt = at;
        ReadyBy = by;
        Version++;
    }

    /// <summary>Becomes an item of a round.</summary>
    /// <exception cref="RuleBrokenException">It is not ready, or an item already.</exception>
    public void AskAs(int round, string itemKey)
    {
        if (State != StatementState.Ready || RemovedAt is not null)
            throw new RuleBrokenException("Diese These ist noch nicht fertig: {0}", Text);
        if (AskedIn is { } before)
            throw new RuleBrokenException("Diese These steht schon in Runde {0}.", before);
        AskedIn = round;
        AskedAs = itemKey;
        Version++;
    }

    public void Remove(DateTime at)
    {
        RequireNotAsked();
        RemovedAt = at;
        Version++;
    }

    public void BringBack()
    {
        RemovedAt = null;
        Version++;
    }

    private void RequireNotAsked()
    {
        if (AskedIn is { } round)
            throw new RuleBrokenException("Runde {0} stellt diese These. Sie bleibt, wie sie dort steht.", round);
    }

    private static bool Same(LocalizedText one, LocalizedText other) =>
        one.Texts.Count == other.Texts.Count && one.Texts.All(text => other.Texts.GetValueOrDefault(text.Key) == text.Value);
}

/// <summary>How a statement was worded at one time.</summary>
/// <param name="Account">The account of who worded it.</param>
public sealed record StatementText(LocalizedText Text, DateTime At, string By, string Account);

/// <summary>A mention that went into a statement.</summary>
public sealed class StatementSource
{
    private StatementSource() { }

    public StatementSource(Guid statementId, Guid mentionId)
    {
        StatementId = statementId;
        MentionId = mentionId;
    }

    public Guid StatementId { get; private set; }

    public Guid MentionId { get; private set; }
}

/// <summary>What one member of the team says to the others about a statement. No expert and no report shows it.</summary>
public sealed class StatementComment
{
    public const int LongestText = 1000;

    private StatementComment() { }

    public StatementComment(Guid statementId, string? text, DateTime at, string by)
    {
        var plain = text?.ReplaceLineEndings("\n").Trim();
        if (string.IsNullOrEmpty(plain))
            throw new RuleBrokenException("Schreiben Sie etwas.");
        if (plain.Length > LongestText)
            throw new RuleBrokenException("Der Text hat {0} Zeichen, möglich sind {1}.", plain.Length, LongestText);
        Id = Guid.NewGuid();
        StatementId = statementId;
        Text = plain;
        At = at;
        By = by;
    }

    public Guid Id { get; private set; }

    public Guid StatementId { get; private set; }

    public string Text { get; private set; } = "";

    public DateTime At { get; private set; }

    public string By { get; private set; } = "";
}

/// <summary>What a statement was made from, as it may be told.</summary>
/// <param name="Mentions">How many.</param>
/// <param name="Groups">Of how many of the groups that are shown.</param>
/// <param name="OthersToo">Whether somebody wrote one of whom the group is not told.</param>
public sealed record StatementOrigin(int Mentions, int Groups, bool OthersToo)
{
    /// <param name="groups">The group of each mention; null where it is not told.</param>
    public static StatementOrigin Of(IReadOnlyCollection<string?> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return new(groups.Count, groups.OfType<string>().Distinct().Count(), groups.Contains(null));
    }
}
