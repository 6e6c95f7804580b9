using Befragung.Delphi.Questionnaires.Hints;

namespace Befragung.Web.Data;

/// <summary>
/// A hint that somebody of the team has waved away. It stays so until what it speaks of changes; then it is another one, which nobody has seen yet.
/// </summary>
public sealed class DismissedHint
{
    private DismissedHint() { }

    public DismissedHint(int studyId, Hint hint, DateTime at, string by)
    {
        ArgumentNullException.ThrowIfNull(hint);
        StudyId = studyId;
        Kind = hint.Kind.ToString();
        Subject = hint.Subject;
        Fingerprint = hint.Fingerprint;
        At = at;
        By = by;
    }

    public int Id { get; private set; }

    public int StudyId { get; private set; }

    /// <summary>The name of a <see cref="HintKind"/>.</summary>
    public string Kind { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string Fingerprint { get; private set; } = "";

    public DateTime At { get; private set; }

    public string By { get; private set; } = "";

    public bool IsOf(Hint hint)
    {
        ArgumentNullException.ThrowIfNull(hint);
        return Kind == hint.Kind.ToString() && Subject == hint.Subject && Fingerprint == hint.Fingerprint;
    }
}
