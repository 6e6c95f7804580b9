using Befragung.Delphi;
using Befragung.Web.Data.Providers;
using Befragung.Web.Reports.Printing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages;

/// <summary>
/// Turns what people can understand into a page with its sentence: a broken rule and a step that somebody else took at the same time into 409,
/// a missing printer and a database in trouble into 503.
/// </summary>
internal sealed class RuleBrokenFilter(SurveyDatabase database, ILogger<RuleBrokenFilter> log) : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        var (status, sentence, wait) = Told(context.Exception);
        if (sentence is null)
            return;
        DatabaseTroubles.Tell(context.HttpContext, status, sentence, wait);
        context.Result = new StatusCodeResult(status);
        context.ExceptionHandled = true;
    }

    private (int Status, Sentence? Sentence, TimeSpan? Wait) Told(Exception failure)
    {
        switch (failure)
        {
            case RuleBrokenException broken:
                return (StatusCodes.Status409Conflict, broken.Sentence, null);
            case DbUpdateConcurrencyException:
                return (StatusCodes.Status409Conflict, DatabaseTroubles.Overtaken, null);
            case ReportPrinterException printer:
                return (StatusCodes.Status503ServiceUnavailable, printer.Sentence, printer.RetryAfter);
        }
        if (database.TroubleOf(failure) is not { } trouble)
            return (0, null, null);
        DatabaseTroubles.Met(log, trouble, failure.Message);
        var (status, sentence) = DatabaseTroubles.Words(trouble);
        return (status, sentence, null);
    }
}
