using Befragung.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages;

/// <summary>
/// Every address there is, with its methods, the names that a link to it may carry behind its question mark, and its steps: letters, bookmarks, scripts and
/// reverse proxies know them. For whom an address is, PermissionMatrixTests says.
/// </summary>
[Trait("Kind", "Snapshot")]
public sealed class PromisedAddressesTests
{
    [Fact]
    public async Task Addresses_are_those_that_others_know()
    {
        var folder = Directory.CreateTempSubdirectory("befragung-addresses-");
        await using var site = Site.Build([$"--Data:Directory={folder.FullName}"]);
        var loader = site.Services.GetRequiredService<PageLoader>();
        var methods = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var route in ((IEndpointRouteBuilder)site).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            // Files of wwwroot have the hash of what is in them in their names.
            if (route.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
                continue;
            var address = "/" + route.RoutePattern.RawText!.TrimStart('/');
            if (!methods.TryGetValue(address, out var there))
                methods.Add(address, there = new(StringComparer.Ordinal));
            there.UnionWith(
                route.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                    ? Methods(await loader.LoadAsync(page, route.Metadata), route)
                    : route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["any method"]
            );
        }
        folder.Delete(recursive: true);
        Snapshot.Match("addresses.txt", string.Join('\n', methods.Select(one => $"{one.Key}  {string.Join(", ", one.Value)}")));
    }

    private static IEnumerable<string> Methods(CompiledPageActionDescriptor page, RouteEndpoint route)
    {
        // What surrounds the handlers is found among them.
        var handlers = page.HandlerMethods.Where(handler => handler.HttpMethod is "Get" or "Post").ToList();
        foreach (var sending in handlers.Where(handler => handler.HttpMethod == "Post"))
            yield return sending.Name is null ? "POST" : $"POST {sending.Name}";
        // A page without a handler for it is shown as it is.
        var inAddress = route.RoutePattern.Parameters.Select(one => one.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = handlers
            .Where(handler => handler.HttpMethod == "Get")
            .SelectMany(handler => handler.Parameters)
            .Where(one => one.ParameterType != typeof(CancellationToken))
            .Concat(page.BoundProperties.Where(one => one.BindingInfo?.RequestPredicate?.Invoke(Looking()) != false))
            .Where(IsOfTheQuery)
            .Select(one => one.BindingInfo?.BinderModelName ?? one.Name)
            .Where(name => !inAddress.Contains(name))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        yield return names.Count == 0 ? "GET" : $"GET ?{string.Join('&', names)}";
    }

    private static ActionContext Looking() => new() { HttpContext = new DefaultHttpContext { Request = { Method = "GET" } } };

    private static bool IsOfTheQuery(ParameterDescriptor parameter) =>
        parameter.BindingInfo?.BindingSource is not { } source || source == BindingSource.Query || source == BindingSource.ModelBinding;
}
