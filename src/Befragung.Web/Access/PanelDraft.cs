namespace Befragung.Web.Access;

/// <summary>A panel file between its preview and its taking in; one per study, gone with the taking in.</summary>
public sealed class PanelDraft
{
    private PanelDraft() { }

    public PanelDraft(int studyId, byte[] content, DateTime at) => (StudyId, Content, CreatedAt) = (studyId, content, at);

    public int Id { get; private set; }

    public int StudyId { get; private set; }

    public byte[] Content { get; private set; } = [];

    public DateTime CreatedAt { get; private set; }
}
