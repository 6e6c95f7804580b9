using System.Runtime.Versioning;
using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>Whoever was deleted after a backup does not come back with it, as long as the list of deletions is there; and the list tells nobody's name.</summary>
[SupportedOSPlatform("linux")]
public sealed class RepeatedDeletionsTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("befragung-deletions-").FullName;
    private readonly SurveyApp app = new();

    private string Of(string name) => Path.Combine(folder, name);

    private string List => Path.Combine(app.Folder, DeletionFile.FileName);

    public Task InitializeAsync() => app.InitializeAsync();

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_was_deleted_after_the_backup_is_deleted_again_and_what_was_deleted_before_is_in_it()
    {
        var open = await app.OpenStudyAsync(6);
        var closing = await app.OpenStudyAsync(2);
        var going = await app.OpenStudyAsync(2);
        var staying = await app.OpenStudyAsync(2);
        for (var expert = 0; expert < 6; expert++)
            await app.BeginAsync(open, expert, new AnswerChange("l1", $"Antwort von {expert}"));
        var member = await app.AccountAsync(TeamRole.Member);
        var kept = await app.AccountAsync(TeamRole.Member);
        await DeletePersonAsync(open, 0, withSheets: true);
        Assert.Single(await File.ReadAllLinesAsync(List));
        await app.WithAsync(services => services.GetRequiredService<Backups>().MakeAsync(Of("daten.zip"), null, default));

        await DeletePersonAsync(open, 1, withSheets: true);
        await DeletePersonAsync(open, 2, withSheets: false);
        await WithdrawAsync(open, 3, withAnswers: true);
        await WithdrawAsync(open, 4, withAnswers: false);
        await app.CloseAsync(closing);
        await OfStudyAsync(closing, (deletions, study) => deletions.ContactsAsync(study, default));
        await OfStudyAsync(going, (deletions, study) => deletions.StudyAsync(study, default));
        await app.WithAsync(async services =>
        {
            var accounts = services.GetRequiredService<Accounts>();
            await app.AccountAsync(TeamRole.Administrator);
            await accounts.RemoveAsync(await accounts.OfAddressAsync(member), "test", default);
            return 0;
        });

        var list = await File.ReadAllTextAsync(List);
        Assert.Equal(8, list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("@", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Person", list, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(List));

        // The same list twice does no more than once.
        await using var returned = await ReturnedApp.FromAsync(Of("daten.zip"), null, List, List);
        Assert.Equal(7, returned.Restored.Deletions);
        Assert.Equal([3, 4, 5], await ReachableAsync(returned, open));
        Assert.Equal([2, 4, 5], await AnsweredAsync(returned, open));
        Assert.All(
            await returned.DataAsync(db => db.Panelists.Where(one => one.DeclinedAt != null).ToListAsync()),
            one => Assert.Null(one.ConsentedAt)
        );
        Assert.Equal(2, await returned.DataAsync(db => db.Panelists.CountAsync(one => one.DeclinedAt != null)));
        Assert.Empty(await ReachableAsync(returned, closing));
        Assert.Equal([0, 1], await ReachableAsync(returned, staying));
        Assert.False(await returned.DataAsync(db => db.Studies.IgnoreQueryFilters().AnyAsync(study => study.Key == going)));
        Assert.Equal(
            (false, true),
            await returned.DataAsync(async db =>
                (await db.Users.AnyAsync(user => user.Email == member), await db.Users.AnyAsync(user => user.Email == kept))
            )
        );
        Assert.Equal(8, await returned.DataAsync(db => db.Deleted.CountAsync()));
        // And so it is with a backup of that, without any list.
        await returned.WithAsync(services => services.GetRequiredService<Backups>().MakeAsync(Of("danach.zip"), null, default));
        await using var later = await ReturnedApp.FromAsync(Of("danach.zip"), null, List);
        Assert.Equal(0, later.Restored.Deletions);
        Assert.Equal([3, 4, 5], await ReachableAsync(later, open));
    }

    [Fact]
    public async Task Without_a_list_they_are_there_again()
    {
        var key = await app.OpenStudyAsync(2);
        await app.WithAsync(services => services.GetRequiredService<Backups>().MakeAsync(Of("daten.zip"), null, default));
        await DeletePersonAsync(key, 1, withSheets: true);
        await using var returned = await ReturnedApp.FromAsync(Of("daten.zip"));
        Assert.Equal((0, 2), (returned.Restored.Deletions, (await ReachableAsync(returned, key)).Count));
    }

    [Fact]
    public async Task A_study_that_has_the_number_of_a_deleted_one_is_another()
    {
        var key = await app.OpenStudyAsync(2);
        var id = (await app.ReadAsync(key)).Id;
        await app.WithAsync(services => services.GetRequiredService<Backups>().MakeAsync(Of("daten.zip"), null, default));
        var at = new DateTime(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var kind in (string[])["study", "contacts"])
            await File.AppendAllTextAsync(
                Of("liste.jsonl"),
                $$"""{"id":"{{Guid.NewGuid()}}","at":"{{at:O}}","kind":"{{kind}}","studyId":{{id}},"subject":"eine-andere"}""" + "\n"
            );
        await using var returned = await ReturnedApp.FromAsync(Of("daten.zip"), null, Of("liste.jsonl"));
        Assert.Equal((2, 2), (returned.Restored.Deletions, (await ReachableAsync(returned, key)).Count));
    }

    [Theory]
    [InlineData("Das ist keine Liste.\n")]
    [InlineData("{}\n")]
    [InlineData("""{"id":"2b1c1c1e-0d0a-4d5a-9a49-000000000001","at":"2026-12-01T00:00:00Z","kind":"everything","subject":"x"}""" + "\n")]
    [InlineData("null\n")]
    public async Task A_list_that_cannot_be_read_restores_nothing(string content)
    {
        await app.WithAsync(services => services.GetRequiredService<Backups>().MakeAsync(Of("daten.zip"), null, default));
        await File.WriteAllTextAsync(Of("liste.jsonl"), content);
        var place = Directory.CreateDirectory(Of("ort")).FullName;
        var settings = TestDatabase.IsServer ? TestDatabase.Settings(await TestDatabase.EmptyAsync()) : [];
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() =>
            ReturnedApp.RestoreAsync(place, settings, Of("daten.zip"), null, Of("liste.jsonl"))
        );
        Assert.Contains("ist keine Liste von Löschungen", refused.Sentence.German, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(place, Database.FileName)));
        await TestDatabase.DropAsync(settings);
    }

    [Fact]
    public async Task A_line_that_breaks_off_is_told_and_written_anew_by_the_server_and_a_lost_list_comes_back_whole()
    {
        var key = await app.OpenStudyAsync(3);
        await app.WithAsync(services => services.GetRequiredService<Backups>().MakeAsync(Of("daten.zip"), null, default));
        await DeletePersonAsync(key, 0, withSheets: true);
        await DeletePersonAsync(key, 1, withSheets: true);
        var whole = await File.ReadAllTextAsync(List);
        await File.WriteAllTextAsync(List, whole[..^20]);
        await using (var returned = await ReturnedApp.FromAsync(Of("daten.zip"), null, List))
        {
            Assert.Equal(1, returned.Restored.Deletions);
            Assert.Equal([List], returned.Restored.BrokenLists);
            Assert.Equal([1, 2], await ReachableAsync(returned, key));
        }
        await CompleteAsync(1);
        Assert.Equal(whole, await File.ReadAllTextAsync(List));
        await CompleteAsync(0);
        File.Delete(List);
        await CompleteAsync(2);
        Assert.Equal(whole, await File.ReadAllTextAsync(List));
    }

    [Fact]
    public async Task A_list_that_cannot_be_written_keeps_nobody_from_being_deleted_and_is_caught_up_on()
    {
        var key = await app.OpenStudyAsync(2);
        Directory.CreateDirectory(List);
        await DeletePersonAsync(key, 0, withSheets: true);
        Assert.Equal([1], await ReachableAsync(app, key));
        Directory.Delete(List);
        await CompleteAsync(1);
    }

    private Task CompleteAsync(int missing) =>
        app.WithAsync(async services =>
        {
            Assert.Equal(
                missing,
                await services.GetRequiredService<DeletionJournal>().CompleteFileAsync(services.GetRequiredService<SurveyDb>())
            );
            return 0;
        });

    private Task DeletePersonAsync(string key, int expert, bool withSheets) =>
        OfStudyAsync(
            key,
            async (deletions, study) => await deletions.PersonAsync(study, await PanelistAsync(key, expert), withSheets, default)
        );

    private Task<Guid> PanelistAsync(string key, int expert) =>
        app.DataAsync(db =>
            db.ContactCards.Where(card =>
                    card.Email == Sample.Address(expert) && db.Studies.Any(study => study.Key == key && study.Id == card.StudyId)
                )
                .Select(card => card.PanelistId)
                .SingleAsync()
        );

    private async Task WithdrawAsync(string key, int expert, bool withAnswers)
    {
        var panelist = await PanelistAsync(key, expert);
        await app.WithAsync(async services =>
        {
            var declining = services.GetRequiredService<Declining>();
            await declining.WithdrawConsentAsync((await declining.FindAsync(panelist, default))!, withAnswers, default);
            return 0;
        });
    }

    private Task OfStudyAsync(string key, Func<Deletions, Study, Task> act) =>
        app.WithAsync(async services =>
        {
            var study = await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default);
            await act(services.GetRequiredService<Deletions>(), study!);
            return 0;
        });

    /// <summary>Whose contacts are known, by their numbers in the sample.</summary>
    private static async Task<List<int>> ReachableAsync(SurveyApp of, string key)
    {
        var all = await of.DataAsync(db =>
            db.ContactCards.Where(card => db.Studies.Any(study => study.Key == key && study.Id == card.StudyId))
                .Select(card => card.Email)
                .ToListAsync()
        );
        return [.. Enumerable.Range(0, 10).Where(expert => all.Contains(Sample.Address(expert)))];
    }

    private static async Task<List<int>> AnsweredAsync(SurveyApp of, string key)
    {
        var sheets = await of.DataAsync(db =>
            db.Sheets.Where(sheet =>
                    db.Rounds.Any(round =>
                        round.Id == sheet.RoundId && db.Studies.Any(study => study.Key == key && study.Id == round.StudyId)
                    )
                )
                .ToListAsync()
        );
        return [.. Enumerable.Range(0, 10).Where(expert => sheets.Exists(sheet => sheet.Answers["l1"] == $"Antwort von {expert}"))];
    }
}
