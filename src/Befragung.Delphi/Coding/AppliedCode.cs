namespace Befragung.Delphi.Coding;

/// <summary>A code that a mention was given: by the team together, or by one person who codes without seeing the others.</summary>
public sealed class AppliedCode
{
    /// <summary>Who codes where nobody codes blind.</summary>
    public const string Team = "";

    private AppliedCode() { }

    /// <param name="coder">The account of who codes blind; else <see cref="Team"/>.</param>
    public AppliedCode(Guid mentionId, Guid codeId, string coder, DateTime at, string by)
    {
        MentionId = mentionId;
        CodeId = codeId;
        Coder = coder;
        At = at;
        By = by;
    }

    public Guid MentionId { get; private set; }

    public Guid CodeId { get; private set; }

    public string Coder { get; private set; } = Team;

    public DateTime At { get; private set; }

    public string By { get; private set; } = "";
}
