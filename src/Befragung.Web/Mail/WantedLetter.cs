using Befragung.Delphi.Studies;

namespace Befragung.Web.Mail;

/// <summary>A kind of letter that goes only where the team wants it, and since when it does. Where there is none, it does not go.</summary>
public sealed class WantedLetter
{
    private WantedLetter() { }

    public WantedLetter(Study study, LetterKind kind, DateTime since)
    {
        ArgumentNullException.ThrowIfNull(study);
        StudyId = study.Id;
        Kind = kind;
        Since = since;
    }

    public int Id { get; private set; }

    public int StudyId { get; private set; }

    public LetterKind Kind { get; private set; }

    /// <summary>Who was concerned before gets none.</summary>
    public DateTime Since { get; private set; }
}
