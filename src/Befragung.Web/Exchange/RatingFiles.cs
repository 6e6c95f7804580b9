using Befragung.Web.Text;

namespace Befragung.Web.Exchange;

/// <summary>The table of ratings as a file for spreadsheet programs: a row for each rating, for a journal's supplement.</summary>
public static class RatingFiles
{
    // So many letters have room beside each other on paper, at this scale.
    private const double MostOnPage = 170;
    private const uint Scale = 66;

    /// <summary>As spreadsheet programs of the language read it.</summary>
    public static async Task<byte[]> CsvAsync(RatingSheet sheet, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        using var content = new MemoryStream();
        IEnumerable<IEnumerable<Cell>> rows =
        [
            Head(sheet),
            .. sheet.Rows.Select(row =>
                sheet
                    .Columns.Select(column => column.Of(row))
                    .Select(cell => cell.Number is null ? Cell.Words(cell.Words) : new(cell.Shown, true))
            ),
        ];
        await AnswerFiles.WriteTableAsync(rows, content, cancel, Languages.Current == "de" ? ';' : ',');
        return content.ToArray();
    }

    public static byte[] Xlsx(RatingSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        using var content = new MemoryStream();
        using (var xlsx = new XlsxWriter(content))
        {
            xlsx.StartSheet(
                sheet.Title,
                true,
                new SheetPrint(sheet.Named, Scale, Breaks(sheet)),
                [.. sheet.Columns.Select(column => column.Width)]
            );
            xlsx.Row(Head(sheet));
            foreach (var row in sheet.Rows)
                xlsx.Row(
                    sheet
                        .Columns.Select(column => column.Of(row))
                        .Select(cell => cell.Number is null ? Cell.Words(cell.Words) : Cell.Number(cell.Plain))
                );
            xlsx.StartSheet(sheet.NameOfNotes, true, new SheetPrint(0, 100, []), 110);
            xlsx.Row([Cell.Words(sheet.Subject)]);
            foreach (var note in sheet.Notes)
                xlsx.Row([Cell.Words(note)]);
        }
        return content.ToArray();
    }

    private static IEnumerable<Cell> Head(RatingSheet sheet) => sheet.Columns.Select(column => Cell.Words(column.Title));

    /// <summary>A round stays on one page, where there is room.</summary>
    private static List<int> Breaks(RatingSheet sheet)
    {
        List<int> breaks = [];
        var most = MostOnPage - sheet.Columns.Take(sheet.Named).Sum(column => column.Width);
        double filled = 0;
        for (var at = sheet.Named; at < sheet.Columns.Count; )
        {
            var together = sheet.Columns[at].Round is { } round
                ? sheet.Columns.Skip(at).TakeWhile(column => column.Round == round).ToList()
                : [sheet.Columns[at]];
            var width = together.Sum(column => column.Width);
            if (filled > 0 && filled + width > most)
            {
                breaks.Add(at);
                filled = 0;
            }
            filled += width;
            at += together.Count;
        }
        return breaks;
    }
}
