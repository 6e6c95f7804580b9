using System.Globalization;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>Backups that are made while experts save, letters go out and a round closes: each holds all of a thing or nothing of it, and whatever was acknowledged before it began.</summary>
public sealed class BackupUnderLoadTests : IAsyncLifetime
{
    private const int Experts = 6;

    private readonly string folder = Directory.CreateTempSubdirectory("befragung-load-").FullName;
    private readonly SurveyApp app = new();

    public Task InitializeAsync() => app.InitializeAsync();

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Whatever_is_saved_sent_or_closed_at_that_moment_is_in_it_wholly_or_not_at_all()
    {
        var key = await app.OpenStudyAsync(Experts + 30);
        var acknowledged = new int[Experts];
        var saving = Enumerable.Range(0, Experts).Select(expert => Task.Run(() => SaveAsync(key, expert, acknowledged))).ToList();
        var letters = Task.Run(() => app.Services.GetRequiredService<Outbox>().SendDueAsync(CancellationToken.None));
        await Wait.UntilAsync("Everybody has saved", () => acknowledged.All(count => count > 0));
        var backups = new List<(string File, int[] Before, bool WasClosed)>();
        var closing = Task.CompletedTask;
        for (var i = 0; i < 6; i++)
        {
            if (i == 3)
                closing = Task.Run(() => app.CloseAsync(key));
            var before = (int[])acknowledged.Clone();
            var wasClosed = closing.IsCompletedSuccessfully && i > 3;
            var file = Path.Combine(folder, $"{i}.zip");
            await app.WithAsync(services => services.GetRequiredService<Backups>().MakeAsync(file, null, CancellationToken.None));
            backups.Add((file, before, wasClosed));
        }
        await closing;
        await Task.WhenAll(saving);
        await letters;
        backups.Add((Path.Combine(folder, "last.zip"), acknowledged, true));
        await app.WithAsync(services => services.GetRequiredService<Backups>().MakeAsync(backups[^1].File, null, CancellationToken.None));

        foreach (var (file, before, wasClosed) in backups)
            await LookAsync(file, before, wasClosed, acknowledged);
        // A backup from the middle is as good a beginning as any: what was begun there comes to its end.
        await using var returned = await ReturnedApp.FromAsync(backups[3].File);
        if ((await returned.ReadAsync(key)).CurrentRound.SealedAt is null)
            await returned.CloseAsync(key);
        await Wait.UntilAsync(
            "The closing has come to its end",
            async () => (await returned.ReadAsync(key)).CurrentRound.Result is not null
        );
    }

    private async Task SaveAsync(string key, int expert, int[] acknowledged)
    {
        using var visitor = await app.ExpertAsync(key, expert);
        var page = await visitor.GetAsync("/bogen/abschnitt/zwei");
        for (var number = 1; ; number++)
        {
            var fields = Visitor
                .Fill(page, "form.sheet", ("a.l1", string.Create(CultureInfo.InvariantCulture, $"Fassung {number} von {expert}")))
                .Fields;
            if ((await visitor.PostAsync(page.Path + "?handler=Merken", fields)).Status != 200)
                return;
            acknowledged[expert] = number;
        }
    }

    private async Task LookAsync(string file, int[] before, bool wasClosed, int[] after)
    {
        var unpacked = Directory.CreateDirectory(Path.Combine(folder, "look")).FullName;
        await using (var db = ReturnedApp.Open(file, unpacked))
        {
            var round = await db.Rounds.SingleAsync();
            // The result, its frozen reasons and the moment of closing come together.
            Assert.Equal(round.ClosedAt is not null, round.Result is not null);
            if (wasClosed)
                Assert.NotNull(round.ClosedAt);
            if (round.ClosedAt is not null)
                Assert.All(await db.Sheets.ToListAsync(), sheet => Assert.NotNull(sheet.SealedAt));
            var sheets = await db
                .Sheets.Join(
                    db.ContactCards,
                    sheet => sheet.PanelistId,
                    card => card.PanelistId,
                    (sheet, card) => new { sheet, card.Email }
                )
                .ToListAsync();
            for (var expert = 0; expert < Experts; expert++)
            {
                var text = sheets.Single(one => one.Email == Sample.Address(expert)).sheet.Answers["l1"];
                var stored = text is null ? 0 : int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture);
                Assert.InRange(stored, before[expert], after[expert]);
                Assert.True(text is null || text == $"Fassung {stored} von {expert}");
            }
            // A letter that is away has its link; one that waits has not lost its secret.
            foreach (var letter in await db.Outbox.IgnoreQueryFilters().ToListAsync())
                Assert.True(
                    letter.SentAt is null
                        || (
                            letter.SealedToken is null
                            && await db.Invitations.IgnoreQueryFilters().AnyAsync(link => link.PanelistId == letter.PanelistId)
                        )
                );
        }
        Directory.Delete(unpacked, recursive: true);
    }
}
