using System.IO.Compression;
using System.Text;
using Befragung.Delphi;

namespace Befragung.Web.Exchange.Reading;

/// <summary>Files that are no text, and texts of other programs: recognised by their content, whatever they are called.</summary>
public static class FileKind
{
    private const int HeadLength = 4096;

    private static readonly (byte[] Beginning, Sentence Name, bool IsPicture)[] Known =
    [
        ([.. "%PDF"u8], new("ein PDF-Dokument"), false),
        ([0x89, .. "PNG"u8], new("ein Bild (PNG)"), true),
        ([0xFF, 0xD8, 0xFF], new("ein Bild (JPEG)"), true),
        ([.. "GIF8"u8], new("ein Bild (GIF)"), true),
        ([.. "{\\rtf"u8], new("ein Textdokument (.rtf)"), false),
        ([0x1F, 0x8B], new("ein gepacktes Archiv (.gz)"), false),
        ([0x37, 0x7A, 0xBC, 0xAF], new("ein gepacktes Archiv (.7z)"), false),
    ];

    /// <summary>Whether it is a workbook that can be read as a table.</summary>
    public static bool IsWorkbook(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Head(content).AsSpan().StartsWith(Package) && HasEntry(content, "xl/workbook.xml");
    }

    /// <summary>Whether it is packed as documents and workbooks are.</summary>
    public static bool IsPackage(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Head(content).AsSpan().StartsWith(Package);
    }

    /// <summary>Why the file cannot be what it is handed in for; null where it may be text. The stream stands at its beginning afterwards.</summary>
    public static Sentence? Refusal(Stream content, FilePurpose purpose)
    {
        ArgumentNullException.ThrowIfNull(content);
        ReadOnlySpan<byte> beginning = Head(content);
        if (beginning.StartsWith(Package))
            return OfPackage(content, purpose);
        if (beginning.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return OfOldOffice(content, purpose);
        foreach (var (start, name, isPicture) in Known)
            if (beginning.StartsWith(start))
                return isPicture ? OfPicture(name, purpose) : OfDocument(name, purpose);
        return OfMarkup(beginning, purpose);
    }

    private static ReadOnlySpan<byte> Package => "PK\u0003\u0004"u8;

    private static byte[] Head(Stream content)
    {
        var head = new byte[HeadLength];
        content.Position = 0;
        var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        content.Position = 0;
        return head[..length];
    }

    private static Sentence OfPackage(Stream content, FilePurpose purpose)
    {
        if (IsWorkbook(content))
            return OfTable(new("eine Excel-Arbeitsmappe (.xlsx)"), purpose);
        if (HasEntry(content, "word/document.xml"))
            return OfDocument(new("ein Word-Dokument (.docx)"), purpose);
        if (HasEntry(content, "ppt/presentation.xml"))
            return OfDocument(new("eine Präsentation (.pptx)"), purpose);
        var type = Entry(content, "mimetype");
        if (type.StartsWith("application/vnd.oasis.opendocument.spreadsheet", StringComparison.Ordinal))
            return OfTable(new("eine OpenDocument-Tabelle (.ods)"), purpose);
        if (type.StartsWith("application/vnd.oasis.opendocument", StringComparison.Ordinal))
            return OfDocument(new("ein OpenDocument-Dokument (.odt)"), purpose);
        return OfDocument(new("ein ZIP-Archiv"), purpose);
    }

    private static Sentence OfOldOffice(Stream content, FilePurpose purpose)
    {
        // The names in its directory are UTF-16; the directory stands anywhere.
        var all = new byte[Math.Min(content.Length, 4_000_000)];
        content.ReadExactly(all);
        content.Position = 0;
        if (all.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0)
            return OfDocument(new("eine mit Passwort geschützte Office-Datei"), purpose);
        return all.AsSpan().IndexOf(Encoding.Unicode.GetBytes("WordDocument")) >= 0
            ? OfDocument(new("ein altes Word-Dokument (.doc)"), purpose)
            : OfTable(new("eine alte Excel-Arbeitsmappe (.xls)"), purpose);
    }

    private static Sentence? OfMarkup(ReadOnlySpan<byte> beginning, FilePurpose purpose)
    {
        var text = Encoding.Latin1.GetString(beginning).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (!text.StartsWith('<') || purpose == FilePurpose.Survey)
            return null;
        if (text.Contains("<LimeSurveyDocType>", StringComparison.Ordinal))
            return OfDocument(new("ein Fragebogen von LimeSurvey (.lss)"), purpose);
        return
            text.StartsWith("<?xml", StringComparison.Ordinal)
            || text.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? OfDocument(new("eine Webseite oder XML-Datei"), purpose)
            : null;
    }

    private static Sentence OfTable(Sentence name, FilePurpose purpose) =>
        purpose == FilePurpose.Survey ? OfStranger(name)
        : purpose == FilePurpose.Questionnaire
            ? new(
                "Das ist {0} und kein Fragebogen: Ein Fragebogen ist eine Textdatei (.yaml), und eine Tabelle mit Adressen gehört auf die Seite „Panel“ der Studie.",
                name
            )
        : new(
            "Das ist {0}: Bitte speichern Sie die Tabelle als Excel-Arbeitsmappe (.xlsx) oder als CSV, und wählen Sie diese Datei.",
            name
        );

    private static Sentence OfPicture(Sentence name, FilePurpose purpose) =>
        purpose == FilePurpose.Survey ? OfStranger(name)
        : purpose == FilePurpose.Questionnaire
            ? new(
                "Das ist {0} und kein Fragebogen: Ein Fragebogen ist eine Textdatei (.yaml), und ein Logo gehört auf die Seite „Gestaltung“ der Studie.",
                name
            )
        : new(
            "Das ist {0} und keine Tabelle: Gebraucht wird eine Tabelle als CSV oder Excel-Arbeitsmappe (.xlsx); ein Logo gehört auf die Seite „Gestaltung“ der Studie.",
            name
        );

    private static Sentence OfDocument(Sentence name, FilePurpose purpose) =>
        purpose == FilePurpose.Survey ? OfStranger(name)
        : purpose == FilePurpose.Questionnaire
            ? new(
                "Das ist {0} und wird hier nicht gelesen: Ein Fragebogen ist eine Textdatei (.yaml); beginnen Sie mit einer Kopie eines der mitgelieferten Fragebögen.",
                name
            )
        : new("Das ist {0} und keine Tabelle: Gebraucht wird eine Tabelle als CSV oder Excel-Arbeitsmappe (.xlsx).", name);

    private static Sentence OfStranger(Sentence name) =>
        new(
            "Das ist {0}. Übernehmen lassen sich LimeSurvey (.lss), SurveyJS (.json), XLSForm oder eine Liste in Excel (.xlsx) und Word (.docx).",
            name
        );

    private static bool HasEntry(Stream content, string name) => Open(content, package => package.GetEntry(name) is not null);

    private static string Entry(Stream content, string name) =>
        Open(
            content,
            package =>
            {
                if (package.GetEntry(name) is not { } entry)
                    return "";
                using var stream = entry.Open();
                var beginning = new byte[80];
                return Encoding.Latin1.GetString(beginning, 0, stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false));
            }
        ) ?? "";

    private static T? Open<T>(Stream content, Func<ZipArchive, T> look)
    {
        content.Position = 0;
        try
        {
            using var package = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return look(package);
        }
        catch (InvalidDataException)
        {
            return default;
        }
        finally
        {
            content.Position = 0;
        }
    }
}
