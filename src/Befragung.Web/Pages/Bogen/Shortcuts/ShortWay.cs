using Befragung.Web.Pages.Bogen;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Bogen.Shortcuts;

/// <summary>
/// Serves what experts ask for most without MVC, where there is nothing for Razor to do: the same page model, found by the same route under the same policy and
/// limits, but without all that stands between a route and a page. Whatever is not simply that goes the whole way.
/// </summary>
internal static class ShortWay
{
    private static readonly Dictionary<string, ObjectFactory> Models = new(StringComparer.Ordinal)
    {
        ["/Einladung"] = ActivatorUtilities.CreateFactory(typeof(EinladungModel), []),
        ["/Bogen/Index"] = ActivatorUtilities.CreateFactory(typeof(IndexModel), []),
        ["/Bogen/Abschnitt"] = ActivatorUtilities.CreateFactory(typeof(AbschnittModel), []),
        ["/Bogen/Abgeben"] = ActivatorUtilities.CreateFactory(typeof(AbgebenModel), []),
    };

    public static void TakeShortWay(this PageActionEndpointConventionBuilder pages) =>
        pages.Add(endpoint =>
        {
            if (
                endpoint.Metadata.OfType<PageActionDescriptor>().SingleOrDefault() is not { } page
                || !Models.TryGetValue(page.ViewEnginePath, out var model)
            )
                return;
            var whole =
                endpoint.RequestDelegate ?? throw new InvalidOperationException($"{page.ViewEnginePath} has nothing that serves it.");
            endpoint.RequestDelegate = async http =>
            {
                if (HttpMethods.IsGet(http.Request.Method) && !http.Request.QueryString.HasValue)
                {
                    var shown = (PageModel)model(http.RequestServices, []);
                    shown.PageContext = new() { HttpContext = http };
                    if (await ((IShortWay)shown).TryAsync())
                        return;
                }
                await whole(http);
            };
        });
}

/// <summary>A page model that can do without MVC.</summary>
internal interface IShortWay
{
    /// <summary>Answers the request; false where that takes the whole way, and then nothing has happened.</summary>
    ValueTask<bool> TryAsync();
}
