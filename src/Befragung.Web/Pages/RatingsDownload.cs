using Befragung.Delphi.Reporting;
using Befragung.Delphi.Studies;
using Befragung.Web.Exchange;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages;

/// <summary>A kind of file that the table of ratings comes as.</summary>
public enum RatingsKind
{
    Csv,
    Excel,
    Word,
}

/// <summary>The table of ratings as a file.</summary>
internal static class RatingsDownload
{
    /// <summary>Its address ends like it.</summary>
    public static string ExtensionOf(RatingsKind kind) =>
        kind switch
        {
            RatingsKind.Csv => "csv",
            RatingsKind.Excel => "xlsx",
            _ => "docx",
        };

    public static async Task<FileContentResult> OfAsync(
        PageModel page,
        Study study,
        StudyReport report,
        StudyReports reports,
        IStringLocalizer<Texts> t,
        RatingsKind kind,
        CancellationToken cancel
    )
    {
        var sheet = new RatingSheet(report, t);
        return page.File(
            kind switch
            {
                RatingsKind.Csv => await RatingFiles.CsvAsync(sheet, cancel),
                RatingsKind.Excel => RatingFiles.Xlsx(sheet),
                _ => await reports.RatingsAsync(report, Languages.Current),
            },
            kind switch
            {
                RatingsKind.Csv => FileTypes.Csv,
                RatingsKind.Excel => FileTypes.Workbook,
                _ => FileTypes.Word,
            },
            FileNames.Of(study, "bewertungen", ExtensionOf(kind))
        );
    }
}
