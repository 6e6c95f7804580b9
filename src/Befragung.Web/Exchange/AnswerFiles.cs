using System.Globalization;
using CsvHelper;

namespace Befragung.Web.Exchange;

/// <summary>The answers as CSV: long, as <see cref="ResponseFile"/> reads them, and wide, one line per expert and round.</summary>
internal static class AnswerFiles
{
    // What is quoted keeps its blanks.
    private static readonly CsvWriterOptions Long = new() { NewLine = "\n", Quoting = CsvQuoting.WhenNeededOrWhitespace };

    // Spreadsheet programs take a file without the mark for one in the encoding of their country.
    private static readonly CsvWriterOptions ForSpreadsheets = Long with { WriteByteOrderMark = true };

    public static async Task WriteLongAsync(StudyExport export, Stream to, CancellationToken cancel)
    {
        var rounds = export.Rounds.ToDictionary(round => round.Number);
        await using var csv = CsvWriter.Create(to, Long, leaveOpen: true);
        csv.WriteRecord(ResponseFile.Header);
        await foreach (var sheet in export.Sheets.WithCancellation(cancel))
        {
            var number = sheet.Round.ToString(CultureInfo.InvariantCulture);
            foreach (var row in sheet.Rows(rounds[sheet.Round]))
                csv.WriteRecord(
                    number,
                    row.Panelist,
                    row.Group,
                    row.Item,
                    row.IsText ? Cell.Defused(row.Value) : row.Value,
                    Cell.Defused(row.Comment)
                );
        }
        await csv.FlushAsync(cancel);
    }

    public static async Task WriteWideAsync(StudyExport export, Stream to, CancellationToken cancel)
    {
        var table = new WideTable(export);
        await using var csv = CsvWriter.Create(to, ForSpreadsheets, leaveOpen: true);
        csv.WriteRecord([.. table.Columns]);
        await foreach (var sheet in export.Sheets.WithCancellation(cancel))
        {
            foreach (var cell in table.Row(sheet))
                csv.WriteField(cell.Value);
            await csv.EndRecordAsync(cancel);
        }
        await csv.FlushAsync(cancel);
    }

    /// <summary>A small table that is there already, such as the codebook.</summary>
    public static Task WriteTableAsync(IEnumerable<IReadOnlyList<string>> rows, Stream to, CancellationToken cancel) =>
        WriteTableAsync(rows.Select(row => row.Select(Cell.Words)), to, cancel);

    /// <summary>The same of words and numbers.</summary>
    public static async Task WriteTableAsync(IEnumerable<IEnumerable<Cell>> rows, Stream to, CancellationToken cancel, char between = ',')
    {
        await using var csv = CsvWriter.Create(to, ForSpreadsheets with { Separator = between }, leaveOpen: true);
        foreach (var row in rows)
        {
            foreach (var cell in row)
                csv.WriteField(cell.Value);
            await csv.EndRecordAsync(cancel);
        }
        await csv.FlushAsync(cancel);
    }
}
