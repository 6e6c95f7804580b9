namespace Befragung.Web.Exchange;

/// <summary>A panel as a table that can be read again: who is in it, and how far they are; never what they answered.</summary>
public static class PanelTable
{
    /// <param name="head">The names of the columns.</param>
    /// <param name="rows">What is in them; what a spreadsheet program would run as a formula is made harmless.</param>
    /// <param name="isWorkbook">Else it is CSV.</param>
    /// <param name="to">Where it is written to.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task WriteAsync(
        IReadOnlyList<string> head,
        IEnumerable<IReadOnlyList<string>> rows,
        bool isWorkbook,
        Stream to,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(rows);
        if (!isWorkbook)
        {
            await AnswerFiles.WriteTableAsync(rows.Prepend(head), to, cancel);
            return;
        }
        using var book = new XlsxWriter(to);
        book.StartSheet("Panel", wrapped: false, 28, 34, 18, 12, 22, 40, 24);
        foreach (var row in rows.Prepend(head))
        {
            cancel.ThrowIfCancellationRequested();
            book.Row(row.Select(Cell.Words));
        }
    }
}
