using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Befragung.Web.Tests.Data;

/// <summary>
/// What touches a whole panel goes in portions: others come to their turn in between, nobody sees what is half done, and what was cut off is carried on by the next start. That the
/// machine failed is played by a database that refuses the last portion, and everything that the program would do about it.
/// </summary>
public sealed class PortionsTests(SurveyApp app) : IClassFixture<SurveyApp>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Whatever became of the test, the next one finds a database that takes everything.</summary>
    public Task DisposeAsync()
    {
        app.Clock.Ahead = TimeSpan.Zero;
        return app.RefuseNothingAsync();
    }

    // Three portions, the last of them not full.
    private const int Experts = (2 * Portions.Size) + 100;

    [Fact]
    public async Task Each_portion_is_a_short_transaction_of_its_own_and_the_end_comes_with_the_last()
    {
        var study = await app.ReadAsync(await app.StudyAsync());
        var portions = new List<(Guid Transaction, int Size)>();
        Guid end = default;
        var progress = await app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<SurveyDb>();
            Guid Current() => db.Database.CurrentTransaction!.TransactionId;
            await services
                .GetRequiredService<Portions>()
                .ForAllAsync(
                    Turn.Of(study),
                    Enumerable.Range(0, Experts).ToList(),
                    some =>
                    {
                        portions.Add((Current(), some.Count));
                        return Task.CompletedTask;
                    },
                    () =>
                    {
                        end = Current();
                        return Task.CompletedTask;
                    },
                    CancellationToken.None
                );
            return services.GetRequiredService<StepProgress>();
        });
        Assert.Equal([Portions.Size, Portions.Size, 100], portions.Select(one => one.Size));
        Assert.Equal(3, portions.DistinctBy(one => one.Transaction).Count());
        Assert.Equal(portions[^1].Transaction, end);
        Assert.Equal((Experts, Experts), (progress.Done, progress.Of));
    }

    [Fact]
    public async Task Where_one_writes_at_a_time_whoever_waits_comes_before_whoever_has_just_written()
    {
        var turns = new WriteTurns();
        await turns.WaitAsync(CancellationToken.None);
        var save = turns.WaitAsync(CancellationToken.None);
        using var left = new CancellationTokenSource();
        var leaves = turns.WaitAsync(left.Token);
        turns.End();
        var nextPortion = turns.WaitAsync(CancellationToken.None);
        await save;
        Assert.False(nextPortion.IsCompleted);
        // Who no longer waits keeps nobody from their turn.
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        turns.End();
        await nextPortion;
    }

    [Fact]
    public async Task Who_is_being_taken_in_is_there_for_nobody_until_all_are_and_a_start_takes_in_the_rest()
    {
        var key = await PreviewAsync();
        await RefuseAllAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => TakeInAsync(key));

        Assert.Equal((0, 2 * Portions.Size), await SeenAsync(key));
        Assert.Equal(0, (await app.DataAsync(async db => await db.PanelCountsAsync(await IdAsync(db, key), default))).Sum(one => one.All));
        using var editor = await app.TeamAsync();
        Assert.DoesNotContain("Jörg Weiß", (await editor.GetAsync($"/team/studien/{key}/panel")).Text, StringComparison.Ordinal);
        var study = (await app.ReadAsync(key)).Id;
        var hidden = await app.DataAsync(db => db.Panelists.IgnoreQueryFilters().FirstAsync(one => one.StudyId == study));
        Assert.Empty(await app.Services.GetRequiredService<DeskQuery>().ReadAsync(hidden.Id));

        await app.RefuseNothingAsync();
        // However long ago it was begun, it is no preview that nobody finished.
        app.Clock.Ahead = 2 * PanelDraft.Kept;
        Assert.Equal(0, await app.Services.GetServices<IHostedService>().OfType<Tidying>().Single().TidyAsync(CancellationToken.None));
        Assert.Equal((0, 2 * Portions.Size), await SeenAsync(key));
        await app.RestartAsync();
        await Wait.UntilAsync("The panel is in", async () => await SeenAsync(key) == (Experts, Experts));
        Assert.Equal(0, await app.DataAsync(db => db.PanelDrafts.CountAsync()));
        Assert.Equal([(ChronicleStep.PanelTakenIn, Experts)], await ToldAsync(key, ChronicleStep.PanelTakenIn));
    }

    [Fact]
    public async Task Of_a_file_that_cannot_be_taken_in_nothing_is_left_and_its_preview_can_be_taken_in_later()
    {
        var key = await PreviewAsync();
        await app.RefuseAsync("ContactCards", $"NEW.\"Name\" = 'Jörg Weiß {Experts - 1}'", "cut off", "INSERT");
        await Assert.ThrowsAnyAsync<Exception>(() => TakeInAsync(key));
        Assert.Equal((0, 0), await SeenAsync(key));
        await app.RefuseNothingAsync();
        await TakeInAsync(key);
        Assert.Equal((Experts, Experts), await SeenAsync(key));
    }

    [Fact]
    public async Task Who_is_taken_in_while_a_round_is_open_gets_a_sheet_and_a_letter_only_with_all_others()
    {
        var key = await PreviewAsync(others: 1);
        await app.OpenAsync(key);
        var round = (await app.ReadAsync(key)).CurrentRound.Id;
        await RefuseAllAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => TakeInAsync(key));
        Assert.Equal(1, await app.DataAsync(db => db.Outbox.CountAsync(entry => entry.RoundId == round)));
        Assert.Equal(1, await app.DataAsync(async db => (await db.ParticipationAsync(round, default)).Values.Sum(one => one.Invited)));
        await app.RefuseNothingAsync();
        await CarryOnAsync(key);
        Assert.Equal(Experts + 1, await app.DataAsync(db => db.Outbox.CountAsync(entry => entry.RoundId == round)));
        Assert.Equal(Experts + 1, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == round)));
    }

    [Fact]
    public async Task A_round_whose_opening_was_cut_off_is_open_for_nobody_and_is_opened_by_the_next_start()
    {
        var key = await app.StudyAsync(Experts);
        await app.RefuseAsync("Rounds", "NEW.\"OpenedAt\" IS NOT NULL", "cut off");
        await Assert.ThrowsAnyAsync<Exception>(() => app.OpenAsync(key));

        var round = (await app.ReadAsync(key)).Round(1);
        Assert.Equal((RoundState.Planned, true), (round.State, round.IsOpening));
        Assert.Equal(2 * Portions.Size, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == round.Id)));
        Assert.Equal(2 * Portions.Size, await LettersAsync(round.Id));
        Assert.Equal(0, await app.DataAsync(db => db.Outbox.CountAsync(entry => entry.RoundId == round.Id)));
        Assert.Equal(0, await app.Services.GetRequiredService<Outbox>().SendDueAsync(CancellationToken.None));
        var invited = await app.DataAsync(db =>
            db.Sheets.Where(sheet => sheet.RoundId == round.Id).Select(sheet => sheet.PanelistId).FirstAsync()
        );
        Assert.Null(Assert.Single(await app.Services.GetRequiredService<DeskQuery>().ReadAsync(invited)).Sheet);
        using var editor = await app.TeamAsync();
        var page = (await editor.GetAsync($"/team/studien/{key}/runden/1")).Text;
        Assert.Contains("Noch hat niemand einen Bogen oder ein Anschreiben.", page, StringComparison.Ordinal);
        Assert.Contains("Öffnen fortsetzen", page, StringComparison.Ordinal);
        await app.WithAsync(async services =>
        {
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
            var refused = await Assert.ThrowsAsync<RuleBrokenException>(() =>
                services.GetRequiredService<Panels>().InviteAnewAsync(study, invited, default)
            );
            Assert.Contains("wird gerade geöffnet", refused.Message, StringComparison.Ordinal);
            return true;
        });

        await app.RefuseNothingAsync();
        await app.RestartAsync();
        await Wait.UntilAsync("The round is open", async () => (await app.ReadAsync(key)).Round(1).State == RoundState.Open);
        Assert.Equal(Experts, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == round.Id)));
        Assert.Equal(Experts, await LettersAsync(round.Id));
        Assert.Equal([(ChronicleStep.RoundOpened, 1)], await ToldAsync(key, ChronicleStep.RoundOpened));
    }

    [Fact]
    public async Task Who_is_withdrawn_while_a_round_is_being_opened_gets_neither_sheet_nor_letter()
    {
        var key = await app.StudyAsync(Experts);
        var round = (await app.ReadAsync(key)).Round(1).Id;
        // The first sheet of the first portion; the last of all are in the last one.
        await app.MeanwhileAsync(
            "Sheets",
            """UPDATE "Panelists" SET "WithdrawnAt" = CURRENT_TIMESTAMP WHERE "WithdrawnAt" IS NULL AND "Id" = (SELECT "Id" FROM "Panelists" AS last WHERE last."StudyId" = (SELECT "StudyId" FROM "Rounds" WHERE "Id" = NEW."RoundId") ORDER BY "Id" DESC LIMIT 1)"""
        );
        try
        {
            await app.OpenAsync(key);
        }
        finally
        {
            await app.NothingMeanwhileAsync();
        }

        Assert.Equal(RoundState.Open, (await app.ReadAsync(key)).Round(1).State);
        var withdrawn = await app.DataAsync(db => db.Panelists.Where(one => one.WithdrawnAt != null).Select(one => one.Id).ToListAsync());
        var person = Assert.Single(withdrawn);
        Assert.Equal(Experts - 1, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == round)));
        Assert.Equal(0, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.PanelistId == person)));
        Assert.Equal(0, await app.DataAsync(db => db.Outbox.IgnoreQueryFilters().CountAsync(entry => entry.PanelistId == person)));
    }

    [Fact]
    public async Task An_opening_that_was_cut_off_goes_on_when_it_is_begun_again()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(3);
        var path = $"/team/studien/{key}/runden/1";
        await app.RefuseAsync("Rounds", "NEW.\"OpenedAt\" IS NOT NULL", "cut off");
        Assert.Equal($"/team/studien/{key}/schritt", (await editor.OpenRoundAsync(path)).Location);
        await app.RefuseNothingAsync();
        Assert.Equal($"{path}?getan=geoeffnet", (await editor.OpenRoundAsync(path)).Location);
        Assert.Equal(RoundState.Open, (await app.ReadAsync(key)).Round(1).State);
    }

    [Fact]
    public async Task What_is_left_of_an_opening_that_was_taken_back_goes_with_the_next_start_and_until_then_nobody_sees_it()
    {
        var key = await app.OpenStudyAsync(Experts);
        var round = (await app.ReadAsync(key)).Round(1).Id;
        await app.RefuseAsync("Sheets", $"OLD.\"RoundId\" = {round}", "cut off", "DELETE");
        await Assert.ThrowsAnyAsync<Exception>(() => DiscardAsync(key));
        Assert.Equal(RoundState.Planned, (await app.ReadAsync(key)).Round(1).State);
        var invited = await app.DataAsync(db =>
            db.Sheets.Where(sheet => sheet.RoundId == round).Select(sheet => sheet.PanelistId).FirstAsync()
        );
        Assert.Null(Assert.Single(await app.Services.GetRequiredService<DeskQuery>().ReadAsync(invited)).Sheet);
        await app.RefuseNothingAsync();
        await app.RestartAsync();
        await Wait.UntilAsync("All is gone", async () => (await app.ReadAsync(key)).Round(1).DiscardedAt is null);
        Assert.Equal(0, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == round)));
        Assert.Equal(0, await LettersAsync(round));
    }

    [Fact]
    public async Task A_study_whose_deletion_was_cut_off_is_there_for_nobody_and_goes_with_the_next_start()
    {
        using var owner = await app.TeamAsync();
        var key = await app.OpenStudyAsync(Experts);
        var study = await app.ReadAsync(key);
        using var expert = await app.ExpertAsync(key);
        var link = await app.LinkAsync(key, 1);
        await app.RefuseAsync("Panelists", $"OLD.\"StudyId\" = {study.Id}", "cut off", "DELETE");
        var page = await owner.GetAsync($"/team/studien/{key}/loeschen");
        Assert.Equal("/team", (await owner.SubmitAsync(page, "main form", ("name", key))).Location);

        Assert.True(await app.DataAsync(db => db.Panelists.IgnoreQueryFilters().AnyAsync(one => one.StudyId == study.Id)));
        Assert.Equal(404, (await owner.GetAsync($"/team/studien/{key}")).Status);
        Assert.DoesNotContain($"/team/studien/{key}\"", (await owner.GetAsync("/team")).Body, StringComparison.Ordinal);
        Assert.NotEqual(200, (await expert.GetAsync("/bogen/abschnitt/eins")).Status);
        using var other = app.Visitor();
        Assert.NotEqual("/bogen", (await other.GetAsync(link)).Location);
        Assert.Equal(key, await app.StudyAsync());

        await app.RefuseNothingAsync();
        await app.RestartAsync();
        await Wait.UntilAsync(
            "All is gone",
            async () => !await app.DataAsync(db => db.Studies.IgnoreQueryFilters().AnyAsync(one => one.Id == study.Id))
        );
        Assert.Equal(0, await app.DataAsync(db => db.Panelists.IgnoreQueryFilters().CountAsync(one => one.StudyId == study.Id)));
        Assert.Equal(
            1,
            await app.DataAsync(db => db.Chronicle.CountAsync(row => row.Step == ChronicleStep.StudyDeleted && row.About == key))
        );
    }

    [Fact]
    public async Task Contacts_whose_deletion_was_cut_off_are_there_for_nobody_and_go_with_the_next_start()
    {
        var key = await app.StudyAsync(Experts);
        var id = (await app.ReadAsync(key)).Id;
        await app.RefuseAsync("Studies", "OLD.\"ContactsDeletedAt\" IS NOT NULL", "cut off");
        await Assert.ThrowsAnyAsync<Exception>(() =>
            app.WithAsync(async services =>
            {
                await services.GetRequiredService<Deletions>().ContactsAsync(await StudyAsync(services, key), CancellationToken.None);
                return 0;
            })
        );
        Assert.Equal(0, await app.DataAsync(db => db.ContactCards.CountAsync(card => card.StudyId == id)));
        Assert.Equal(100, await app.DataAsync(db => db.ContactCards.IgnoreQueryFilters().CountAsync(card => card.StudyId == id)));
        await app.RefuseNothingAsync();
        await app.RestartAsync();
        await Wait.UntilAsync("All are gone", async () => (await app.ReadAsync(key)).ContactsDeletedAt is null);
        Assert.Equal(0, await app.DataAsync(db => db.ContactCards.IgnoreQueryFilters().CountAsync(card => card.StudyId == id)));
        Assert.Equal(Experts, await app.DataAsync(db => db.Panelists.CountAsync(one => one.StudyId == id && one.WithdrawnAt != null)));
    }

    [Theory]
    [InlineData("de", "12.000 von 100.000")]
    [InlineData("en", "12,000 of 100,000")]
    public async Task How_far_a_step_is_stands_on_the_page_that_waits(string language, string told)
    {
        var key = await app.StudyAsync();
        var study = await app.ReadAsync(key);
        var go = new TaskCompletionSource();
        var steps = app.Services.GetRequiredService<LongSteps>();
        var step = steps.RunAsync(
            study,
            new(new("Runde {0} wird gerade geöffnet.", 1), "/team"),
            (services, _) =>
            {
                var progress = services.GetRequiredService<StepProgress>();
                progress.Begin(100_000);
                progress.Add(12_000);
                return go.Task;
            },
            CancellationToken.None
        );
        using var editor = await app.TeamAsync();
        await editor.GetAsync($"/sprache/{language}");
        await Wait.UntilAsync(
            "The step is at work",
            async () => (await editor.GetAsync($"/team/studien/{key}/schritt")).Body.Contains("value=\"12000\"", StringComparison.Ordinal)
        );
        var page = await editor.GetAsync($"/team/studien/{key}/schritt");
        go.SetResult();
        Assert.Contains("max=\"100000\"", page.Body, StringComparison.Ordinal);
        Assert.Contains(told, page.Text, StringComparison.Ordinal);
        Assert.Equal("/team", await step);
    }

    /// <summary>Neither the last portion can be written, nor can the others be undone.</summary>
    private async Task RefuseAllAsync()
    {
        await app.RefuseAsync("Chronicle", $"NEW.\"Step\" = '{nameof(ChronicleStep.PanelTakenIn)}'", "cut off", "INSERT");
        await app.RefuseAsync("Panelists", "OLD.\"Intake\" > 0", "cut off", "DELETE");
    }

    /// <summary>A study with a panel file that waits to be taken in.</summary>
    private async Task<string> PreviewAsync(int others = 0)
    {
        var key = await app.StudyAsync(others);
        var lines = Encoding.UTF8.GetString(Sample.Panel(Experts + others)).Split('\n').ToList();
        lines.RemoveRange(1, others);
        await app.DataAsync(async db =>
        {
            var study = await db.Studies.SingleAsync(one => one.Key == key);
            db.PanelDrafts.Add(
                new PanelDraft(study.Id, Encoding.UTF8.GetBytes(string.Join('\n', lines)), app.Clock.GetUtcNow().UtcDateTime)
            );
            return await db.SaveChangesAsync();
        });
        return key;
    }

    private Task<int> TakeInAsync(string key) =>
        app.WithAsync(async services =>
        {
            var panels = services.GetRequiredService<Panels>();
            var study = await StudyAsync(services, key);
            var told = await services.GetRequiredService<PanelFiles>().WaitingAsync(study, CancellationToken.None) is { } waiting
                ? (await panels.ReadAsync(study, waiting.Unpack(), CancellationToken.None)).Told
                : null;
            await panels.TakeInPreviewAsync(study, PanelChoice.Alles, told, CancellationToken.None);
            return 0;
        });

    private Task<int> DiscardAsync(string key) =>
        app.WithAsync(async services =>
        {
            var study = await StudyAsync(services, key);
            await services
                .GetRequiredService<Fieldwork>()
                .DiscardAsync(study, study.CurrentRound, evenBegun: false, CancellationToken.None);
            return 0;
        });

    private Task<int> CarryOnAsync(string key) =>
        app.WithAsync(async services =>
        {
            await services.GetRequiredService<UnfinishedSteps>().FinishAsync((await StudyAsync(services, key)).Id, CancellationToken.None);
            return 0;
        });

    private static async Task<Study> StudyAsync(IServiceProvider services, string key) =>
        (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!;

    /// <summary>How many of a study's panel are to be seen, and how many are stored.</summary>
    private Task<(int Seen, int Stored)> SeenAsync(string key) =>
        app.DataAsync(async db =>
        {
            var id = await IdAsync(db, key);
            var cards = db.ContactCards.Where(card => card.StudyId == id);
            return (await cards.CountAsync(), await cards.IgnoreQueryFilters().CountAsync());
        });

    private static Task<int> IdAsync(SurveyDb db, string key) =>
        db.Studies.Where(one => one.Key == key).Select(one => one.Id).SingleAsync();

    private Task<int> LettersAsync(int round) =>
        app.DataAsync(db => db.Outbox.IgnoreQueryFilters().CountAsync(entry => entry.RoundId == round));

    private Task<List<(ChronicleStep, int)>> ToldAsync(string key, ChronicleStep step) =>
        app.DataAsync(async db =>
        {
            var id = await IdAsync(db, key);
            return (await db.ChronicleOf(id).Where(row => row.Step == step).ToListAsync()).ConvertAll(row => (row.Step, row.Number));
        });
}
