using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Befragung.Delphi;
using Befragung.Web.Exchange.Reading;
using DocumentFormat.OpenXml.Packaging;

namespace Befragung.Web.Exchange.Import;

/// <summary>
/// The one way in for surveys of other tools, whether they are uploaded or come by a verb: LimeSurvey, SurveyJS, XLSForm, Word, and lists of items in Excel. What a file
/// is, is told by its content. The result may still be incomplete, but it says so: as a note, or when it is checked.
/// </summary>
public static class QuestionnaireImport
{
    /// <summary>Of a text; a package with pictures may be <see cref="LargestPackage"/>.</summary>
    public const int LargestText = 5 * 1024 * 1024;

    public const int LargestPackage = 20 * 1024 * 1024;

    /// <param name="fileName">For the title, where the file has none.</param>
    /// <param name="content">All of it, to be read several times.</param>
    /// <exception cref="UnreadableFileException">It is none of these files, or damaged.</exception>
    public static ImportedQuestionnaire Read(string fileName, Stream content)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            return OfContent(Path.GetFileNameWithoutExtension(fileName), content);
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            throw new UnreadableFileException(
                1,
                1,
                new Sentence("Die Datei ist beschädigt oder anders aufgebaut als erwartet. Exportieren oder speichern Sie sie noch einmal.")
            );
        }
    }

    private static ImportedQuestionnaire OfContent(string title, Stream content)
    {
        if (content.Length > LargestPackage)
            throw TooLarge();
        if (FileKind.IsPackage(content))
            return OfPackage(title, content);
        if (content.Length > LargestText)
            throw TooLarge();
        var text = TextFile.Of(content, FilePurpose.Survey).TextOf(content).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith('<'))
            return LimeSurveyReader.Read(SafeXml.Read(() => XmlReader.Create(new StringReader(text), SafeXml.Settings(LargestText * 2L))));
        if (text.StartsWith('{') || text.StartsWith('['))
            return SurveyJsReader.Read(title, text);
        throw new UnreadableFileException(
            1,
            1,
            text.Contains("befragung:", StringComparison.Ordinal) && text.Contains("sections:", StringComparison.Ordinal)
                ? new Sentence("Das ist schon ein Fragebogen dieses Programms; er muss nicht übernommen werden.")
                : Unknown
        );
    }

    private static ImportedQuestionnaire OfPackage(string title, Stream content)
    {
        SafePackage.Check(content);
        if (SafePackage.HasPart(content, name => name == "xl/workbook.xml"))
            return WorkbookReader.Read(title, content);
        if (SafePackage.HasPart(content, name => name == "word/document.xml"))
            return WordReader.Read(title, content);
        throw new UnreadableFileException(
            1,
            1,
            SafePackage.HasPart(content, name => name.EndsWith(".lss", StringComparison.OrdinalIgnoreCase))
                ? new Sentence("Das ist ein Archiv von LimeSurvey (.lsa). Packen Sie es aus, und nehmen Sie die Datei, die auf .lss endet.")
                : FileKind.Refusal(content, FilePurpose.Survey) ?? Unknown
        );
    }

    private static Sentence Unknown =>
        new(
            "Diese Datei ist keine, die sich übernehmen lässt: LimeSurvey (.lss), SurveyJS (.json), XLSForm oder eine Liste in Excel (.xlsx) und Word (.docx)."
        );

    private static UnreadableFileException TooLarge() => new(1, 1, new Sentence("Die Datei ist zu groß für einen Fragebogen."));

    private static bool IsBroken(Exception failure) =>
        failure
            is XmlException
                or JsonException
                or InvalidDataException
                or EndOfStreamException
                or OpenXmlPackageException
                or InvalidOperationException
                or NotSupportedException
                or NullReferenceException
                or ArgumentException
                or FormatException
                or FileFormatException
                or OverflowException
                or KeyNotFoundException
                or RegexMatchTimeoutException;
}
