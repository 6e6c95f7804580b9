using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Pages;

/// <summary>A tag of a language in an address, written as usual; which there are depends on the study.</summary>
public sealed class TagConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values[routeKey] is string written && LanguageTag.Read(written) == written;
    }
}
