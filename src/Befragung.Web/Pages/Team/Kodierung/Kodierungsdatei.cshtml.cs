using Befragung.Web.Charts;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Exchange.CodedText;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>Codebook and codings as a file: for a spreadsheet, or for another program.</summary>
public sealed class KodierungsdateiModel(
    SurveyDb db,
    CodedExchange exchange,
    WorkFolder work,
    TimeProvider clock,
    IStringLocalizer<Texts> t
) : CodingPage(db)
{
    private static readonly string[] Files = ["kodierungen.qdpx", "kodierungen.xlsx", "kodierungen.csv", "codebuch.csv"];

    public async Task<IActionResult> OnGetAsync(string datei, CancellationToken cancel)
    {
        if (!Files.Contains(datei))
            return NotFound();
        var answers = await exchange.OfAsync(Study, Round, Coding, Account, Groups, Ink.OfCode, cancel);
        var words = new FileWords(t, Markdown.Plain);
        // It is finished before the first byte is sent, so that nobody takes half a file for a whole one.
        var content = work.Unnamed();
        try
        {
            switch (datei)
            {
                case "kodierungen.qdpx":
                    QdpxWriter.Write(answers, clock.GetUtcNow(), content);
                    break;
                case "kodierungen.xlsx":
                    CodedTables.WriteWorkbook(answers, words, content);
                    break;
                case "kodierungen.csv":
                    await CsvAsync(CodedTables.Codings(answers, words), content, cancel);
                    break;
                default:
                    await CsvAsync(CodedTables.Codebook(answers, words), content, cancel);
                    break;
            }
            Db.Note(clock, ChronicleStep.DataExported, Study.Id, Round.Number, about: datei);
            await Db.SaveChangesAsync(cancel);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
        content.Position = 0;
        return new FileStreamResult(
            content,
            Path.GetExtension(datei) switch
            {
                ".qdpx" => QdpxWriter.Type,
                ".xlsx" => CodedTables.Type,
                _ => PanelTable.CsvType,
            }
        )
        {
            FileDownloadName = $"{Study.Key}-runde-{Round.Number}-{datei}",
        };
    }

    private static Task CsvAsync(IEnumerable<IReadOnlyList<string>> rows, Stream to, CancellationToken cancel) =>
        PanelTable.WriteAsync([.. rows.First()], rows.Skip(1).Select(row => row.ToArray()), isWorkbook: false, to, cancel);
}
