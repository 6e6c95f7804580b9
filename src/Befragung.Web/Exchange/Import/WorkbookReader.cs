using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.Import;

/// <summary>A workbook: an XLSForm where it has a sheet "survey" of that kind, else a list of items.</summary>
internal static class WorkbookReader
{
    public static ImportedQuestionnaire Read(string title, Stream content)
    {
        var sheets = WorkbookTable.SheetsOf(content);
        if (sheets.FirstOrDefault(name => name.Equals("survey", StringComparison.OrdinalIgnoreCase)) is { } survey)
        {
            var questions = SheetRows.Read(content, survey);
            if (questions.Column("type") >= 0 && questions.Column("name") >= 0)
                return new XlsFormReader(questions, Other("choices"), Other("settings")).Read(title);
        }
        return ItemListReader.Read(title, SheetRows.Read(content, null), sheets.Count);

        SheetRows Other(string wanted) =>
            sheets.FirstOrDefault(name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is { } name
                ? SheetRows.Read(content, name)
                : new([], []);
    }
}
