using System.Globalization;
using Befragung.Delphi;
using Befragung.Web.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages;

/// <summary>
/// Turns what people can understand into a page with its sentence: a broken rule and a step that somebody else took at the same time into 409,
/// a missing printer into 503.
/// </summary>
internal sealed class RuleBrokenFilter : IExceptionFilter
{
    // SQLITE_CONSTRAINT_UNIQUE
    private const int TakenAlready = 2067;

    public void OnException(ExceptionContext context)
    {
        (int Status, Sentence Sentence)? told = context.Exception switch
        {
            RuleBrokenException broken => (409, broken.Sentence),
            // Of two steps taken at once, the second meets a newer version, or a row that is there already.
            DbUpdateConcurrencyException
            or DbUpdateException { InnerException: SqliteException { SqliteExtendedErrorCode: TakenAlready } } => (
                409,
                new Sentence("Jemand anderes hat das soeben geändert. Bitte laden Sie die Seite neu und sehen Sie nach.")
            ),
            ReportPrinterException printer => (503, printer.Sentence),
            _ => null,
        };
        if (told is not var (status, sentence))
            return;
        if (context.Exception is ReportPrinterException { RetryAfter: { } soon })
            context.HttpContext.Response.Headers.RetryAfter = soon.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        context.HttpContext.Items[typeof(Sentence)] = sentence;
        context.Result = new StatusCodeResult(status);
        context.ExceptionHandled = true;
    }
}
