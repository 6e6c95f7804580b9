using System.Collections.Concurrent;
using Befragung.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Befragung.Web.Tests.Access;

/// <summary>What signing in tells strangers, and what they can do with it.</summary>
public sealed class SignInTests(SignInTests.Counted app) : IClassFixture<SignInTests.Counted>
{
    /// <summary>An app that counts how often a password is hashed, behind a proxy that says where requests come from.</summary>
    public sealed class Counted : SurveyApp
    {
        private int hashed;

        protected override string[] Settings => [.. base.Settings, "--Proxy:Trusted=127.0.0.1"];

        protected override void Change(IServiceCollection services) =>
            services.AddScoped<IPasswordHasher<TeamMember>>(_ => new Hasher(this));

        public async Task<int> HashedWhileAsync(Func<Task> act)
        {
            var before = Volatile.Read(ref hashed);
            await act();
            return Volatile.Read(ref hashed) - before;
        }

        private sealed class Hasher(Counted app) : PasswordHasher<TeamMember>
        {
            public override PasswordVerificationResult VerifyHashedPassword(TeamMember user, string hashedPassword, string providedPassword)
            {
                Interlocked.Increment(ref app.hashed);
                return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
            }
        }
    }

    [Fact]
    public async Task An_unknown_account_takes_as_much_work_as_a_known_one()
    {
        var known = await app.MemberAsync(StudyRole.Editor);
        foreach (var password in (string[])["falsch", new('x', 5000), ""])
        foreach (var email in (string[])[known, "niemand@team.example", "", new('x', 5000)])
            Assert.Equal(
                1,
                await app.HashedWhileAsync(async () => Assert.Equal(400, (await TryAsync(email, password, "192.0.2.7")).Status))
            );
    }

    [Fact]
    public async Task Who_guesses_locks_out_themselves_and_nobody_else()
    {
        var email = await app.MemberAsync(StudyRole.Owner);
        using var owner = app.Visitor();
        Assert.Equal(302, (await TryAsync(email, SurveyApp.Password, "198.51.100.1", owner)).Status);

        for (var attempt = 0; attempt < SignInTries.PerSource; attempt++)
            await TryAsync(email, "falsch", "198.51.100.1");
        Assert.Equal(
            0,
            await app.HashedWhileAsync(async () => Assert.Equal(400, (await TryAsync(email, SurveyApp.Password, "198.51.100.1")).Status))
        );
        // The owner's browser is known, even behind the same address; and from elsewhere any browser gets in.
        Assert.Equal(302, (await TryAsync(email, SurveyApp.Password, "198.51.100.1", owner)).Status);
        Assert.Equal(302, (await TryAsync(email, SurveyApp.Password, "203.0.113.9")).Status);
    }

    [Fact]
    public async Task Who_gets_it_right_in_the_end_begins_anew()
    {
        var email = await app.MemberAsync(StudyRole.Editor);
        for (var attempt = 1; attempt < SignInTries.PerSource; attempt++)
            await TryAsync(email, "falsch", "198.51.100.77");
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal(302, (await TryAsync(email, SurveyApp.Password, "198.51.100.77")).Status);
    }

    [Fact]
    public async Task A_known_browser_is_limited_too()
    {
        var email = await app.MemberAsync(StudyRole.Owner);
        using var stolen = app.Visitor();
        await TryAsync(email, SurveyApp.Password, "198.51.100.2", stolen);
        for (var attempt = 0; attempt < SignInTries.PerSource; attempt++)
            await TryAsync(email, "falsch", "198.51.100.2", stolen);
        Assert.Equal(400, (await TryAsync(email, SurveyApp.Password, "198.51.100.2", stolen)).Status);
    }

    [Fact]
    public async Task A_browser_is_known_to_its_own_account_alone()
    {
        var own = await app.MemberAsync(StudyRole.Owner);
        var other = await app.MemberAsync(StudyRole.Owner);
        using var browser = app.Visitor();
        await TryAsync(own, SurveyApp.Password, "198.51.100.3", browser);
        for (var attempt = 0; attempt < SignInTries.PerSource; attempt++)
            await TryAsync(other, "falsch", "198.51.100.3");
        Assert.Equal(400, (await TryAsync(other, SurveyApp.Password, "198.51.100.3", browser)).Status);
    }

    [Fact]
    public async Task The_log_tells_what_happened_by_the_account_and_by_nothing_else()
    {
        using var log = new AccessLog();
        app.Listen(log);
        var email = await app.MemberAsync(StudyRole.Reader);
        var id = await app.WithAsync(async services =>
            (await services.GetRequiredService<UserManager<TeamMember>>().FindByEmailAsync(email))!.Id
        );
        using var reader = app.Visitor();
        await TryAsync(email, "falsch geraten", "198.51.100.4", reader);
        await TryAsync("niemand@team.example", "falsch geraten", "198.51.100.4", reader);
        await TryAsync(email, SurveyApp.Password, "198.51.100.4", reader);
        await reader.GetAsync("/team/konten");
        await reader.SubmitAsync(await reader.GetAsync("/team"), "header form");
        Assert.Equal(
            [$"SignInFailed {id}", "SignInFailed -", $"SignedIn {id}", $"Refused {id}", $"SignedOut {id}"],
            log.Events.Where(one => one.Account == id || one.Account == "-").Select(one => $"{one.Name} {one.Account}")
        );
        Assert.All(
            log.Events,
            one =>
                Assert.All(
                    (string[])["@", "198.51.100", "falsch", SurveyApp.Password],
                    secret => Assert.DoesNotContain(secret, one.Text, StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public async Task The_log_tells_whose_role_was_changed_and_by_whom()
    {
        using var log = new AccessLog();
        app.Listen(log);
        var email = await app.MemberAsync(StudyRole.Reader);
        var id = await app.WithAsync(async services =>
        {
            var accounts = services.GetRequiredService<Accounts>();
            var member = (await services.GetRequiredService<UserManager<TeamMember>>().FindByEmailAsync(email))!;
            await accounts.ChangeRoleAsync(member, TeamRole.Administrator, "whoever", CancellationToken.None);
            return member.Id;
        });
        Assert.Equal(
            $"Account {id} is Administrator now, by whoever",
            Assert.Single(log.Events, one => one.Name == "RoleChanged" && one.Text.Contains(id, StringComparison.Ordinal)).Text
        );
    }

    /// <summary>Accounts that were made by any version before are found by it.</summary>
    [Fact]
    public void An_account_is_found_by_its_address_in_upper_case() =>
        Assert.Equal("ANNA.B@EXAMPLE.ORG", new MailboxNormalizer().NormalizeEmail("Anna.B@Example.org"));

    private async Task<Reply> TryAsync(string email, string password, string from, Visitor? browser = null)
    {
        using var stranger = app.Visitor();
        var visitor = browser ?? stranger;
        var (_, fields) = Visitor.Fill(await visitor.GetAsync("/team/anmelden"), "main form", ("email", email), ("password", password));
        var request = new HttpRequestMessage(HttpMethod.Post, "/team/anmelden") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("X-Forwarded-For", from);
        return await visitor.SendAsync(request);
    }
}

/// <summary>Listens to what is logged of the safety of the installation.</summary>
public sealed class AccessLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(string Name, string? Account, string Text)> Events { get; } = new();

    public ILogger CreateLogger(string categoryName) =>
        categoryName == "Befragung.Access" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) =>
        Events.Enqueue(
            (
                eventId.Name ?? "",
                (state as IReadOnlyList<KeyValuePair<string, object?>>)?.FirstOrDefault(one => one.Key == "Account").Value as string,
                formatter(state, exception)
            )
        );

    public void Dispose() { }
}
