using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>A page, picture or table of released results as it was made, packed once for all who can unpack it.</summary>
internal sealed class KeptResult
{
    // The next level takes ten times as long for a tenth less.
    private const CompressionLevel Level = CompressionLevel.Optimal;

    private readonly string? type;
    private readonly StringValues disposition;
    private readonly byte[] plain;
    private readonly byte[]? gzip;
    private readonly byte[]? brotli;
    private readonly EntityTagHeaderValue tag;
    private readonly Framing? framing;

    /// <param name="response">What was answered, but for its body.</param>
    /// <param name="body">Its body.</param>
    /// <param name="mark">Of what is released, when it was made.</param>
    /// <param name="at">When it was made.</param>
    public KeptResult(HttpResponse response, byte[] body, string mark, DateTimeOffset at)
    {
        type = response.ContentType;
        disposition = response.Headers.ContentDisposition;
        framing = response.HttpContext.Items[typeof(Framing)] as Framing?;
        plain = body;
        Mark = mark;
        MadeAt = at;
        tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"", isWeak: true);
        // Pictures of points and documents of offices are packed already.
        if (
            type is null
            || type.StartsWith("image/png", StringComparison.Ordinal)
            || type.StartsWith("application/vnd.openxmlformats-", StringComparison.Ordinal)
        )
            return;
        gzip = Pack(body, to => new GZipStream(to, Level));
        brotli = Pack(body, to => new BrotliStream(to, Level));
    }

    public string Mark { get; }

    public DateTimeOffset MadeAt { get; }

    public long Size => plain.Length + (gzip?.Length ?? 0) + (brotli?.Length ?? 0);

    /// <summary>Sends it, or says that it is still the same.</summary>
    /// <param name="http">The request.</param>
    /// <param name="keep">Whether the browser may keep it, and ask whether it is still the same.</param>
    public Task SendAsync(HttpContext http, bool keep)
    {
        if (framing is { } allowed)
            http.Frame(allowed);
        var response = http.Response;
        var headers = response.Headers;
        headers.ETag = tag.ToString();
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = keep ? "private, no-cache" : "no-store";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.ContentLength = null;
            return Task.CompletedTask;
        }
        response.ContentType = type;
        headers.ContentDisposition = disposition;
        var accepted = http.Request.GetTypedHeaders().AcceptEncoding;
        var encoding =
            brotli is not null && Accepts(accepted, "br") ? "br"
            : gzip is not null && Accepts(accepted, "gzip") ? "gzip"
            : null;
        var body = encoding switch
        {
            "br" => brotli!,
            "gzip" => gzip!,
            _ => plain,
        };
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private static bool Accepts(IList<StringWithQualityHeaderValue> accepted, string name) =>
        accepted.Any(one => one.Value.Equals(name, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);

    private static byte[] Pack(byte[] body, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var to = packer(packed))
            to.Write(body);
        return packed.ToArray();
    }
}
