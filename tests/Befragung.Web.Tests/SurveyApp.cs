using System.Collections.Concurrent;
using System.Net;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Befragung.Web.Tests;

/// <summary>The platform as it runs: its server on a free port, its database in a folder of its own that is gone afterwards.</summary>
public partial class SurveyApp : IAsyncLifetime
{
    public const string Password = "Ein langer Satz genügt.";

    private readonly ConcurrentDictionary<TeamRole, Lazy<Task<CookieCollection>>> team = new();
    private WebApplication app = null!;

    public TestClock Clock { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("befragung-test-").FullName;

    public Uri Address => new(app.Urls.First());

    public IServiceProvider Services => app.Services;

    protected virtual string[] Settings =>
        ["--Limits:SignInsPerMinute=100000", "--Limits:LinksPerMinute=100000", "--Limits:ReportsPerMinute=100000"];

    public async Task InitializeAsync()
    {
        app = Site.Build(
            ["--urls", "http://127.0.0.1:0", $"--Data:Directory={Folder}", "--Logging:Console:LogLevel:Default=None", .. Settings],
            Clock
        );
        await Database.MigrateAsync(app.Services);
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    public void Listen(ILoggerProvider listener) => Services.GetRequiredService<ILoggerFactory>().AddProvider(listener);

    public Visitor Visitor(string language = "de") => new(Address, language);

    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public Task<T> DataAsync<T>(Func<SurveyDb, Task<T>> act) => WithAsync(services => act(services.GetRequiredService<SurveyDb>()));

    /// <summary>Someone of the team, signed in through the page: once per role, since slow passwords are slow.</summary>
    public async Task<Visitor> TeamAsync(TeamRole role = TeamRole.Owner)
    {
        var visitor = Visitor();
        visitor.Cookies.Add(await team.GetOrAdd(role, new Lazy<Task<CookieCollection>>(() => SignInAsync(role))).Value);
        return visitor;
    }

    public async Task<string> MemberAsync(TeamRole role)
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

    private async Task<CookieCollection> SignInAsync(TeamRole role)
    {
        using var visitor = Visitor();
        var reply = await visitor.SubmitAsync(
            await visitor.GetAsync("/team/anmelden"),
            "main form",
            ("email", await MemberAsync(role)),
            ("password", Password)
        );
        Assert.Equal("/team", reply.Location);
        return visitor.Cookies.GetAllCookies();
    }

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;
}

/// <summary>The real time, set forward as far as a test likes.</summary>
public sealed class TestClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
