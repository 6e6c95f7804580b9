using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using Befragung.Delphi;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.Import;

/// <summary>Word documents and workbooks of strangers: what unpacks to far more than a questionnaire needs is refused before it is read.</summary>
internal static class SafePackage
{
    private const int MostParts = 2_000;
    private const long MostOfPart = 60_000_000;
    private const long MostOfAll = 120_000_000;
    private const long UsualPart = 1_000_000;
    private const int MostPacking = 150;

    /// <exception cref="UnreadableFileException">It is damaged, too large or built in a way that no program builds it.</exception>
    public static void Check(Stream content)
    {
        try
        {
            content.Position = 0;
            using var package = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (package.Entries.Count > MostParts || package.Entries.Sum(part => part.Length) > MostOfAll)
                throw TooLarge();
            foreach (var part in package.Entries)
                CheckPart(part);
        }
        catch (Exception failure) when (failure is XmlException or InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw Damaged();
        }
        finally
        {
            content.Position = 0;
        }
    }

    /// <summary>One part as XML; null where there is none.</summary>
    public static XDocument? Part(Stream content, string name)
    {
        try
        {
            content.Position = 0;
            using var package = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return package.GetEntry(name) is { } part
                ? SafeXml.Read(() => XmlReader.Create(part.Open(), With(SafeXml.Settings(MostOfPart))))
                : null;
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
    }

    public static bool HasPart(Stream content, Func<string, bool> isIt)
    {
        content.Position = 0;
        using var package = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        return package.Entries.Any(part => isIt(part.FullName));
    }

    public static UnreadableFileException Damaged() =>
        new(
            1,
            1,
            new Sentence("Die Datei ist beschädigt oder geschützt. Öffnen Sie sie in Word oder Excel, und speichern Sie sie noch einmal.")
        );

    private static void CheckPart(ZipArchiveEntry part)
    {
        // What a package says of the size of a part holds: no more than that is unpacked of it.
        if (part.Length > MostOfPart || (part.Length > UsualPart && part.Length > part.CompressedLength * MostPacking))
            throw TooLarge();
        if (
            !part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
            && !part.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
        )
            return;
        using var reader = XmlReader.Create(part.Open(), With(SafeXml.Settings(MostOfPart)));
        SafeXml.Look(reader);
    }

    private static XmlReaderSettings With(XmlReaderSettings settings)
    {
        settings.CloseInput = true;
        return settings;
    }

    private static UnreadableFileException TooLarge() =>
        new(1, 1, new Sentence("Die Datei enthält ausgepackt weit mehr, als ein Fragebogen braucht. Ist es die richtige Datei?"));
}
