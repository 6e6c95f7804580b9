namespace Befragung.Delphi.Coding;

/// <summary>What became of a remark. Stored by name.</summary>
public enum RemarkOutcome
{
    /// <summary>A statement was changed, or made, because of it.</summary>
    Taken,

    NotTaken,

    /// <summary>Answered in another way.</summary>
    Replied,
}

/// <summary>
/// What an expert said in a correction round, to be answered by the team once: that a statement was not meant so, or that a thought is missing. It keeps the trace to its sheet, which
/// only the expert sees, and stands in an order that tells nothing.
/// </summary>
public sealed class Remark
{
    public const int LongestText = 2000;

    public const int LongestAnswer = 2000;

    private Remark() { }

    /// <param name="statement">Null for a thought that is missing.</param>
    /// <param name="text">May be empty where it is about a statement.</param>
    internal Remark(CorrectionSheet sheet, Guid? statement, string text)
    {
        Id = Guid.NewGuid();
        RoundId = sheet.RoundId;
        SheetId = sheet.SheetId;
        StatementId = statement;
        Text = text;
        GroupKey = sheet.GroupKey;
        Language = sheet.Language;
    }

    public Guid Id { get; private set; }

    public int RoundId { get; private set; }

    public long SheetId { get; private set; }

    /// <summary>The statement that was not meant so; null for a thought that is missing.</summary>
    public Guid? StatementId { get; private set; }

    public string Text { get; private set; } = "";

    public string? GroupKey { get; private set; }

    public string? Language { get; private set; }

    /// <summary>Null until it is answered.</summary>
    public RemarkOutcome? Outcome { get; private set; }

    /// <summary>What the expert reads; may be empty where it was taken up.</summary>
    public string Answer { get; private set; } = "";

    public DateTime? AnsweredAt { get; private set; }

    public string? AnsweredBy { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    /// <summary>Answers it, once: the expert may have read it.</summary>
    /// <exception cref="RuleBrokenException">It is answered, or the answer says nothing or too much.</exception>
    public void Reply(RemarkOutcome? outcome, string? answer, DateTime at, string by)
    {
        if (Outcome is not null)
            throw new RuleBrokenException("Diese Rückmeldung ist schon beantwortet.");
        var text = (answer ?? "").ReplaceLineEndings("\n").Trim();
        if (outcome is null)
            throw new RuleBrokenException("Wählen Sie, was daraus geworden ist.");
        if (text.Length > LongestAnswer)
            throw new RuleBrokenException("Der Text hat {0} Zeichen, möglich sind {1}.", text.Length, LongestAnswer);
        if (text.Length == 0 && outcome == RemarkOutcome.NotTaken)
            throw new RuleBrokenException("Schreiben Sie, warum Sie es nicht übernehmen.");
        if (text.Length == 0 && outcome == RemarkOutcome.Replied)
            throw new RuleBrokenException("Schreiben Sie die Antwort.");
        Outcome = outcome;
        Answer = text;
        AnsweredAt = at;
        AnsweredBy = by;
        Version++;
    }
}
