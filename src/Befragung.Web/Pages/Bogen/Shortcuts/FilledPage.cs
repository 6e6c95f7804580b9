using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Settings;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Befragung.Web.Pages.Bogen.Shortcuts;

/// <summary>
/// An expert's page with its places filled. Where all who see it see the same but for the places, Razor makes it once per round and language, from a model that
/// knows no expert and without the request of whoever comes first.
/// </summary>
internal sealed class FilledPage(ExpertPage page) : PageResult
{
    // As many as there are keys, which are few; they go when the round is forgotten.
    private static readonly ConditionalWeakTable<
        FrozenRound,
        ConcurrentDictionary<(SharedKey Page, string Language), Template<ExpertPage>>
    > All = [];

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        if (page.Shared is not { } key)
        {
            await base.ExecuteResultAsync(context);
            return;
        }
        var template = Find(page, key) ?? await MakeAsync(key, context);
        if (page.PersonalView is { } own)
            page.OwnPart = await RenderAsync(
                new PartialViewResult { ViewName = own, ViewData = Data(page, page.Open.Round) },
                key,
                context
            );
        await SendAsync(page, template, context.HttpContext);
    }

    /// <summary>The page as it is made for all; null where it is not made yet, or there is more on it than that.</summary>
    public static Template<ExpertPage>? Made(ExpertPage page) => page is { Shared: { } key, PersonalView: null } ? Find(page, key) : null;

    /// <summary>How many pages are kept for a round.</summary>
    public static int Count(FrozenRound round) => All.TryGetValue(round, out var pages) ? pages.Count : 0;

    /// <summary>Sends the page with its places filled.</summary>
    public static async Task SendAsync(ExpertPage page, Template<ExpertPage> template, HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        using var output = new BlockWriter(http.Response.BodyWriter);
        template.Fill(page, output);
        output.Flush();
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static Template<ExpertPage>? Find(ExpertPage page, SharedKey key) =>
        All.TryGetValue(page.Open.Round, out var pages) && pages.TryGetValue((key, Languages.Content), out var template) ? template : null;

    private async Task<Template<ExpertPage>> MakeAsync(SharedKey key, ActionContext context)
    {
        var round = page.Open.Round;
        var shared = key.Of(round);
        var html = await RenderAsync(new ViewResult { ViewName = key.View, ViewData = Data(shared, round) }, key, context);
        var template = new Template<ExpertPage>(html, shared.Places);
        var keeps = context.HttpContext.RequestServices.GetRequiredService<ShortcutsTaken>().Has(Shortcut.Pages);
        return keeps ? All.GetOrCreateValue(round).GetOrAdd((key, Languages.Content), template) : template;
    }

    private static ViewDataDictionary Data(object model, FrozenRound round) =>
        new(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model, [nameof(FrozenRound)] = round };

    /// <summary>Renders as if nobody had asked: whoever it is, they are an expert or somebody who tries a sheet, and the page is at its own address.</summary>
    private async Task<string> RenderAsync(ActionResult view, SharedKey key, ActionContext context)
    {
        using var html = new MemoryStream();
        var http = new DefaultHttpContext
        {
            RequestServices = context.HttpContext.RequestServices,
            User = new ClaimsPrincipal(
                page.Open.Round.Kind == SheetKind.Expert ? new ClaimsIdentity(ExpertSession.Scheme) : new ClaimsIdentity()
            ),
        };
        http.Request.PathBase = context.HttpContext.Request.PathBase;
        http.Request.Path = key.Address;
        http.Response.Body = html;
        // Where views are looked for depends on the page; those of a sheet are in one folder, whoever fills it in.
        var route = new RouteData { Values = { ["page"] = "/Bogen/Index" } };
        await view.ExecuteResultAsync(new ActionContext(http, route, context.ActionDescriptor));
        return Encoding.UTF8.GetString(html.GetBuffer(), 0, (int)html.Length);
    }
}
