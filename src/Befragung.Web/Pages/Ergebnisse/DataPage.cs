using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The numbers of what is released as a file; only where the team gives them away.</summary>
public abstract class DataPage(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : ReleasedPage(db, reports)
{
    /// <param name="name">Of the file, before its ending.</param>
    protected async Task<IActionResult> SendAsync(string name, string extension, string type, Func<PublishedTable, Task<byte[]>> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        return Report.Texts.Offer.Data
            ? File(await write(new PublishedTable(Report, t)), type, FileNames.Of(Study, name, extension))
            : NotFound();
    }

    /// <summary>A table for the spreadsheet programs of the language.</summary>
    protected Task<IActionResult> SendTableAsync(
        string name,
        Func<PublishedTable, IEnumerable<IReadOnlyList<Cell>>> rows,
        CancellationToken cancel
    ) =>
        SendAsync(
            name,
            "csv",
            FileTypes.Csv,
            async table =>
            {
                using var content = new MemoryStream();
                await AnswerFiles.WriteTableAsync(rows(table), content, cancel, Languages.Current == "de" ? ';' : ',');
                return content.ToArray();
            }
        );
}
