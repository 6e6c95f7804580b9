using System.IO.Compression;

namespace Befragung.Web.Access;

/// <summary>How much of a panel file is taken. Stored by name; named as in the form.</summary>
public enum PanelChoice
{
    /// <summary>All of it: where a line is wrong, nothing is taken.</summary>
    Alles,

    /// <summary>Whoever is new, and what is changed, from the lines that are right.</summary>
    NurGute,

    /// <summary>Whoever is new, from the lines that are right; nobody who is in the panel is changed.</summary>
    NurNeue,
}

/// <summary>
/// A panel file between its preview and its taking in; one per study, gone when all are taken in, and after an hour where nobody begins with that. While it is there, nobody
/// who came from it is in the panel yet: so all of them appear in the moment in which it goes.
/// </summary>
public sealed class PanelDraft
{
    /// <summary>How long a preview waits. Then the file is gone, which is full of names and addresses.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private PanelDraft() { }

    public PanelDraft(int studyId, byte[] content, DateTime at)
    {
        StudyId = studyId;
        Content = Pack(content);
        CreatedAt = at;
    }

    public int Id { get; private set; }

    public int StudyId { get; private set; }

    /// <summary>Packed: whoever saves meanwhile waits until the database has written it.</summary>
    public byte[] Content { get; private set; } = [];

    public DateTime CreatedAt { get; private set; }

    /// <summary>Since then it is being taken in, or was cut off at that.</summary>
    public DateTime? BegunAt { get; private set; }

    /// <summary>The number of that among the takings in of the study; null before.</summary>
    public int? Intake { get; private set; }

    /// <summary>How much of it is taken; null before.</summary>
    public PanelChoice? Choice { get; private set; }

    /// <summary>Where it was cut off, it goes on with the same number, and takes the same.</summary>
    public void Begin(int intake, PanelChoice choice, DateTime at)
    {
        BegunAt ??= at;
        Intake ??= intake;
        Choice ??= choice;
    }

    /// <summary>Nobody of it was taken in after all.</summary>
    public void Undo()
    {
        BegunAt = null;
        Intake = null;
        Choice = null;
    }

    /// <summary>Whether there is a file; there is none where whoever took in had the entries already.</summary>
    public bool HasFile => Content.Length > 0;

    /// <summary>The file as it came.</summary>
    public byte[] Unpack()
    {
        // One that was put here by a version that did not pack.
        if (Content is not [0x1f, 0x8b, ..])
            return Content;
        using var packed = new GZipStream(new MemoryStream(Content), CompressionMode.Decompress);
        using var file = new MemoryStream();
        packed.CopyTo(file);
        return file.ToArray();
    }

    private static byte[] Pack(byte[] content)
    {
        if (content.Length == 0)
            return content;
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest))
            packing.Write(content);
        return packed.ToArray();
    }
}
