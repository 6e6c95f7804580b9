using Befragung.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Access;

/// <summary>Who may do what, over all routes there are.</summary>
public sealed class PermissionTests(PermissionTests.OpenStudy app) : IClassFixture<PermissionTests.OpenStudy>
{
    private static readonly string[] Public =
    [
        "/",
        "/barrierefreiheit",
        "/code",
        "/datenschutz",
        "/einladung/{token?}",
        "/einladung/{token}/absage",
        "/ergebnisse/{key}",
        "/ergebnisse/{key}/aussagen",
        "/ergebnisse/{key}/aussagen.csv",
        "/ergebnisse/{key}/aussagen.docx",
        "/ergebnisse/{key}/aussagen.xlsx",
        "/ergebnisse/{key}/bericht.docx",
        "/ergebnisse/{key}/bericht.pdf",
        "/ergebnisse/{key}/bilder/{figure}.csv",
        "/ergebnisse/{key}/bilder/{figure}.png",
        "/ergebnisse/{key}/bilder/{figure}.svg",
        "/ergebnisse/{key}/bilder/{figure}/einbetten",
        "/ergebnisse/{key}/codebuch.csv",
        "/ergebnisse/{key}/daten.csv",
        "/ergebnisse/{key}/daten.json",
        "/ergebnisse/{key}/datenband",
        "/ergebnisse/{key}/datenband.docx",
        "/ergebnisse/{key}/datenband.pdf",
        "/ergebnisse/{key}/gruppen/{group}",
        "/ergebnisse/{key}/kurz",
        "/ergebnisse/{key}/kurz.docx",
        "/ergebnisse/{key}/kurz.pdf",
        "/ergebnisse/{key}/logo",
        "/ergebnisse/{key}/passwort",
        "/ergebnisse/{key}/runden/{number:int}",
        "/ergebnisse/{key}/vorstellung.pdf",
        "/ergebnisse/{key}/vorstellung/inhalt",
        "/ergebnisse/{key}/vorstellung/{number:int?}",
        "/farben/{main}",
        "/fehler/{status:int}",
        "/health/live",
        "/health/ready",
        "/link",
        "/logo",
        "/offen/{code?}",
        "/probe/{token}",
        "/probe/{token}/{blattsprache:tag}",
        "/probe/{token}/{blattsprache:tag}/abgeben",
        "/probe/{token}/{blattsprache:tag}/abschnitt/{key}",
        "/probe/{token}/{blattsprache:tag}/einwilligung",
        "/sprache/{language:tag}",
        "/team/abmelden",
        "/team/adresse/{token}",
        "/team/anmelden",
        "/team/anmelden/code",
        "/team/anmelden/zweiter-schritt",
        "/team/konto/{token}",
        "/team/passwort",
        "/team/passwort/{token}",
        "/{**path}",
    ];

    /// <summary>An app that can be asked for its routes without being started, with one study whose first round is open.</summary>
    public sealed class OpenStudy : SurveyApp, IAsyncLifetime
    {
        public string Key { get; private set; } = "";

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Key = await OpenStudyAsync();
        }
    }

    public static TheoryData<string> Pages()
    {
        var folder = Directory.CreateTempSubdirectory("befragung-routes-");
        using var site = Site.Build([$"--Data:Directory={folder.FullName}"]);
        var pages = Routes(((IEndpointRouteBuilder)site).DataSources)
            .Where(route => route.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(Pattern)
            .Distinct()
            .Order()
            .ToList();
        folder.Delete(recursive: true);
        return [.. pages];
    }

    [Fact]
    public void Open_to_everybody_is_what_is_named_here_and_nothing_else()
    {
        var routes = Routes(app.Services.GetServices<EndpointDataSource>()).ToList();
        var open = routes
            .Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsFile(route))
            .Select(Pattern)
            .Distinct();
        Assert.Equal(Public, open.Order(StringComparer.Ordinal));
        Assert.All(
            routes.Where(route => !IsFile(route)),
            route =>
                Assert.True(
                    route.Metadata.GetMetadata<IAllowAnonymous>() is not null
                        || route.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(rule => rule.Policy is Policies.Team or Policies.Expert),
                    $"{Pattern(route)} says neither who may nor that everybody may."
                )
        );
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_opens_only_for_those_it_is_for(string pattern)
    {
        if (Public.Contains(pattern))
            return;
        var path = Path(pattern);
        var ofTeam = pattern.StartsWith("/team", StringComparison.Ordinal);
        using var stranger = app.Visitor();
        using var wrong = ofTeam ? await app.ExpertAsync(app.Key) : await app.TeamAsync();
        foreach (var visitor in (Visitor[])[stranger, wrong])
        {
            Assert.StartsWith(
                ofTeam ? "/team/anmelden?" : "/einladung?",
                new Uri((await visitor.GetAsync(path)).Location!).PathAndQuery,
                StringComparison.Ordinal
            );
            var posted = await visitor.PostAsync(path, []);
            Assert.StartsWith(ofTeam ? "/team/anmelden" : "/einladung", new Uri(posted.Location!).PathAndQuery, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Who_only_reads_can_send_nothing(string pattern)
    {
        // Whatever is not about a study is no matter of the role there.
        if (!pattern.StartsWith("/team/studien/{study}", StringComparison.Ordinal))
            return;
        // Nor is what changes nothing.
        if (pattern.StartsWith("/team/studien/{study}/vorschau/", StringComparison.Ordinal))
            return;
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var (_, fields) = Visitor.Fill(await reader.GetAsync("/team"), "header form");
        var reply = await reader.PostAsync(Path(pattern), fields);
        Assert.Equal(403, reply.Status);
        Assert.Contains(
            pattern.Split('/')[^1] switch
            {
                "team" => "Wer zum Team gehört, entscheiden nur die",
                "loeschen" when pattern.Contains("panelist", StringComparison.Ordinal) => "Namen und Adressen sehen nur Mitglieder",
                not "loeschen" when pattern.Contains("/panel/", StringComparison.Ordinal) => "Namen und Adressen sehen nur Mitglieder",
                "loeschen" => "Löschen dürfen hier nur die",
                "papier" when pattern.Contains("anschreiben", StringComparison.Ordinal) => "Namen und Adressen sehen nur Mitglieder",
                "einladung" or "oeffnen" or "erinnern" or "anschreiben" or "{kind}" or "fehler" or "mitteilen" or "ruecklaeufer" =>
                    "Namen und Adressen sehen nur Mitglieder",
                _ => "In dieser Studie lesen Sie mit und können nichts ändern.",
            },
            reply.Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Who_only_reads_is_offered_nothing_to_send(string pattern)
    {
        // What changes nothing is for them, too.
        if (pattern.StartsWith("/team/studien/{study}/vorschau/", StringComparison.Ordinal))
            return;
        if (!pattern.StartsWith("/team/studien/{study}", StringComparison.Ordinal))
            return;
        foreach (var role in (StudyRole[])[StudyRole.Reader, StudyRole.Owner])
        {
            using var member = await app.TeamAsync(role);
            var page = await member.GetAsync(Path(pattern));
            if (page.Type?.StartsWith("text/html", StringComparison.Ordinal) != true)
                return;
            var offered = page
                .Page.QuerySelectorAll("form[method=post]:not([data-own]) :is(button, select, textarea, input:not([type=hidden]))")
                .ToList();
            // What stands in fields can be read; there is nothing to press.
            if (role == StudyRole.Reader)
                Assert.All(offered, field => Assert.True(field.LocalName != "button" && field.Closest("fieldset[disabled]") is not null));
            else
                Assert.All(offered, field => Assert.Null(field.Closest("fieldset[disabled]")));
        }
    }

    [Theory]
    [InlineData(StudyRole.Reader)]
    [InlineData(StudyRole.Editor)]
    public async Task Accounts_of_others_are_for_administrators(StudyRole role)
    {
        using var member = await app.TeamAsync(role);
        Assert.Equal(403, (await member.GetAsync("/team/konten")).Status);
        var (_, fields) = Visitor.Fill(await member.GetAsync("/team"), "header form");
        foreach (var step in (string[])["Einladen", "Link", "Rolle", "Entfernen", "Leitung"])
        {
            var refused = await member.PostAsync($"/team/konten?handler={step}", fields);
            Assert.Equal(403, refused.Status);
            Assert.Contains("Konten und Betrieb sieht, wer die Rolle „Verwaltung“ hat.", refused.Text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("/team/konten", (await member.GetAsync("/team")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_form_without_its_token_is_refused(string pattern)
    {
        // The page of errors only shows what went wrong, with whatever method it went wrong.
        if (pattern.StartsWith("/fehler", StringComparison.Ordinal))
            return;
        using var visitor = pattern.StartsWith("/bogen", StringComparison.Ordinal) ? await app.ExpertAsync(app.Key) : await app.TeamAsync();
        Assert.Equal(400, (await visitor.PostAsync(Path(pattern), [new("sure", "true")])).Status);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_method_that_a_page_does_not_know_is_refused(string pattern)
    {
        // Without a link that opens it, no page of a trial is there for any method.
        if (pattern.StartsWith("/probe/", StringComparison.Ordinal))
            return;
        using var visitor = pattern.StartsWith("/bogen", StringComparison.Ordinal) ? await app.ExpertAsync(app.Key) : await app.TeamAsync();
        var (_, fields) = Visitor.Fill(
            await visitor.GetAsync(pattern.StartsWith("/bogen", StringComparison.Ordinal) ? "/bogen/abschnitt/eins" : "/team"),
            "main form, header form"
        );
        foreach (var method in (string[])["PUT", "PATCH", "DELETE", "TRACE"])
        {
            var reply = await visitor.SendAsync(
                new(new(method), Path(pattern)) { Content = method == "TRACE" ? null : new FormUrlEncodedContent(fields) }
            );
            // Of errors there is a page each; and results that are not released are not there for any method.
            var mayBeMissing =
                pattern.StartsWith("/fehler", StringComparison.Ordinal) || pattern.StartsWith("/ergebnisse", StringComparison.Ordinal);
            Assert.True(reply.Status is 405 || (mayBeMissing && reply.Status == 404), $"{method}: {reply.Status}");
            Assert.NotEqual("", reply.Page.QuerySelector("h1")!.TextContent);
        }
    }

    [Theory]
    [InlineData("?handler=")]
    [InlineData("?handler=Gibtesnicht")]
    [InlineData("?handler=Get")]
    public async Task A_step_that_a_page_does_not_know_is_refused(string handler)
    {
        using var editor = await app.TeamAsync();
        var (_, fields) = Visitor.Fill(await editor.GetAsync("/team"), "header form");
        Assert.Equal(405, (await editor.PostAsync($"/team/studien/{app.Key}/runden/1{handler}", fields)).Status);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/xml")]
    [InlineData(null)]
    public async Task What_is_no_form_is_refused_as_such(string? type)
    {
        using var expert = await app.ExpertAsync(app.Key);
        var (_, fields) = Visitor.Fill(await expert.GetAsync("/bogen/abschnitt/eins"), "form.sheet");
        using var body = new StringContent("{}");
        body.Headers.ContentType = type is null ? null : new(type);
        var request = new HttpRequestMessage(HttpMethod.Post, "/bogen/abschnitt/eins") { Content = body };
        request.Headers.Add("RequestVerificationToken", fields.Single(field => field.Key == "__RequestVerificationToken").Value);
        Assert.Equal(415, (await expert.SendAsync(request)).Status);
    }

    private string Path(string pattern) =>
        pattern
            .Replace("{study}", app.Key, StringComparison.Ordinal)
            .Replace("{number:int}", "1", StringComparison.Ordinal)
            .Replace("{runde:int}/{gruppe}/{blattsprache:tag}", "1/nord/de", StringComparison.Ordinal)
            .Replace("{flaeche:regex(^(telefon|rechner)$)}", "telefon", StringComparison.Ordinal)
            .Replace("{art:regex(^(csv|xlsx)$)}", "csv", StringComparison.Ordinal)
            .Replace("{panelist:guid}", "b1d7a1f6-3a55-4c0e-9c53-0f6a4d6f3f10", StringComparison.Ordinal)
            .Replace("{mention:guid}", "b1d7a1f6-3a55-4c0e-9c53-0f6a4d6f3f10", StringComparison.Ordinal)
            .Replace("{datei}", "kodierungen.csv", StringComparison.Ordinal)
            .Replace("{these:guid}", "b1d7a1f6-3a55-4c0e-9c53-0f6a4d6f3f10", StringComparison.Ordinal)
            .Replace("{code:guid}", "b1d7a1f6-3a55-4c0e-9c53-0f6a4d6f3f10", StringComparison.Ordinal)
            .Replace("abschnitt/{key}", "abschnitt/eins", StringComparison.Ordinal)
            .Replace("{key}", app.Key, StringComparison.Ordinal)
            .Replace("{abschnitt}", "zahlen", StringComparison.Ordinal)
            .Replace("{kind}", "einladung", StringComparison.Ordinal)
            .Replace("{link:int}", "1", StringComparison.Ordinal)
            .Replace("{frage}", "r1", StringComparison.Ordinal)
            .Replace("{skala}", "s3", StringComparison.Ordinal)
            .Replace("{figure}", "r1-verteilung-r1", StringComparison.Ordinal)
            .Replace("/{number:int?}", "", StringComparison.Ordinal)
            .Replace("/{token?}", "", StringComparison.Ordinal)
            .Replace("{token}", "unbekannt", StringComparison.Ordinal)
            .Replace("{blattsprache:tag}", "de", StringComparison.Ordinal)
            .Replace("{language:tag}", "de", StringComparison.Ordinal);

    private static IEnumerable<RouteEndpoint> Routes(IEnumerable<EndpointDataSource> sources) =>
        sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    // The second are files that came after the build, and are served only where it was not published.
    private static bool IsFile(RouteEndpoint route) =>
        route.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || route.RoutePattern.RawText == "{**path:file}";

    private static string Pattern(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.TrimStart('/');
}
