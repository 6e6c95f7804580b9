using Befragung.Web.Exchange;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Befragung.Web.Tests.Exchange;

/// <summary>The workbook, as a spreadsheet program reads it.</summary>
public class WorkbookTests
{
    [Fact]
    public async Task It_is_a_valid_workbook_of_four_sheets()
    {
        using var workbook = SpreadsheetDocument.Open(await ExportFiles.Workbook.BytesAsync(ExportSample.Export()), isEditable: false);
        Assert.Empty(
            new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019)
                .Validate(workbook)
                .Select(error => $"{error.Path?.XPath}: {error.Description}")
        );
        Assert.Equal(["Antworten", "Codebuch", "Runden", "Hinweise"], Names(workbook));
        using var english = SpreadsheetDocument.Open(await ExportFiles.Workbook.BytesAsync(ExportSample.Export(), "en"), isEditable: false);
        Assert.Equal(["Answers", "Codebook", "Rounds", "Notes"], Names(english));
    }

    [Fact]
    public async Task Its_answers_are_those_of_the_wide_table_numbers_as_numbers()
    {
        var wide = ExportSample.Table(await ExportFiles.AnswersWide.TextAsync(ExportSample.Export()));
        using var workbook = SpreadsheetDocument.Open(await ExportFiles.Workbook.BytesAsync(ExportSample.Export()), isEditable: false);
        var cells = Cells(workbook, 0);
        Assert.Equal(
            wide.SelectMany(
                (row, index) => row.Select((value, column) => (Name(column) + (index + 1), value)).Where(cell => cell.value.Length > 0)
            ),
            cells.Select(cell => (cell.CellReference!.Value!, Read(cell)))
        );
        var number = cells.Single(cell => cell.CellReference == "Q2");
        Assert.Equal((null, "-12.5"), (number.DataType?.Value, number.CellValue!.Text));
        Assert.All(cells, cell => Assert.Null(cell.CellFormula));
    }

    [Fact]
    public async Task The_other_sheets_tell_what_is_in_it()
    {
        using var workbook = SpreadsheetDocument.Open(
            await ExportFiles.Workbook.BytesAsync(ExportSample.Export(complete: false)),
            isEditable: false
        );
        Assert.Contains("1 = unwichtig; 2; 3; 4; 5 = sehr wichtig", Cells(workbook, 1).Select(Read));
        Assert.Equal(["Antworten", "Codebuch", "Begründungen", "Runden", "Hinweise"], Names(workbook));
        Assert.Equal(["round", "item", "side", "reason", "number", "answers_to"], Cells(workbook, 2).Select(Read));
        Assert.Equal(
            [
                "Runde",
                "Fragen",
                "eingeladen",
                "abgegeben",
                "geschlossen (UTC)",
                "1",
                "12",
                "36",
                "36",
                "2026-03-01 09:30",
                "2",
                "9",
                "36",
                "36",
            ],
            Cells(workbook, 3).Select(Read)
        );
        var notes = Cells(workbook, 4).Select(Read).ToList();
        Assert.Equal("'=Größe und mehr", notes[0]);
        Assert.Contains(notes, note => note.StartsWith("Wer zu einer Gruppe gehört, die", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.StartsWith("Ein Apostroph am Anfang", StringComparison.Ordinal));
        Assert.Contains("Quartile im Bericht: Typ 6 nach Hyndman und Fan.", notes);
        Assert.DoesNotContain("Alle Antworten sind simuliert. Niemand hat sie gegeben.", notes);
        using var complete = SpreadsheetDocument.Open(
            await ExportFiles.Workbook.BytesAsync(ExportSample.Export() with { IsSimulated = true }),
            isEditable: false
        );
        notes = [.. Cells(complete, 3).Select(Read)];
        Assert.Equal("Alle Antworten sind simuliert. Niemand hat sie gegeben.", notes[1]);
        Assert.Contains(notes, note => note.StartsWith("Vollständig, nur für das Projektteam", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Characters_that_no_XML_may_hold_are_left_out()
    {
        async IAsyncEnumerable<ExportSheet> Sheets()
        {
            await Task.Yield();
            yield return new(1, "p1", "nord", Befragung.Delphi.Rounds.Answers.Parse("""{"l1":"a\u0001b\uFFFEc _x0041_ 😀"}"""));
        }
        using var workbook = SpreadsheetDocument.Open(
            await ExportFiles.Workbook.BytesAsync(ExportSample.Export(sheets: Sheets())),
            isEditable: false
        );
        Assert.Equal("abc _x005F_x0041_ 😀", Cells(workbook, 0)[^1].InlineString!.InnerText);
    }

    private static List<string> Names(SpreadsheetDocument workbook) =>
        [.. workbook.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(sheet => sheet.Name!.Value!)];

    private static List<DocumentFormat.OpenXml.Spreadsheet.Cell> Cells(SpreadsheetDocument workbook, int sheet)
    {
        var id = workbook.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().ElementAt(sheet).Id!.Value!;
        return [.. ((WorksheetPart)workbook.WorkbookPart.GetPartById(id)).Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>()];
    }

    // As Excel does: its own escape of a character is that character.
    private static string Read(DocumentFormat.OpenXml.Spreadsheet.Cell cell) =>
        (cell.CellValue?.Text ?? cell.InlineString!.InnerText).Replace("_x005F_", "_", StringComparison.Ordinal);

    private static string Name(int column) => ((char)('A' + column)).ToString();
}
