using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Befragung.Load.Sessions;

/// <summary>An answer on the wire.</summary>
/// <param name="Body">Its bytes; valid until the next request on the same connection.</param>
internal readonly record struct Answer(int Status, string? Location, ReadOnlyMemory<byte> Body);

/// <summary>
/// One connection that stays open, with cookies. By hand, because driver and server share the two cores: a comfortable client would take so much of them that
/// every page looked fast beside "hello".
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly Socket socket;
    private readonly string host;
    private readonly Dictionary<string, string> cookies = [];
    private byte[] buffer = new byte[256 * 1024];
    private byte[] body = new byte[512 * 1024];

    private Wire(Socket socket, string host)
    {
        this.socket = socket;
        this.host = host;
    }

    public static async Task<Wire> OpenAsync(Uri server)
    {
        var connected = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await connected.ConnectAsync(IPAddress.Loopback, server.Port);
        return new(connected, $"{server.Host}:{server.Port}");
    }

    /// <summary>Somebody else on the same connection.</summary>
    public void Forget() => cookies.Clear();

    /// <summary>As a browser asks, which unpacks what comes.</summary>
    public Task<Answer> GetPackedAsync(string path) =>
        SendAsync($"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip, deflate, br\r\n{Cookies()}\r\n");

    public Task<Answer> GetAsync(string path) => SendAsync($"GET {path} HTTP/1.1\r\nHost: {host}\r\n{Cookies()}\r\n");

    public Task<Answer> PostAsync(string path, string form) =>
        SendAsync(
            $"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n{Cookies()}\r\n{form}"
        );

    public void Dispose() => socket.Dispose();

    private string Cookies() =>
        cookies.Count == 0 ? "" : "Cookie: " + string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")) + "\r\n";

    private async Task<Answer> SendAsync(string request)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        var filled = 0;
        var end = -1;
        while (end < 0)
        {
            filled += await ReadAsync(filled);
            end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        }
        var (status, location, length) = Head(Encoding.ASCII.GetString(buffer, 0, end));
        var start = end + 4;
        if (length is not { } known)
            return new(status, location, await ChunksAsync(start, filled));
        while (filled - start < known)
            filled += await ReadAsync(filled);
        return new(status, location, buffer.AsMemory(start, known));
    }

    private (int Status, string? Location, int? Length) Head(string head)
    {
        var lines = head.Split("\r\n");
        var status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
        string? location = null;
        int? length = status is 304 ? 0 : null;
        foreach (var line in lines.AsSpan(1))
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line.AsSpan(15), CultureInfo.InvariantCulture);
            else if (line.StartsWith("Location:", StringComparison.OrdinalIgnoreCase))
                location = line[9..].Trim();
            else if (
                line.StartsWith("Set-Cookie:", StringComparison.OrdinalIgnoreCase)
                && line[11..].Split(';')[0].Split('=', 2) is [var name, var value]
            )
                cookies[name.Trim()] = value;
        }
        return (status, location, length);
    }

    private async Task<ReadOnlyMemory<byte>> ChunksAsync(int at, int filled)
    {
        var written = 0;
        while (true)
        {
            int line;
            while ((line = buffer.AsSpan(at, filled - at).IndexOf("\r\n"u8)) < 0)
                filled += await ReadAsync(filled);
            var size = int.Parse(buffer.AsSpan(at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += line + 2;
            while (filled - at < size + 2)
                filled += await ReadAsync(filled);
            if (size == 0)
                return body.AsMemory(0, written);
            if (body.Length < written + size)
                Array.Resize(ref body, 2 * (written + size));
            buffer.AsSpan(at, size).CopyTo(body.AsSpan(written));
            written += size;
            at += size + 2;
        }
    }

    private async Task<int> ReadAsync(int from)
    {
        if (from == buffer.Length)
            Array.Resize(ref buffer, 2 * buffer.Length);
        return await socket.ReceiveAsync(buffer.AsMemory(from)) is > 0 and var read ? read : throw new IOException("The server hung up.");
    }
}
