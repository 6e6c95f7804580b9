using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Mail;

/// <summary>The platform with these settings for its mail, for one test.</summary>
internal sealed class MailApp(params string[] settings) : SurveyApp, IAsyncDisposable
{
    protected override string[] Settings => [.. base.Settings, .. settings];

    public Outbox Outbox => Services.GetRequiredService<Outbox>();

    /// <summary>Whether the platform's own worker looks into the outbox too.</summary>
    private bool Working { get; init; } = true;

    public static Task<MailApp> StartAsync(params string[] settings) => StartedAsync(new(settings));

    /// <summary>Nobody but the test sends and tidies up. On a slow machine, the worker's first look would come in the middle of it.</summary>
    public static Task<MailApp> StartWithoutWorkerAsync(params string[] settings) => StartedAsync(new(settings) { Working = false });

    protected override void Change(IServiceCollection services)
    {
        if (!Working)
            services.Remove(services.Single(service => service.ImplementationType == typeof(Postman)));
    }

    private static async Task<MailApp> StartedAsync(MailApp app)
    {
        await app.InitializeAsync();
        return app;
    }

    /// <summary>Works the outbox through, whatever its own worker has done of it already.</summary>
    public Task<int> SendAsync() => Outbox.SendDueAsync(CancellationToken.None);

    public async Task<List<OutboxEntry>> EntriesAsync(string key)
    {
        var study = (await ReadAsync(key)).Id;
        return await DataAsync(db =>
            db.Outbox.AsNoTracking().Where(entry => entry.Round.StudyId == study).OrderBy(entry => entry.Id).ToListAsync()
        );
    }

    public Task<int> InvitationsAsync() => DataAsync(db => db.Invitations.CountAsync());

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();
}
