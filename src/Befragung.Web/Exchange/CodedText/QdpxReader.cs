using System.Xml;
using System.Xml.Linq;
using Befragung.Delphi;
using Befragung.Web.Exchange.Import;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.CodedText;

/// <summary>
/// Reads what MAXQDA, ATLAS.ti, NVivo, QualCoder and this program write as REFI-QDA: a project (.qdpx, or its .qde alone) or a codebook (.qdc). What has no place here is passed over with a
/// note; what is damaged is refused as a whole.
/// </summary>
public static class QdpxReader
{
    /// <summary>A project may bring along recordings that are not looked at.</summary>
    public const long Largest = 200L * 1024 * 1024;

    /// <param name="content">All of it, to be read several times.</param>
    /// <exception cref="UnreadableFileException">It is no such file, or damaged.</exception>
    public static ReadCodedAnswers Read(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length > Largest)
            throw new UnreadableFileException(1, 1, new Sentence("Die Datei ist größer als {0} MB.", Largest / 1_048_576));
        if (FileKind.IsPackage(content))
        {
            using var package = new QdpxPackage(content);
            return new QdeReader(package.Text).Read(RootOf(package.Project()));
        }
        content.Position = 0;
        var alone = QdpxPackage.Parsed(() =>
        {
            content.Position = 0;
            return QdpxPackage.Reader(content, closes: false);
        });
        return new QdeReader(_ => null).Read(RootOf(alone));
    }

    private static XElement RootOf(XDocument document)
    {
        var root = document.Root!;
        if (
            root.Name.LocalName is not ("Project" or "CodeBook")
            || !root.Name.NamespaceName.StartsWith("urn:QDA-XML:", StringComparison.Ordinal)
        )
            throw new UnreadableFileException(
                Math.Max(1, ((IXmlLineInfo)root).LineNumber),
                Math.Max(1, ((IXmlLineInfo)root).LinePosition),
                new Sentence(
                    "Das ist weder ein Projekt (.qdpx) noch ein Codebuch (.qdc) nach REFI-QDA: Die Datei beginnt mit „{0}“.",
                    root.Name.LocalName
                )
            );
        return root;
    }
}
