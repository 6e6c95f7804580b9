using Befragung.Delphi;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages;

/// <summary>Turns a broken rule into a 409 page with its sentence, and a step that somebody else took at the same time into another.</summary>
internal sealed class RuleBrokenFilter : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        var sentence = context.Exception switch
        {
            RuleBrokenException broken => broken.Sentence,
            DbUpdateConcurrencyException => new Sentence("Jemand anderes hat das soeben geändert. Bitte laden Sie die Seite neu und sehen Sie nach."),
            _ => null,
        };
        if (sentence is null) return;
        context.HttpContext.Items[typeof(Sentence)] = sentence;
        context.Result = new StatusCodeResult(StatusCodes.Status409Conflict);
        context.ExceptionHandled = true;
    }
}
