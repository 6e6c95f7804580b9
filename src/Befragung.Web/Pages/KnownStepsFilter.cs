using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Befragung.Web.Pages;

/// <summary>
/// Refuses what no page has a step for. Razor Pages would show the page without having done anything: as if it had worked, or halfway and broken.
/// And whatever is sent is a form.
/// </summary>
internal sealed class KnownStepsFilter : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (context.HandlerInstance is FehlerModel || HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return;
        if (context.HandlerMethod is null)
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        else if (!request.HasFormContentType)
            context.Result = new StatusCodeResult(StatusCodes.Status415UnsupportedMediaType);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
}
