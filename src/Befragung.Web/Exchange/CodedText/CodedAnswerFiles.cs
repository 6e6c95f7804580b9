using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.CodedText;

/// <summary>The one way in for what others coded: a project or a codebook of REFI-QDA, a workbook, or CSV. What a file is, is told by its content.</summary>
public static class CodedAnswerFiles
{
    /// <param name="content">All of it, to be read several times.</param>
    /// <exception cref="UnreadableFileException">It is none of these files, or damaged.</exception>
    public static ReadCodedAnswers Read(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (FileKind.IsWorkbook(content))
            return CodedTables.Read(content);
        return FileKind.IsPackage(content) || IsMarkup(content) ? QdpxReader.Read(content) : CodedTables.Read(content);
    }

    private static bool IsMarkup(Stream content)
    {
        content.Position = 0;
        using var reader = new StreamReader(content, leaveOpen: true);
        var first = reader.Read();
        while (first >= 0 && char.IsWhiteSpace((char)first))
            first = reader.Read();
        content.Position = 0;
        return first == '<';
    }
}
