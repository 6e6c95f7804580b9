using Befragung.Delphi.Studies;

namespace Befragung.Web.Mail;

/// <summary>The words that the team of a study wrote for a kind of letter, in one language; where there are none, those of the platform go out.</summary>
public sealed class LetterText
{
    private LetterText() { }

    public LetterText(Study study, LetterKind kind, string language)
    {
        ArgumentNullException.ThrowIfNull(study);
        StudyId = study.Id;
        Kind = kind;
        Language = language;
    }

    public int Id { get; private set; }

    public int StudyId { get; private set; }

    public LetterKind Kind { get; private set; }

    public string Language { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string Body { get; private set; } = "";

    public DateTime At { get; private set; }

    public string By { get; private set; } = "";

    public LetterTemplate Template => new(Subject, Body);

    public void Write(LetterTemplate template, DateTime at, string by)
    {
        ArgumentNullException.ThrowIfNull(template);
        Subject = template.Subject;
        Body = template.Body;
        At = at;
        By = by;
    }
}
