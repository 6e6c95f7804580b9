using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Befragung.Web.Tests;

/// <summary>Someone with a browser: keeps cookies, fills in the forms that are on a page, and follows redirects only when told to.</summary>
public sealed class Visitor : IDisposable
{
    // A large report on a busy machine; nobody looks at the clock here.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The form that opens a round.</summary>
    public const string OpenForm = "main form[action*=Oeffnen]";

    private readonly HttpClient client;

    public Visitor(Uri address, string language)
    {
        client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies })
        {
            BaseAddress = address,
            Timeout = Patience,
        };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Client => client;

    public Task<Reply> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    /// <summary>Opens an address and goes where it leads.</summary>
    public async Task<Reply> FollowAsync(string path)
    {
        var reply = await GetAsync(path);
        for (var steps = 0; reply.Location is { } next; steps++)
        {
            Assert.True(steps < 10, $"{path} leads on and on, at last to {next}.");
            reply = await GetAsync(next);
        }
        return reply;
    }

    /// <summary>Sends a form as it stands on the page, with these fields filled in; null takes a field out.</summary>
    public Task<Reply> SubmitAsync(Reply page, string form, params (string Name, string? Value)[] changes)
    {
        var (element, fields) = Fill(page, form, changes);
        return PostAsync(Action(page, element), fields);
    }

    /// <summary>Opens a round by its page, everything checked.</summary>
    /// <param name="round">The address of the round's page.</param>
    public async Task<Reply> OpenRoundAsync(string round) =>
        await SubmitAsync(await GetAsync(round + "/oeffnen"), OpenForm, ("sure", "true"));

    /// <summary>The same with a file.</summary>
    public async Task<Reply> UploadAsync(
        Reply page,
        string form,
        string fileName,
        byte[] content,
        params (string Name, string? Value)[] changes
    )
    {
        var (element, fields) = Fill(page, form, changes);
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            body.Add(new StringContent(value), name);
        body.Add(new ByteArrayContent(content), element.QuerySelector("input[type=file]")!.GetAttribute("name")!, fileName);
        return await SendAsync(new(HttpMethod.Post, Action(page, element)) { Content = body });
    }

    public Task<Reply> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        SendAsync(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (var response = await client.SendAsync(request))
            return new(request.RequestUri!.PathAndQuery, response, await response.Content.ReadAsByteArrayAsync());
    }

    public void Dispose() => client.Dispose();

    /// <summary>The fields of a form as a browser would send them.</summary>
    public static (IHtmlFormElement Form, List<KeyValuePair<string, string>> Fields) Fill(
        Reply page,
        string form,
        params (string Name, string? Value)[] changes
    )
    {
        ArgumentNullException.ThrowIfNull(page);
        var element =
            page.Page.QuerySelector<IHtmlFormElement>(form) ?? throw new InvalidOperationException($"There is no {form} in:\n{page.Body}");
        var fields = element
            .QuerySelectorAll("input, textarea, select")
            .Select(Field)
            .OfType<KeyValuePair<string, string>>()
            .Where(field => !changes.Any(change => change.Name == field.Key))
            .ToList();
        fields.AddRange(
            from change in changes
            where change.Value is not null
            select new KeyValuePair<string, string>(change.Name, change.Value!)
        );
        return (element, fields);
    }

    private static KeyValuePair<string, string>? Field(IElement field) =>
        field switch
        {
            IHtmlInputElement { Name: { Length: > 0 } name } input
                when input.Type is not "file" && (input.Type is not ("radio" or "checkbox") || input.IsChecked) => new(name, input.Value),
            IHtmlTextAreaElement { Name: { Length: > 0 } name } area => new(name, area.Value),
            IHtmlSelectElement { Name: { Length: > 0 } name } select => new(name, select.Value ?? ""),
            _ => null,
        };

    private static string Action(Reply page, IHtmlFormElement form) =>
        form.GetAttribute("action") is { Length: > 0 } action ? action : page.Path;
}

/// <summary>An answer of the server.</summary>
public sealed partial class Reply(string path, HttpResponseMessage response, byte[] content)
{
    private readonly string body = Encoding.UTF8.GetString(content);

    private IHtmlDocument? page;

    public string Path => path;

    public int Status { get; } = (int)response.StatusCode;

    public string? Location { get; } = response.Headers.Location?.OriginalString;

    public string? Type { get; } = response.Content.Headers.ContentType?.ToString();

    public IReadOnlyDictionary<string, string> Headers { get; } =
        response.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value));

    /// <summary>A file as it was handed out.</summary>
    public IReadOnlyList<byte> Content => content;

    public string Body => body;

    /// <summary>The page without the tokens of its forms, which are others each time.</summary>
    public string BodyWithoutTokens => Token().Replace(body, "");

    public IHtmlDocument Page => page ??= new HtmlParser().ParseDocument(body);

    /// <summary>The words of the page's main part.</summary>
    public string Text => Page.QuerySelector("main")?.TextContent ?? "";

    [GeneratedRegex("(?<=__RequestVerificationToken\"[^>]* value=\")[^\"]+", RegexOptions.None, 5000)]
    private static partial Regex Token();
}
