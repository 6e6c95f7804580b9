using System.Xml;
using System.Xml.Linq;
using Befragung.Delphi;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.Import;

/// <summary>XML of strangers: nothing is fetched or expanded, and nothing is nested so deep that it could exhaust the stack.</summary>
internal static class SafeXml
{
    private const int Deepest = 200;
    private const int MostElements = 1_000_000;

    public static XmlReaderSettings Settings(long mostCharacters) =>
        new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = mostCharacters,
        };

    /// <param name="open">Opens it; it is read twice.</param>
    /// <param name="options">What is kept of it.</param>
    /// <param name="strange">What is said where it is nested or long as nothing is that belongs here; null for a questionnaire.</param>
    /// <exception cref="UnreadableFileException">It is no XML, or such that nobody writes.</exception>
    public static XDocument Read(Func<XmlReader> open, LoadOptions options = LoadOptions.PreserveWhitespace, Sentence? strange = null)
    {
        try
        {
            using (var looked = open())
                Look(looked, strange);
            using var reader = open();
            return XDocument.Load(reader, options);
        }
        catch (XmlException broken)
        {
            throw new UnreadableFileException(
                Math.Max(1, broken.LineNumber),
                Math.Max(1, broken.LinePosition),
                new Sentence("Ab hier ist die Datei beschädigt oder unvollständig. Exportieren Sie sie noch einmal.")
            );
        }
    }

    /// <summary>Goes through it once without keeping anything.</summary>
    /// <exception cref="XmlException">It is no XML.</exception>
    public static void Look(XmlReader reader, Sentence? strange = null)
    {
        var elements = 0;
        while (reader.Read())
            if (reader.Depth > Deepest || (reader.NodeType == XmlNodeType.Element && ++elements > MostElements))
                throw new UnreadableFileException(
                    1,
                    1,
                    strange
                        ?? new Sentence(
                            "Die Datei ist so tief verschachtelt oder so umfangreich wie kein Fragebogen. Ist es die richtige Datei?"
                        )
                );
    }
}
