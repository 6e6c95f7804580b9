using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Operation;
using Befragung.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Operation;

/// <summary>Somebody notices when no backup is made any more, and when the list of deletions is not whole.</summary>
public sealed class BackupCheckTests : IAsyncLifetime
{
    private readonly SurveyApp app = new();

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task How_old_the_last_backup_is_is_told_and_noted_after_a_week()
    {
        await IsToldAsync(Severity.Notice, "Mit „befragung backup“ wurde noch nie gesichert.");
        var file = Path.Combine(app.Folder, "sicherung.zip");
        await app.WithAsync(services => services.GetRequiredService<Backups>().MakeAsync(file, null, default));
        await IsToldAsync(Severity.Good, "Die letzte ist keinen Tag alt.");
        app.Clock.Ahead = TimeSpan.FromDays(1) + TimeSpan.FromMinutes(5);
        await IsToldAsync(Severity.Good, "Die letzte ist {0:Tag|Tage} alt.", 1);
        app.Clock.Ahead = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5);
        await IsToldAsync(Severity.Good, "Die letzte ist {0:Tag|Tage} alt.", 6);
        app.Clock.Ahead = TimeSpan.FromDays(7);
        await IsToldAsync(Severity.Notice, "Die letzte ist {0:Tag|Tage} alt.", 7);
        // Where it came back to, that is the last one.
        await using var returned = await ReturnedApp.FromAsync(file);
        Assert.Equal(
            await app.DataAsync(db => db.Backups.Select(one => one.At).ToListAsync()),
            await returned.DataAsync(db => db.Backups.Select(one => one.At).ToListAsync())
        );
    }

    [Fact]
    public async Task The_list_of_deletions_is_whole_or_its_want_is_told()
    {
        var list = Path.Combine(app.Folder, DeletionFile.FileName);
        Assert.Equal(Severity.Good, (await ListAsync()).Severity);
        await app.DataAsync(db =>
        {
            db.Deleted.Add(new(Guid.NewGuid(), app.Clock.GetUtcNow().UtcDateTime, DeletionKind.Account, null, "x"));
            return db.SaveChangesAsync();
        });
        Assert.Equal((Severity.Notice, 1), await ListAsync() is var found ? (found.Severity, found.Found.Values[1]) : default);
        await File.WriteAllTextAsync(list, "Unsinn\n");
        Assert.Equal(Severity.Fault, (await ListAsync()).Severity);
        File.Delete(list);
        await app.WithAsync(services =>
            services.GetRequiredService<DeletionJournal>().CompleteFileAsync(services.GetRequiredService<SurveyDb>())
        );
        Assert.Equal(Severity.Good, (await ListAsync()).Severity);
    }

    private async Task<Diagnosis> ListAsync() => (await LookAsync())[1];

    private async Task IsToldAsync(Severity severity, string german, params object[] values)
    {
        var found = (await LookAsync())[0];
        Assert.Equal((severity, german), (found.Severity, found.Found.German));
        Assert.Equal(values, found.Found.Values);
    }

    private async Task<List<Diagnosis>> LookAsync() =>
        [
            .. await BackupCheck.LookAsync(
                app.Services.GetRequiredService<SurveyDatabase>(),
                app.Services.GetRequiredService<DeletionFile>(),
                app.Clock,
                default
            ),
        ];
}
