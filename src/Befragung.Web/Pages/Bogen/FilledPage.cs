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

    private static readonly ConditionalWeakTable<FrozenRound, ConcurrentDictionary<(string Page, string Language), Template<ExpertPage>>> All = [];

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var key = (page.SharedAs ?? "", Languages.Current);
        var shared = page.SharedAs is null || page.Desk.Round is not { } round ? null : All.GetOrCreateValue(round);
        Template<ExpertPage>? template = null;
        if (shared is null || !page.IsMade || !shared.TryGetValue(key, out template))
        {
            var html = await RenderAsync(context);
            template = new Template<ExpertPage>(html, page.Places);
            if (shared?.Count < Most && page.IsForAll(html)) shared.TryAdd(key, template);
        }
        var response = context.HttpContext.Response;
        response.ContentType = "text/html; charset=utf-8";
        using var output = new PooledBytes();
        template.Fill(page, output);
        response.ContentLength = output.Written.Length;
        await response.Body.WriteAsync(output.Written, context.HttpContext.RequestAborted);
    }

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
            if (bytes.Length - count >= Math.Max(sizeHint, 1)) return bytes.AsMemory(count);
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
