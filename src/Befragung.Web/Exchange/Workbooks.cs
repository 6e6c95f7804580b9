namespace Befragung.Web.Exchange;

/// <summary>A study's data as a workbook: the wide table, the codebook, the reasons that stand on no sheet, the rounds, and what has to be known.</summary>
internal static class Workbooks
{
    public static async Task WriteAsync(StudyExport export, FileWords words, Stream to, CancellationToken cancel)
    {
        var table = new WideTable(export);
        var codebook = new Codebook(export, words);
        using var xlsx = new XlsxWriter(to);
        xlsx.StartSheet(words.T["Antworten"], false, 8, 20, 16, 12);
        xlsx.Row(table.Columns.Select(Cell.Words));
        await foreach (var sheet in export.Sheets.WithCancellation(cancel))
            xlsx.Row(table.Row(sheet));
        xlsx.StartSheet(words.T["Codebuch"], true, 34, 24, 60, 28, 22, 9, 60, 34);
        xlsx.Row(codebook.Head.Select(Cell.Words));
        foreach (var line in codebook.Lines)
            xlsx.Row(line.Select(Cell.Words));
        if (!export.IsComplete)
        {
            xlsx.StartSheet(words.T["Begründungen"], true, 10, 24, 12, 110);
            foreach (var row in ReasonTable.Of(export))
                xlsx.Row(row);
        }
        xlsx.StartSheet(words.T["Runden"], true, 10, 10, 14, 14, 20);
        foreach (var row in codebook.Rounds)
            xlsx.Row(row);
        xlsx.StartSheet(words.T["Hinweise"], true, 110);
        xlsx.Row([Cell.Words(words.Plain(export.Title.ToString()))]);
        foreach (var note in codebook.Notes)
            xlsx.Row([Cell.Words(note)]);
    }
}
