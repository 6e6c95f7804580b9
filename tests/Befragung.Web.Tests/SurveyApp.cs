using System.Collections.Concurrent;
using System.Net;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Befragung.Web.Tests;

/// <summary>The platform as it runs: its server on a free port, its database in a folder of its own that is gone afterwards.</summary>
public partial class SurveyApp : IAsyncLifetime
{
    public const string Password = "Ein langer Satz genügt.";

    private readonly ConcurrentDictionary<StudyRole, Lazy<Task<CookieCollection>>> team = new();
    private readonly ConcurrentDictionary<string, StudyRole> everywhere = new();
    private WebApplication app = null!;
    private string[] database = [];

    public TestClock Clock { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("befragung-test-").FullName;

    public Uri Address => new(app.Urls.First());

    public IServiceProvider Services => app.Services;

    protected virtual string[] Settings =>
        ["--Limits:SignInsPerMinute=100000", "--Limits:LinksPerMinute=100000", "--Limits:ReportsPerMinute=100000"];

    /// <summary>Puts something else in the place of a part.</summary>
    protected virtual void Change(IServiceCollection services) { }

    /// <summary>What names the database, for a program beside this one.</summary>
    public IReadOnlyList<string> DatabaseSettings => database;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.NewAsync();
        await TestDatabase.PutIntoAsync(Folder);
        await StartAsync();
    }

    /// <summary>Ends the server and starts another one on the same data; what only the memory of the first one knew is gone.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Ends the server; its data stay.</summary>
    public async Task StopAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>Starts it again on another database.</summary>
    public Task StartOnAsync(string[] settings)
    {
        database = settings;
        return StartAsync();
    }

    private async Task StartAsync()
    {
        app = Site.Build(
            [
                "--urls",
                "http://127.0.0.1:0",
                $"--Data:Directory={Folder}",
                "--Logging:Console:LogLevel:Default=None",
                "--Report:Timeout=00:05:00",
                $"--Experts:Shortcuts={Environment.GetEnvironmentVariable("BEFRAGUNG_TEST_SHORTCUTS") ?? "All"}",
                .. database,
                .. Settings,
            ],
            Clock,
            services =>
            {
                // A tenth of all the time went into passwords that are slow to guess; here nobody guesses.
                services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
                Change(services);
            }
        );
        // Long enough for a step to end, so that what follows a step in a test follows what it did.
        app.Services.GetRequiredService<LongSteps>().Patience = TimeSpan.FromMinutes(2);
        await Database.MigrateAsync(app.Services);
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        await TestDatabase.DropAsync(database);
    }

    /// <summary>Keeps everybody else from writing until it is let go of.</summary>
    public async Task<IAsyncDisposable> BusyAsync()
    {
        var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>().Database;
        // Ends with the scope's context.
        await db.BeginTransactionAsync();
        if (TestDatabase.IsServer)
            await db.ExecuteSqlRawAsync("""LOCK TABLE "Rounds", "Sheets", "Panelists", "Outbox" IN EXCLUSIVE MODE""");
        return new Busy(scope);
    }

    /// <summary>Lets the database refuse what a condition on the new row says, until it is told otherwise; of a deletion, on the row that goes.</summary>
    public Task<int> RefuseAsync(string table, string condition, string words, string what = "UPDATE") =>
        DataAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                TestDatabase.IsServer
                    ? $"CREATE FUNCTION refuse_{what}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{words}'; END $$; CREATE TRIGGER refuse_{what} BEFORE {what} ON \"{table}\" FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION refuse_{what}()"
                    : $"CREATE TRIGGER refuse_{what} BEFORE {what} ON \"{table}\" WHEN {condition} BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
        );

    /// <summary>Lets something happen, until it is told otherwise, whenever a row is put in: as if somebody else had done it in between.</summary>
    public Task<int> MeanwhileAsync(string table, string statement) =>
        DataAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                TestDatabase.IsServer
                    ? $"CREATE FUNCTION meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement}; RETURN NULL; END $$; CREATE TRIGGER meanwhile AFTER INSERT ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION meanwhile()"
                    : $"CREATE TRIGGER meanwhile AFTER INSERT ON \"{table}\" BEGIN {statement}; END"
            )
        );

    public Task<int> NothingMeanwhileAsync() =>
        DataAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                TestDatabase.IsServer ? "DROP FUNCTION IF EXISTS meanwhile CASCADE" : "DROP TRIGGER IF EXISTS meanwhile"
            )
        );

    public Task<int> RefuseNothingAsync() =>
        DataAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                string.Concat(
                    ((string[])["UPDATE", "INSERT", "DELETE"]).Select(what =>
                        TestDatabase.IsServer ? $"DROP FUNCTION IF EXISTS refuse_{what} CASCADE;" : $"DROP TRIGGER IF EXISTS refuse_{what};"
                    )
                )
            )
        );

    /// <summary>Whether words are to be found anywhere in the database: in its files, free pages and all, or in the rows of the server.</summary>
    public bool Holds(string words) =>
        TestDatabase.IsServer
            ? TestDatabase.Holds(database, words)
            : Directory.GetFiles(Folder, Database.FileName + "*").Any(file => InFile(file, words));

    private static bool InFile(string file, string words)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(words)) >= 0;
    }

    public void Listen(ILoggerProvider listener) => Services.GetRequiredService<ILoggerFactory>().AddProvider(listener);

    public Visitor Visitor(string language = "de") => new(Address, language);

    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public Task<T> DataAsync<T>(Func<SurveyDb, Task<T>> act) => WithAsync(services => act(services.GetRequiredService<SurveyDb>()));

    /// <summary>Someone of the team of every study that a test makes here, signed in through the page: once per role, since slow passwords are slow.</summary>
    public async Task<Visitor> TeamAsync(StudyRole role = StudyRole.Owner)
    {
        var visitor = Visitor();
        visitor.Cookies.Add(await team.GetOrAdd(role, new Lazy<Task<CookieCollection>>(() => CookiesAsync(role))).Value);
        return visitor;
    }

    /// <summary>Adds an account that has a role in every study that a test makes here, before or after. Who has all studies looks after accounts too.</summary>
    public async Task<string> MemberAsync(StudyRole role)
    {
        var email = await AccountAsync(role == StudyRole.Owner ? TeamRole.Administrator : TeamRole.Member);
        var id = await DataAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync());
        everywhere[id] = role;
        // Beside the chronicle, in which tests look for what they do themselves.
        await DataAsync(db =>
            db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "StudyMembers" ("StudyId", "MemberId", "Role") SELECT "Id", {id}, {(int)role} FROM "Studies" """
            )
        );
        return email;
    }

    /// <summary>Adds an account that is a member of no study.</summary>
    public async Task<string> AccountAsync(TeamRole role)
    {
        var email = $"{Guid.NewGuid():N}@team.example";
        var created = await WithAsync(services =>
            services
                .GetRequiredService<UserManager<TeamMember>>()
                .CreateAsync(
                    new TeamMember
                    {
                        UserName = email,
                        Email = email,
                        Role = role,
                    },
                    Password
                )
        );
        Assert.True(created.Succeeded);
        return email;
    }

    /// <summary>Signs in through the page.</summary>
    public async Task<Visitor> SignInAsync(string email)
    {
        var visitor = Visitor();
        var reply = await visitor.SubmitAsync(
            await visitor.GetAsync("/team/anmelden"),
            "main form",
            ("email", email),
            ("password", Password)
        );
        Assert.Equal("/team", reply.Location);
        return visitor;
    }

    private async Task<CookieCollection> CookiesAsync(StudyRole role)
    {
        using var visitor = await SignInAsync(await MemberAsync(role));
        return visitor.Cookies.GetAllCookies();
    }

    private async Task JoinAsync(int study)
    {
        foreach (var (id, role) in everywhere)
            await DataAsync(db =>
                db.Database.ExecuteSqlAsync(
                    $"""INSERT INTO "StudyMembers" ("StudyId", "MemberId", "Role") SELECT {study}, "Id", {(int)role} FROM "AspNetUsers" WHERE "Id" = {id}"""
                )
            );
    }

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    private sealed class Busy(AsyncServiceScope scope) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (scope.ServiceProvider.GetRequiredService<SurveyDb>().Database.CurrentTransaction is { } transaction)
                await transaction.DisposeAsync();
            await scope.DisposeAsync();
        }
    }
}

/// <summary>The real time, set forward as far as a test likes.</summary>
public sealed class TestClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
