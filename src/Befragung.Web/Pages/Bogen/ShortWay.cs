using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// Serves the pages that experts look at most without Razor, once Razor has made them: the same page model, found by the same route under the same policy, but
/// without all that stands between a route and a page. Whatever is not simply a look at a page that is made goes the whole way.
/// </summary>
internal static class ShortWay
{
    private static readonly Dictionary<string, ObjectFactory> Models = new(StringComparer.Ordinal)
    {
        ["/Bogen/Index"] = ActivatorUtilities.CreateFactory(typeof(IndexModel), []),
        ["/Bogen/Abschnitt"] = ActivatorUtilities.CreateFactory(typeof(AbschnittModel), []),
        ["/Bogen/Abgeben"] = ActivatorUtilities.CreateFactory(typeof(AbgebenModel), []),
    };

    public static void TakeShortWay(this PageActionEndpointConventionBuilder pages) => pages.Add(endpoint =>
    {
        if (endpoint.Metadata.OfType<PageActionDescriptor>().SingleOrDefault() is not { } page || !Models.TryGetValue(page.ViewEnginePath, out var model)) return;
        var whole = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{page.ViewEnginePath} has nothing that serves it.");
        endpoint.RequestDelegate = async http =>
        {
            if (!HttpMethods.IsGet(http.Request.Method) || http.Request.QueryString.HasValue || !await TryAsync(http, (ExpertPage)model(http.RequestServices, []))) await whole(http);
        };
    });

    private static async Task<bool> TryAsync(HttpContext http, ExpertPage page)
    {
        page.PageContext = new() { HttpContext = http };
        page.Find(http.Request.RouteValues);
        if (await page.ArriveAsync() is not null || page.Look() is not PageResult || FilledPage.Made(page) is not { } made) return false;
        await FilledPage.SendAsync(page, made, http);
        return true;
    }
}
