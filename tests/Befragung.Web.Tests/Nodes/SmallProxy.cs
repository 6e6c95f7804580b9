using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Befragung.Web.Tests.Nodes;

/// <summary>A reverse proxy that gives requests to the nodes by turns; where one is not there, to the next, and where one dies in the middle, it says 502.</summary>
internal sealed class SmallProxy : IAsyncDisposable
{
    private readonly HttpClient client = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromSeconds(5),
        }
    );
    private readonly WebApplication app;
    private readonly IReadOnlyList<NodeProcess> nodes;
    private uint turn;

    private SmallProxy(IReadOnlyList<NodeProcess> nodes)
    {
        this.nodes = nodes;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(PassOnAsync);
    }

    public Uri Address => new(app.Urls.First());

    public static async Task<SmallProxy> StartAsync(params IReadOnlyList<NodeProcess> nodes)
    {
        var proxy = new SmallProxy(nodes);
        await proxy.app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task PassOnAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var first = Interlocked.Increment(ref turn);
        for (var tried = 0u; tried < nodes.Count; tried++)
        {
            using var request = RequestOf(http, nodes[(int)((first + tried) % nodes.Count)].Address, body.ToArray());
            try
            {
                using var answer = await client.SendAsync(request, http.RequestAborted);
                await AnswerAsync(http.Response, answer);
                return;
            }
            catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // Nobody there: it has not heard of the request.
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                break;
            }
        }
        if (!http.Response.HasStarted)
            http.Response.StatusCode = (int)HttpStatusCode.BadGateway;
    }

    private static HttpRequestMessage RequestOf(HttpContext http, Uri node, byte[] body)
    {
        var request = new HttpRequestMessage(
            new(http.Request.Method),
            new Uri(node, http.Request.Path + http.Request.QueryString.ToString())
        );
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in http.Request.Headers)
            if (name is not "Content-Length" && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        return request;
    }

    private static async Task AnswerAsync(HttpResponse response, HttpResponseMessage answer)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (name is not "Transfer-Encoding")
                response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(response.Body);
    }
}
