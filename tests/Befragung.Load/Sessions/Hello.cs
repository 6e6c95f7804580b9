using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Befragung.Load.Sessions;

/// <summary>The barest thing that the framework can serve: what everything else is measured by.</summary>
internal static class Hello
{
    public static async Task RunAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/", () => "Hello");
        await app.RunAsync(address);
    }
}
