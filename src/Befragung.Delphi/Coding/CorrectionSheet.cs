namespace Befragung.Delphi.Coding;

/// <summary>
/// What one expert sees in a correction round, and says, once: own words beside each statement that they went into. The tie is frozen here, and shown to nobody but this expert.
/// </summary>
public sealed class CorrectionSheet
{
    private CorrectionSheet() { }

    /// <param name="sheetId">Of the round whose answers were coded.</param>
    /// <param name="shown">In the order of the statements; what went nowhere comes last.</param>
    /// <param name="groupKey">Null where the group would tell too much.</param>
    /// <param name="language">Null where the language would.</param>
    public CorrectionSheet(int roundId, long sheetId, IReadOnlyList<OwnWords> shown, string? groupKey, string? language)
    {
        Id = Guid.NewGuid();
        RoundId = roundId;
        SheetId = sheetId;
        Shown = shown;
        GroupKey = groupKey;
        Language = language;
    }

    /// <summary>Random, so that its order tells nothing.</summary>
    public Guid Id { get; private set; }

    public int RoundId { get; private set; }

    public long SheetId { get; private set; }

    public IReadOnlyList<OwnWords> Shown { get; private set; } = [];

    public string? GroupKey { get; private set; }

    public string? Language { get; private set; }

    /// <summary>The statements of which the expert said that they were meant so.</summary>
    public IReadOnlyList<Guid> Confirmed { get; private set; } = [];

    /// <summary>Whether it was sent. When, nobody has to know.</summary>
    public bool IsSent { get; private set; }

    /// <summary>Concurrency token: of two tabs, the second is told.</summary>
    public int Version { get; private set; }

    /// <summary>The statements that own words went into.</summary>
    public IEnumerable<Guid> Statements => Shown.Select(one => one.Statement).OfType<Guid>();

    /// <summary>Sends what the expert says; gives back what the team has to answer.</summary>
    /// <param name="correction">The correction round it belongs to.</param>
    /// <param name="said">Of statements, what was chosen or written.</param>
    /// <param name="missing">The thought that is missing; nothing for none.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="RuleBrokenException">It is over, was sent, or is not complete; <see cref="ProblemOf"/> says where.</exception>
    public IReadOnlyList<Remark> Send(Correction correction, IReadOnlyDictionary<Guid, SaidOfStatement> said, string missing, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(correction);
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(missing);
        if (IsSent)
            throw new RuleBrokenException("Ihre Rückmeldung ist schon gesendet. Sie zählt, wie Sie sie zuerst gesendet haben.");
        if (!correction.IsOpen(at))
            throw new RuleBrokenException("Die Rückmeldung ist inzwischen beendet.");
        var own = said.Where(one => Statements.Contains(one.Key)).ToDictionary();
        if (own.Values.Select(one => ProblemOf(one)).Append(ProblemOfMissing(missing)).OfType<Sentence>().FirstOrDefault() is { } problem)
            throw new RuleBrokenException(problem.German, problem.Values);
        if (missing.Length == 0 && own.Values.All(one => one.WasMeant is null))
            throw new RuleBrokenException("Sagen Sie zu mindestens einer These etwas, oder schreiben Sie, was fehlt.");
        Confirmed = [.. Statements.Where(one => own.GetValueOrDefault(one) is { WasMeant: true })];
        IsSent = true;
        Version++;
        var remarks = own.Where(one => one.Value.WasMeant is false).Select(one => new Remark(this, one.Key, one.Value.Text)).ToList();
        if (missing.Length > 0)
            remarks.Add(new(this, null, missing));
        return remarks;
    }

    /// <summary>What is wrong with what was said of a statement; null for nothing.</summary>
    public static Sentence? ProblemOf(SaidOfStatement said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return said switch
        {
            { Text.Length: > Remark.LongestText } => TooLong(said.Text),
            { Text.Length: > 0, WasMeant: not false } => new(
                "Sie haben etwas dazu geschrieben. Wählen Sie „So meinte ich es nicht“, oder leeren Sie das Feld."
            ),
            _ => null,
        };
    }

    public static Sentence? ProblemOfMissing(string missing)
    {
        ArgumentNullException.ThrowIfNull(missing);
        return missing.Length > Remark.LongestText ? TooLong(missing) : null;
    }

    private static Sentence TooLong(string text) => new("Der Text hat {0} Zeichen, möglich sind {1}.", text.Length, Remark.LongestText);
}

/// <summary>Somebody's own words, and where they went.</summary>
/// <param name="Statement">Null for those that went into none of the statements.</param>
/// <param name="Words">In the order in which they were written.</param>
public sealed record OwnWords(Guid? Statement, IReadOnlyList<string> Words);

/// <summary>What an expert says of a statement.</summary>
/// <param name="WasMeant">Null where nothing was chosen.</param>
/// <param name="Text">How it was meant instead; may be empty.</param>
public sealed record SaidOfStatement(bool? WasMeant, string Text);
