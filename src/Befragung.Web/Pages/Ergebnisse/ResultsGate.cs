using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>
/// The one gate before all pages of this folder, so that none can forget it: what is not released, or was withdrawn, is not there for anybody; and where there
/// is a password, whoever has not said it is asked for it first.
/// </summary>
internal sealed class ResultsGate(SurveyDb db, ResultsEntry entry) : IAsyncAuthorizationFilter
{
    // Behind the check of forms, which has to be the same for all.
    private const int Order = 1001;

    public static void Guard(PageConventionCollection conventions, string folder) =>
        conventions.AddFolderApplicationModelConvention(
            folder,
            page => page.Filters.Add(new TypeFilterAttribute(typeof(ResultsGate)) { Order = Order })
        );

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (await db.ResultsDoorAsync((string)context.RouteData.Values["key"]!, http.RequestAborted) is not { } door)
            context.Result = await GoneAsync(http, (string)context.RouteData.Values["key"]!);
        else if (context.ActionDescriptor.EndpointMetadata.OfType<BeforeResultsGateAttribute>().Any())
            http.Items[typeof(ResultsDoor)] = door;
        else if (!entry.IsOpen(http, door))
            context.Result = new LocalRedirectResult(
                $"{ReportAddresses.In(Languages.Current, ReportAddresses.Public(door.Key).Password)}&weiter={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}"
            );
    }

    /// <summary>Not there; or, where the team wants that, withdrawn.</summary>
    private async Task<IActionResult> GoneAsync(HttpContext http, string key)
    {
        if (await db.WithdrawnResultsAsync(key, http.RequestAborted) is not { Offer.SaysWithdrawn: true } withdrawn)
            return new NotFoundResult();
        http.Items[typeof(WithdrawnResults)] = withdrawn;
        return new StatusCodeResult(StatusCodes.Status410Gone);
    }
}

internal static class ResultsGateConvention
{
    public static void GuardResults(this PageConventionCollection conventions, string folder) => ResultsGate.Guard(conventions, folder);
}

/// <summary>The page that asks for the password: it has to be reached without it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class BeforeResultsGateAttribute : Attribute;
