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
        var content = await work.WholeAsync(to => WriteAsync(datei, answers, words, to, cancel));
        Db.Note(clock, ChronicleStep.DataExported, Study.Id, Round.Number, about: datei);
        await Db.SaveChangesAsync(cancel);
        return new FileStreamResult(
            content,
            Path.GetExtension(datei) switch
            {
                ".qdpx" => QdpxWriter.Type,
                ".xlsx" => FileTypes.Workbook,
                _ => FileTypes.Csv,
            }
        )
        {
            FileDownloadName = $"{Study.Key}-runde-{Round.Number}-{datei}",
        };
    }

    private Task WriteAsync(string datei, CodedAnswers answers, FileWords words, Stream to, CancellationToken cancel)
    {
        switch (datei)
        {
            case "kodierungen.qdpx":
                QdpxWriter.Write(answers, clock.GetUtcNow(), to);
                return Task.CompletedTask;
            case "kodierungen.xlsx":
                CodedTables.WriteWorkbook(answers, words, to);
                return Task.CompletedTask;
            case "kodierungen.csv":
                return AnswerFiles.WriteTableAsync(CodedTables.Codings(answers, words), to, cancel);
            default:
                return AnswerFiles.WriteTableAsync(CodedTables.Codebook(answers, words), to, cancel);
        }
    }
}
