using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Befragung.Web.Settings;

/// <summary>Whom the platform believes about where a request comes from: nobody but the proxies that are named, as addresses or networks.</summary>
internal static class ProxyList
{
    public static IEnumerable<string> Parts(string? proxies) =>
        (proxies ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static void Trust(ForwardedHeadersOptions forwarded, string? proxies)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in Parts(proxies))
            if (IPAddress.TryParse(proxy, out var address))
                forwarded.KnownProxies.Add(address);
            else
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        // To ASP.NET Core, two empty lists mean that everybody is believed.
        if (forwarded.KnownProxies.Count + forwarded.KnownIPNetworks.Count == 0)
            forwarded.ForwardedHeaders = ForwardedHeaders.None;
    }
}
