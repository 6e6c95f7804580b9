using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Befragung.Delphi.Rounds;
using Befragung.Web;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Load.Sessions;

/// <summary>
/// The team's pages of a large study: how much they weigh, how long they take to the last byte, and what is computed for them. Client and server share one process. Each page is asked for
/// in turns with the barest one that the server has, so that what else the machine does meets both.
/// </summary>
internal static partial class ListLoad
{
    private const string Address = "http://127.0.0.1:5903",
        Email = "last@team.example",
        Password = "Ein langer Satz genügt.",
        Study = $"/team/studien/{LoadStudy.Key}",
        Search = $"{Study}/panel?handler=Suchen";

    private const int Turns = 10;

    public static async Task RunAsync(string[] args)
    {
        var panel = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var reasons = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20_000;
        await using var server = args.Contains("--postgres") ? await DatabaseServer.StartAsync() : null;
        var folder = Directory.CreateTempSubdirectory("befragung-lists-").FullName;
        try
        {
            await using var app = Site.Build([
                "--urls",
                Address,
                $"--Data:Directory={folder}",
                "--Logging:LogLevel:Default=Warning",
                "--Limits:SignInsPerMinute=1000",
                .. server is null
                    ? (string[])[]
                    : ["--Database:Provider=PostgreSql", $"--ConnectionStrings:Befragung={server.Connection};Database=postgres"],
            ]);
            await Database.MigrateAsync(app.Services);
            Console.Error.WriteLine($"A study with a panel of {panel} and {reasons} reasons …");
            await using (var scope = app.Services.CreateAsyncScope())
                await FillAsync(scope.ServiceProvider, panel, reasons);
            await app.StartAsync();
            using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true })
            {
                BaseAddress = new(Address),
            };
            await SignInAsync(client);
            var token = TokenIn(await client.GetStringAsync($"{Study}/panel"));
            Console.WriteLine(
                "\n| page | KB | compressed | median | slowest of ten | ÷ /health/live | computed |\n|---|---|---|---|---|---|---|"
            );
            await TellAsync(client, "the study", () => Get(""));
            await TellAsync(client, "the panel, first page", () => Get("/panel"));
            await TellAsync(client, "the panel, last page", () => Post(token, ("seite", "100000")));
            await TellAsync(client, "the panel, a name of many", () => Post(token, ("suche", "person 77")));
            await TellAsync(client, "the panel, a name of one", () => Post(token, ("suche", $"person-{panel / 2}@")));
            await TellAsync(client, "the panel, a name of nobody", () => Post(token, ("suche", "müller")));
            await TellAsync(client, "the panel, a group", () => Post(token, ("gruppe", "verbaende")));
            await TellAsync(client, "the closed round", () => Get("/runden/1"));
            await TellAsync(client, "the open round", () => Get("/runden/2"));
            await TellAsync(client, "the result", () => Get("/runden/1/ergebnis"));
            await TellAsync(client, "the queue of reasons, first page", () => Get("/runden/1/begruendungen"));
            await TellAsync(client, "the queue of reasons, page 150", () => Get("/runden/1/begruendungen?seite=150"));
            foreach (var sought in (string[])["frage=t1", "laenge=kurz", "laenge=lang", "gruppe=planung", "zeige=alle"])
                await TellAsync(client, $"the queue of reasons, {sought}", () => Get($"/runden/1/begruendungen?{sought}"));
            await ReleaseAsync(client);
            await TellAsync(client, "the report", () => Get("/bericht"));
            foreach (var (open, one) in ((string, int)[])[("all", 1), ("one in twenty", 20), ("one in a hundred", 100)])
            {
                await using (var scope = app.Services.CreateAsyncScope())
                    await HandInAllButAsync(scope.ServiceProvider.GetRequiredService<SurveyDb>(), one);
                await TellAsync(client, $"the panel, who has not handed in: {open}", () => Post(token, ("stand", "offen")));
                await TellAsync(client, "… and has a name", () => Post(token, ("stand", "offen"), ("suche", "person 77")));
            }
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The same of a study into which so many have come by an open link: they have no names, and are in no list.</summary>
    public static async Task LookAtOpenAsync(string folder, int people)
    {
        await using var app = Site.Build([
            "--urls",
            Address,
            $"--Data:Directory={folder}",
            "--Logging:LogLevel:Default=Warning",
            "--Limits:SignInsPerMinute=1000",
        ]);
        await app.StartAsync();
        var code = "";
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
            await AddMemberAsync(scope.ServiceProvider, (await db.StudyWithRoundsAsync(LoadStudy.Key, default))!.Id);
            code = await db.OpenLinks.Select(link => link.Code).SingleAsync();
            people -= await db.Panelists.CountAsync(one => one.OpenLinkId != null);
        }
        for (var person = 0; person < people; person++)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var links = scope.ServiceProvider.GetRequiredService<OpenLinks>();
            await links.JoinAsync((await links.FindAsync(code, default))!, Guid.NewGuid(), "planung", "de", default);
        }
        await using (var scope = app.Services.CreateAsyncScope())
            await HandInAllButAsync(scope.ServiceProvider.GetRequiredService<SurveyDb>(), 10);
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true })
        {
            BaseAddress = new(Address),
        };
        await SignInAsync(client);
        Console.WriteLine(
            "\n| page | KB | compressed | median | slowest of ten | ÷ /health/live | computed |\n|---|---|---|---|---|---|---|"
        );
        foreach (var page in (string[])["", "/panel", "/offen", "/runden/1", "/runden/1/erinnern", "/runden/1/schliessen"])
            await TellAsync(client, page.Length == 0 ? "the study" : page, () => Get(page));
        await TellAsync(client, "the public page", () => new(HttpMethod.Get, $"/offen/{code}"));
        await app.StopAsync();
    }

    /// <summary>All on the first page at once, and then one by itself, which looks for the next; each ten times.</summary>
    private static async Task ReleaseAsync(HttpClient client)
    {
        const string Queue = $"{Study}/runden/1/begruendungen";
        var (all, one) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            var page = await client.GetStringAsync(Queue);
            var marks = Marks().Matches(page).Select(match => match.Value).Distinct().ToList();
            all.Add(
                await TimeAsync(() =>
                    ReadAsync(client, PostTo($"{Queue}?handler=Alle", TokenIn(page), ("shown", string.Join(' ', marks.Skip(1)))))
                )
            );
            one.Add(await TimeAsync(() => ReadAsync(client, PostTo($"{Queue}?handler=Freigeben", TokenIn(page), ("mark", marks[0])))));
        }
        all.Sort();
        one.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| all of a page released, with the page that follows | | | {all[Turns / 2]:0} ms | {all[^1]:0} ms | | |\n| one released, with the page that follows | | | {one[Turns / 2]:0} ms | {one[^1]:0} ms | | |"
            )
        );
    }

    [GeneratedRegex("(?<=value=\")[0-9a-f]{32}:[0-9]+(?=\")", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Marks();

    /// <summary>In the open round, by the number of their sheets.</summary>
    private static async Task HandInAllButAsync(SurveyDb db, int one)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await db
            .Sheets.Where(sheet => sheet.SealedAt == null && sheet.Id % one != 0)
            .ExecuteUpdateAsync(sheet => sheet.SetProperty(row => row.StartedAt, now).SetProperty(row => row.HandedInAt, now));
        // As a server does by itself sooner or later.
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
    }

    private static async Task FillAsync(IServiceProvider services, int panel, int reasons)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var study = await LoadStudy.OpenAsync(services, panel);
        var db = services.GetRequiredService<SurveyDb>();
        var fieldwork = services.GetRequiredService<Fieldwork>();
        await LoadStudy.AnswerAsync(
            db,
            study.CurrentRound,
            now,
            sheet =>
                sheet < reasons
                    ? new AnswerChange($"t{1 + (sheet % 12)}.:for", $"Weil es vor Ort zählt, und zwar seit {sheet} Jahren.")
                    : null
        );
        db.ChangeTracker.Clear();
        study = (await db.StudyWithRoundsAsync(LoadStudy.Key, default))!;
        await fieldwork.CloseAsync(study, study.CurrentRound, "Last", default);
        study.PlanNext(study.CurrentRound.Questionnaire.Items.Select(item => item.Key).ToHashSet(), new Dictionary<string, string>());
        await db.SaveChangesAsync();
        await fieldwork.OpenAsync(study, study.CurrentRound, "Last", default);
        await AddMemberAsync(services, study.Id);
        db.ChangeTracker.Clear();
        // The letters are not what is measured.
        await db.Outbox.ExecuteUpdateAsync(entry => entry.SetProperty(one => one.SentAt, now));
    }

    private static async Task AddMemberAsync(IServiceProvider services, int studyId)
    {
        var member = await services
            .GetRequiredService<UserManager<TeamMember>>()
            .CreateAsync(new TeamMember { UserName = Email, Email = Email }, Password);
        if (!member.Succeeded)
            throw new InvalidOperationException(member.Errors.First().Description);
        var db = services.GetRequiredService<SurveyDb>();
        db.StudyMembers.Add(new StudyMember(studyId, await db.Users.Select(user => user.Id).SingleAsync(), StudyRole.Owner));
        await db.SaveChangesAsync();
    }

    private static async Task SignInAsync(HttpClient client)
    {
        await ReadAsync(
            client,
            PostTo("/team/anmelden", TokenIn(await client.GetStringAsync("/team/anmelden")), ("email", Email), ("password", Password))
        );
    }

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, Study + path);

    private static HttpRequestMessage Post(string token, params (string Name, string Value)[] fields) => PostTo(Search, token, fields);

    private static HttpRequestMessage PostTo(string path, string token, params (string Name, string Value)[] fields) =>
        new(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([
                new("__RequestVerificationToken", token),
                .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
            ]),
        };

    private static async Task<int> ReadAsync(HttpClient client, HttpRequestMessage request)
    {
        using (request)
        using (var answer = await client.SendAsync(request))
        {
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadAsByteArrayAsync()).Length;
        }
    }

    private static async Task TellAsync(HttpClient client, string page, Func<HttpRequestMessage> ask)
    {
        var packed = ask();
        packed.Headers.AcceptEncoding.ParseAdd("br");
        var compressed = await ReadAsync(client, packed);
        var weight = await ReadAsync(client, ask());
        var (pages, barest) = (new List<double>(), new List<double>());
        var computed = TimeSpan.Zero;
        using var process = Process.GetCurrentProcess();
        for (var turn = 0; turn < Turns; turn++)
        {
            using var bare = new HttpRequestMessage(HttpMethod.Get, "/health/live");
            barest.Add(await TimeAsync(() => ReadAsync(client, bare)));
            process.Refresh();
            var before = process.TotalProcessorTime;
            pages.Add(await TimeAsync(() => ReadAsync(client, ask())));
            process.Refresh();
            computed += process.TotalProcessorTime - before;
        }
        pages.Sort();
        barest.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {page} | {weight / 1000.0:0} | {compressed / 1000.0:0.0} | {pages[Turns / 2]:0} ms | {pages[^1]:0} ms | {pages[Turns / 2] / barest[Turns / 2]:0} | {computed.TotalMilliseconds / Turns:0} ms |"
            )
        );
    }

    private static async Task<double> TimeAsync(Func<Task> read)
    {
        var watch = Stopwatch.StartNew();
        await read();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static string TokenIn(string page) =>
        Token().Match(page) is { Success: true } found
            ? found.Groups["token"].Value
            : throw new InvalidOperationException("The page has no form.");

    [GeneratedRegex("__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Token();
}
