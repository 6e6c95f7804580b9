using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// An expert's page with its places filled. Where all who see it see the same but for the places, Razor makes it once per round and language, for whoever comes first.
/// </summary>
internal sealed class FilledPage(ExpertPage page) : PageResult
{
    // Far more than a study has; so nobody fills the memory with ways through conditions.
    private const int Most = 2000;

    private static readonly ConditionalWeakTable<
        FrozenRound,
        ConcurrentDictionary<(string Page, string Language), Template<ExpertPage>>
    > All = [];

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        if (Made(page) is not { } template)
        {
            var html = await RenderAsync(context);
            template = new(html, page.Places);
            if (Shared(page) is var (pages, key) && pages.Count < Most && page.IsForAll(html))
                pages.TryAdd(key, template);
        }
        await SendAsync(page, template, context.HttpContext);
    }

    /// <summary>The page as it is made for all; null where it is not made yet, or is not the same for all.</summary>
    public static Template<ExpertPage>? Made(ExpertPage page) =>
        Shared(page) is var (pages, key) && pages.TryGetValue(key, out var template) && page.IsMade ? template : null;

    /// <summary>Sends the page with its places filled.</summary>
    public static async Task SendAsync(ExpertPage page, Template<ExpertPage> template, HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        using var output = new PooledBytes();
        template.Fill(page, output);
        http.Response.ContentLength = output.Written.Length;
        await http.Response.Body.WriteAsync(output.Written, http.RequestAborted);
    }

    private static (
        ConcurrentDictionary<(string Page, string Language), Template<ExpertPage>> Pages,
        (string Page, string Language) Key
    )? Shared(ExpertPage page) =>
        page.Desk.Round is { } round && page.SharedAs is { } name ? (All.GetOrCreateValue(round), (name, Languages.Current)) : null;

    private async Task<string> RenderAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var body = response.Body;
        using var html = new MemoryStream();
        try
        {
            response.Body = html;
            await base.ExecuteResultAsync(context);
        }
        finally
        {
            response.Body = body;
        }
        return Encoding.UTF8.GetString(html.GetBuffer(), 0, (int)html.Length);
    }

    /// <summary>Bytes in borrowed memory: pages are large enough for the garbage collector to take them badly.</summary>
    private sealed class PooledBytes : IBufferWriter<byte>, IDisposable
    {
        private byte[] bytes = ArrayPool<byte>.Shared.Rent(128 * 1024);
        private int count;

        public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, count);

        public void Advance(int written) => count += written;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (bytes.Length - count >= Math.Max(sizeHint, 1))
                return bytes.AsMemory(count);
            var larger = ArrayPool<byte>.Shared.Rent(2 * Math.Max(bytes.Length, count + sizeHint));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
            return bytes.AsMemory(count);
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
    }
}
