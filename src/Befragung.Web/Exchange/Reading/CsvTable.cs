using Befragung.Delphi;
using CsvHelper;

namespace Befragung.Web.Exchange.Reading;

/// <summary>A table in a text file, separated by commas, semicolons or tabs.</summary>
internal sealed class CsvTable : Table
{
    private const int LongestRecord = 1_000_000;

    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = LongestRecord,
        PoolStrings = true,
    };

    private readonly CsvReader csv;
    private long? broken;

    public CsvTable(Stream content)
    {
        var text = TextFile.Of(content, FilePurpose.Table).Utf8Of(content);
        csv = CsvReader.Create(text, Options with { OnMalformedRecord = record => broken ??= record.LineNumber }, leaveOpen: true);
    }

    /// <summary>What separates the cells of a table in UTF-8, as its first lines tell; null where they are too long.</summary>
    public static char? SeparatorOf(Stream content)
    {
        content.Position = 0;
        using var reader = CsvReader.Create(content, Options, leaveOpen: true);
        try
        {
            return reader.Separator;
        }
        catch (CsvFormatException)
        {
            return null;
        }
    }

    public override bool MayHaveDecimalCommas => csv.Separator != ',';

    protected override bool Next(List<string> row)
    {
        bool isRow;
        try
        {
            isRow = csv.Read();
        }
        catch (CsvFormatException failure)
        {
            throw new UnreadableFileException(
                (int)Math.Max(1, failure.LineNumber),
                1,
                new Sentence("Ab hier lässt sich die Datei nicht lesen: Die Zeile hat über {0} Zeichen.", LongestRecord)
            );
        }
        if (broken is { } line)
            throw new UnreadableFileException(
                (int)line,
                1,
                new Sentence("Ein Anführungszeichen steht hier nicht richtig: Ab hier ist nicht sicher, wo eine Zelle endet.")
            );
        if (!isRow)
            return false;
        Line = (int)csv.LineNumber;
        Width = csv.FieldCount;
        for (var column = 0; column < csv.FieldCount; column++)
            row.Add(Tidy(csv.GetString(column)));
        return true;
    }

    protected override void Close() => csv.Dispose();
}
