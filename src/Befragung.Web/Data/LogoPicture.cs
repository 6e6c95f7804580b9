namespace Befragung.Web.Data;

/// <summary>The picture of a study's logo. It lies by itself, so that it is read only where it is shown; what is known of it stands with the study.</summary>
public sealed class LogoPicture
{
    private LogoPicture() { }

    public LogoPicture(Guid id, int studyId, byte[] content)
    {
        Id = id;
        StudyId = studyId;
        Content = content;
    }

    public Guid Id { get; private set; }

    public int StudyId { get; private set; }

    public byte[] Content { get; private set; } = [];
}
