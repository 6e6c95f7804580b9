using System.Collections.Concurrent;
using System.Net;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Befragung.Web.Tests;

/// <summary>The platform as it runs: its server on a free port, its database in a folder of its own that is gone afterwards.</summary>
public class SurveyApp : IAsyncLifetime
{
    public const string Password = "Ein langer Satz genügt.";

    private readonly ConcurrentDictionary<TeamRole, Lazy<Task<CookieCollection>>> team = new();
    private WebApplication app = null!;

    public TestClock Clock { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("befragung-test-").FullName;

    public Uri Address => new(app.Urls.First());

    public IServiceProvider Services => app.Services;

    protected virtual string[] Settings => ["--Limits:SignInsPerMinute=100000", "--Limits:LinksPerMinute=100000"];

    public async Task InitializeAsync()
    {
        app = Site.Build(["--urls", "http://127.0.0.1:0", $"--Data:Directory={Folder}", "--Logging:Console:LogLevel:Default=None", .. Settings], Clock);
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
        var created = await WithAsync(services => services.GetRequiredService<UserManager<TeamMember>>()
            .CreateAsync(new TeamMember { UserName = email, Email = email, Role = role }, Password));
        Assert.True(created.Succeeded);
        return email;
    }

    /// <summary>A study with a panel of so many; returns its key.</summary>
    public Task<string> StudyAsync(int experts = 0, string yaml = Sample.Yaml) => WithAsync(async services =>
    {
        var questionnaire = QuestionnaireReader.Read(yaml).Questionnaire!;
        var study = await NewStudies.AddAsync(services.GetRequiredService<SurveyDb>(), questionnaire, Now, "test", CancellationToken.None);
        var panels = services.GetRequiredService<Panels>();
        if (experts > 0) await panels.TakeInAsync(study, await panels.ReadAsync(study, Sample.Panel(experts), CancellationToken.None), CancellationToken.None);
        return study.Key;
    });

    /// <summary>The same with round 1 open.</summary>
    public async Task<string> OpenStudyAsync(int experts = 1, string yaml = Sample.Yaml)
    {
        var key = await StudyAsync(experts, yaml);
        await OpenAsync(key);
        return key;
    }

    public Task OpenAsync(string key) => StepAsync(key, (fieldwork, study) => fieldwork.OpenAsync(study, study.CurrentRound, "test", CancellationToken.None));

    public Task CloseAsync(string key) => StepAsync(key, (fieldwork, study) => fieldwork.CloseAsync(study, study.CurrentRound, "test", CancellationToken.None));

    public Task ReleaseAsync(string key) => ChangeAsync(key, study => study.CurrentRound.Release(Now, "test"));

    /// <summary>Plans the next round from all that is not open, and opens it.</summary>
    public async Task NextAsync(string key)
    {
        await ChangeAsync(key, study => study.PlanNext(
            study.CurrentRound.Questionnaire.Items.Where(item => !item.IsOpen).Select(item => item.Key).ToHashSet(),
            study.CurrentRound.Questionnaire.Items.ToDictionary(item => item.Key, _ => "Ausgewertet.")));
        await OpenAsync(key);
    }

    public Task<Study> ReadAsync(string key) => DataAsync(async db => (await db.StudyWithRoundsAsync(key, CancellationToken.None))!);

    public Task<AnswerSheet> SheetAsync(string key, int expert = 0) => DataAsync(async db => (await SheetOf(db, key, expert))!);

    /// <summary>Hands in for an expert without a page.</summary>
    public Task HandInAsync(string key, int expert, params AnswerChange[] changes) => DataAsync(async db =>
    {
        var sheet = (await SheetOf(db, key, expert))!;
        sheet.Save(changes, Now);
        sheet.HandIn(Now);
        return await db.SaveChangesAsync();
    });

    /// <summary>A fresh personal link, as a letter would carry it.</summary>
    public Task<string> LinkAsync(string key, int expert = 0) => DataAsync(async db =>
    {
        var token = Token.New();
        db.Invitations.Add(new Invitation(await PanelistOf(db, key, expert), token, Now));
        await db.SaveChangesAsync();
        return $"/einladung/{token}";
    });

    /// <summary>An expert who has opened the link and consented, through the pages.</summary>
    public async Task<Visitor> ExpertAsync(string key, int expert = 0)
    {
        var visitor = Visitor();
        await visitor.GetAsync(await LinkAsync(key, expert));
        var reply = await visitor.GetAsync("/bogen/einwilligung");
        await visitor.SubmitAsync(reply, "main form", ("einverstanden", "true"));
        return visitor;
    }

    /// <summary>The letters so far, once the outbox has been worked through.</summary>
    public async Task<IReadOnlyList<string>> LettersAsync()
    {
        await Services.GetRequiredService<Outbox>().SendDueAsync(CancellationToken.None);
        return Directory.GetFiles(Path.Combine(Folder, "letters"), "*.eml");
    }

    private async Task<CookieCollection> SignInAsync(TeamRole role)
    {
        using var visitor = Visitor();
        var reply = await visitor.SubmitAsync(await visitor.GetAsync("/team/anmelden"), "main form", ("email", await MemberAsync(role)), ("password", Password));
        Assert.Equal("/team", reply.Location);
        return visitor.Cookies.GetAllCookies();
    }

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    private Task StepAsync(string key, Func<Fieldwork, Study, Task> step) => WithAsync(async services =>
    {
        await step(services.GetRequiredService<Fieldwork>(), (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!);
        return 0;
    });

    private Task ChangeAsync(string key, Action<Study> change) => DataAsync(async db =>
    {
        change((await db.StudyWithRoundsAsync(key, CancellationToken.None))!);
        return await db.SaveChangesAsync();
    });

    private static Task<Guid> PanelistOf(SurveyDb db, string key, int expert) =>
        (from card in db.ContactCards
         join study in db.Studies on card.Panelist.StudyId equals study.Id
         where study.Key == key && card.Email == Sample.Address(expert)
         select card.PanelistId).SingleAsync();

    private static async Task<AnswerSheet?> SheetOf(SurveyDb db, string key, int expert)
    {
        var panelist = await PanelistOf(db, key, expert);
        return await db.Sheets.Where(sheet => sheet.PanelistId == panelist).OrderByDescending(sheet => sheet.RoundId).FirstOrDefaultAsync();
    }
}

/// <summary>The real time, set forward as far as a test likes.</summary>
public sealed class TestClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
