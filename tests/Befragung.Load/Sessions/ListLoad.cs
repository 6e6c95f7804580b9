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

/// <summary>The team's pages of a large study: how much they weigh, and how long they take to the last byte. Client and server share one process.</summary>
internal static partial class ListLoad
{
    private const string Address = "http://127.0.0.1:5903",
        Email = "last@team.example",
        Password = "Ein langer Satz genügt.";

    public static async Task RunAsync(string[] args)
    {
        var panel = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var reasons = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20_000;
        var folder = Directory.CreateTempSubdirectory("befragung-lists-").FullName;
        try
        {
            await using var app = Site.Build([
                "--urls",
                Address,
                $"--Data:Directory={folder}",
                "--Logging:LogLevel:Default=Warning",
                "--Limits:SignInsPerMinute=1000",
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
            Console.WriteLine("\n| page | KB | median | slowest of ten |\n|---|---|---|---|");
            const string Study = $"/team/studien/{LoadStudy.Key}";
            await TellAsync("the study", () => client.GetByteArrayAsync(Study));
            await TellAsync("the panel, first page", () => client.GetByteArrayAsync($"{Study}/panel"));
            var token = TokenIn(await client.GetStringAsync($"{Study}/panel"));
            await TellAsync("the panel, last page", () => PostAsync(client, $"{Study}/panel?handler=Suchen", token, ("seite", "100000")));
            await TellAsync("the panel, a name", () => PostAsync(client, $"{Study}/panel?handler=Suchen", token, ("suche", "person 77")));
            await TellAsync(
                "the panel, who has not handed in",
                () => PostAsync(client, $"{Study}/panel?handler=Suchen", token, ("stand", "offen"))
            );
            await TellAsync("the round", () => client.GetByteArrayAsync($"{Study}/runden/1"));
            await TellAsync("its result", () => client.GetByteArrayAsync($"{Study}/runden/1/ergebnis"));
            await TellAsync("the queue of reasons, first page", () => client.GetByteArrayAsync($"{Study}/runden/1/begruendungen"));
            await TellAsync("the queue of reasons, page 150", () => client.GetByteArrayAsync($"{Study}/runden/1/begruendungen?seite=150"));
            await TellAsync("the report", () => client.GetByteArrayAsync($"{Study}/bericht"));
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
        var member = await services
            .GetRequiredService<UserManager<TeamMember>>()
            .CreateAsync(new TeamMember { UserName = Email, Email = Email }, Password);
        if (!member.Succeeded)
            throw new InvalidOperationException(member.Errors.First().Description);
        db.StudyMembers.Add(new StudyMember(study.Id, await db.Users.Select(user => user.Id).SingleAsync(), StudyRole.Owner));
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        // The letters are not what is measured.
        await db.Outbox.ExecuteUpdateAsync(entry => entry.SetProperty(one => one.SentAt, now));
    }

    private static async Task SignInAsync(HttpClient client)
    {
        await PostAsync(
            client,
            "/team/anmelden",
            TokenIn(await client.GetStringAsync("/team/anmelden")),
            ("email", Email),
            ("password", Password)
        );
    }

    private static async Task<byte[]> PostAsync(HttpClient client, string path, string token, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([
            new("__RequestVerificationToken", token),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);
        using var answer = await client.PostAsync(path, form);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task TellAsync(string page, Func<Task<byte[]>> read)
    {
        var times = new List<double>();
        var weight = 0;
        for (var turn = -2; turn < 10; turn++)
        {
            var watch = Stopwatch.StartNew();
            weight = (await read()).Length;
            if (turn >= 0)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| {page} | {weight / 1000.0:0} | {times[5]:0} ms | {times[^1]:0} ms |")
        );
    }

    private static string TokenIn(string page) =>
        Token().Match(page) is { Success: true } found
            ? found.Groups["token"].Value
            : throw new InvalidOperationException("The page has no form.");

    [GeneratedRegex("__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Token();
}
