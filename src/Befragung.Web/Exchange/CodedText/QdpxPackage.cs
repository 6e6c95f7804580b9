using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Befragung.Delphi;
using Befragung.Web.Exchange.Import;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.CodedText;

/// <summary>
/// A project of another program, packed: its XML file and its texts are unpacked, each up to a size, and nothing else. Paths are only looked up among the names in the package.
/// </summary>
internal sealed class QdpxPackage : IDisposable
{
    private const int MostParts = 50_000;
    private const long MostOfProject = 60_000_000,
        MostOfText = 5_000_000,
        MostOfTexts = 100_000_000,
        UsualPart = 1_000_000;
    private const int MostPacking = 150;

    private readonly ZipArchive package;
    private readonly Dictionary<string, ZipArchiveEntry> texts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ZipArchiveEntry project;
    private long unpacked;

    /// <exception cref="UnreadableFileException">It is damaged, or has no project in it.</exception>
    public QdpxPackage(Stream content)
    {
        try
        {
            content.Position = 0;
            package = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (package.Entries.Count > MostParts)
                throw TooLarge(package.Entries[0]);
            foreach (var part in package.Entries)
                texts.TryAdd(part.FullName.Replace('\\', '/'), part);
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
        project =
            texts.GetValueOrDefault(QdpxWriter.Project)
            ?? texts.Values.FirstOrDefault(part => part.FullName.EndsWith(".qde", StringComparison.OrdinalIgnoreCase))
            ?? throw new UnreadableFileException(
                1,
                1,
                new Sentence(
                    "In diesem Archiv ist kein Projekt: Es fehlt die Datei „project.qde“. Exportieren Sie das Projekt als „REFI-QDA“ (.qdpx)."
                )
            );
    }

    public XDocument Project()
    {
        Check(project, MostOfProject);
        return Guarded(() => Parsed(() => Reader(project.Open(), closes: true)));
    }

    /// <summary>XML of another program, with the lines in which everything stands.</summary>
    public static XDocument Parsed(Func<XmlReader> open) =>
        SafeXml.Read(
            open,
            LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo,
            new Sentence("Die Datei ist so tief verschachtelt oder so umfangreich wie kein Projekt, das hier übernommen werden kann.")
        );

    public static XmlReader Reader(Stream content, bool closes)
    {
        var settings = SafeXml.Settings(MostOfProject);
        settings.CloseInput = closes;
        return XmlReader.Create(content, settings);
    }

    /// <summary>The text behind a path of the project; null where it is not in the package.</summary>
    /// <exception cref="UnreadableFileException">It is too large, or no text.</exception>
    public string? Text(string path)
    {
        if (!path.StartsWith(QdpxWriter.Inside, StringComparison.OrdinalIgnoreCase))
            return null;
        var name = path[QdpxWriter.Inside.Length..].TrimStart('/');
        if ((texts.GetValueOrDefault(QdpxWriter.SourceFolder + name) ?? texts.GetValueOrDefault(name)) is not { } part)
            return null;
        Check(part, MostOfText);
        unpacked += part.Length;
        if (unpacked > MostOfTexts)
            throw TooLarge(part);
        return Guarded(() =>
        {
            using var content = new MemoryStream();
            using (var packed = part.Open())
                packed.CopyTo(content);
            return Decoded(part.FullName, content);
        });
    }

    public void Dispose() => package.Dispose();

    /// <summary>Sign by sign as it stands there, because places in it are counted.</summary>
    private static string Decoded(string name, MemoryStream content)
    {
        try
        {
            var file = TextFile.Of(content, FilePurpose.Survey);
            content.Position = file.MarkLength;
            using var reader = new StreamReader(content, file.Encoding, detectEncodingFromByteOrderMarks: false);
            return reader.ReadToEnd();
        }
        catch (UnreadableFileException refused)
        {
            throw new UnreadableFileException(
                refused.Line,
                refused.Column,
                new Sentence("Der Text „{0}“ in der Datei lässt sich nicht lesen. Exportieren Sie das Projekt noch einmal.", name)
            );
        }
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw Damaged();
        }
    }

    /// <summary>What a package says of the size of a part holds: no more than that is unpacked of it.</summary>
    private static void Check(ZipArchiveEntry part, long most)
    {
        if (part.Length > most || (part.Length > UsualPart && part.Length > part.CompressedLength * MostPacking))
            throw TooLarge(part);
    }

    public static UnreadableFileException Damaged() =>
        new(
            1,
            1,
            new Sentence("Die Datei ist beschädigt oder unvollständig. Exportieren Sie das Projekt noch einmal als „REFI-QDA“ (.qdpx).")
        );

    private static UnreadableFileException TooLarge(ZipArchiveEntry part) =>
        new(
            1,
            1,
            new Sentence("„{0}“ enthält ausgepackt weit mehr, als Antworten und Codes brauchen. Ist es die richtige Datei?", part.FullName)
        );
}
