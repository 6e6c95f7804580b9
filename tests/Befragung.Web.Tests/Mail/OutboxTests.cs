using System.Collections.Concurrent;
using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Mail;

/// <summary>What the outbox owes to everybody who waits for a letter, and to those who must get none.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task Two_processes_on_one_database_send_no_letter_twice()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var carrier = new Hands();
        var key = await UnsentAsync(app, 300);
        using var one = OutboxOf(app, carrier);
        using var other = OutboxOf(app, carrier);
        var sent = await Task.WhenAll(
            Task.Run(() => one.SendDueAsync(CancellationToken.None)),
            Task.Run(() => other.SendDueAsync(CancellationToken.None))
        );
        Assert.Equal(300, carrier.Carried.Select(letter => letter.ToAddress).Distinct().Count());
        Assert.Equal(300, carrier.Carried.Count);
        Assert.Equal(300, sent.Sum());
        Assert.All(await app.EntriesAsync(key), entry => Assert.NotNull(entry.SentAt));
    }

    [Fact]
    public async Task Letters_go_in_the_order_in_which_they_came()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 20);
        var carrier = new Hands();
        using var outbox = OutboxOf(app, carrier);
        await outbox.SendDueAsync(CancellationToken.None);
        Assert.Equal(
            (await app.EntriesAsync(key)).OrderBy(entry => entry.Id).Select(entry => entry.Mark),
            carrier.Carried.Select(letter => letter.Mark)
        );
    }

    [Fact]
    public async Task A_link_opens_as_soon_as_its_letter_can_be_read()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        await UnsentAsync(app, 3);
        var opened = new List<int>();
        var carrier = new Hands();
        carrier.Carry = async letter =>
        {
            using var expert = app.Visitor();
            var link = letter.Body.Split().First(word => word.Contains("/einladung/", StringComparison.Ordinal));
            opened.Add((await expert.GetAsync(new Uri(link).AbsolutePath)).Status);
        };
        using var outbox = OutboxOf(app, carrier);
        await outbox.SendDueAsync(CancellationToken.None);
        Assert.Equal([302, 302, 302], opened);
    }

    [Fact]
    public async Task A_process_that_dies_with_a_letter_in_its_hands_leaves_it_to_the_next_which_sends_the_same_letter()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 3);
        var dying = new Hands { Carry = letter => throw new NotSupportedException($"The process dies here, with {letter.Mark}.") };
        using (var outbox = OutboxOf(app, dying))
            await Assert.ThrowsAsync<NotSupportedException>(() => outbox.SendDueAsync(CancellationToken.None));
        var lost = Assert.Single(dying.Carried);

        // As long as it may be still alive, nobody else sends what it has claimed.
        var next = new Hands();
        using var second = OutboxOf(app, next);
        await second.SendDueAsync(CancellationToken.None);
        Assert.DoesNotContain(next.Carried, letter => letter.Mark == lost.Mark);
        app.Clock.Ahead += TimeSpan.FromMinutes(5);
        await second.SendDueAsync(CancellationToken.None);
        Assert.Equal(3, next.Carried.Count);
        Assert.Equal(lost, Assert.Single(next.Carried, letter => letter.Mark == lost.Mark));
        Assert.All(await app.EntriesAsync(key), entry => Assert.NotNull(entry.SentAt));
        Assert.Equal(3, await app.InvitationsAsync());
    }

    [Fact]
    public async Task No_letter_is_begun_once_what_claimed_it_would_end_before_it_is_away()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 3);
        var left = new List<TimeSpan>();
        var slow = new Hands();
        slow.Carry = async letter =>
        {
            var entry = (await app.EntriesAsync(key)).Single(one => one.Mark == letter.Mark);
            left.Add(entry.ClaimedUntil!.Value - app.Clock.GetUtcNow().UtcDateTime);
            // So long does each of them take.
            app.Clock.Ahead += TimeSpan.FromMinutes(5);
        };
        using var outbox = OutboxOf(app, slow);
        Assert.Equal(3, await outbox.SendDueAsync(CancellationToken.None));
        var longest = app.Services.GetRequiredService<MailSettings>().LongestTry;
        Assert.All(left, time => Assert.True(time >= longest, $"{time} are left for a try of {longest}."));
        // Who was not begun with has not tried in vain.
        Assert.All(await app.EntriesAsync(key), entry => Assert.Equal((0, null), (entry.Attempts, entry.ClaimedBy)));
    }

    /// <summary>The table is away, as it is for everybody where the disk is full or the database server stands still.</summary>
    [Fact]
    public async Task While_the_database_does_not_note_what_went_out_nothing_more_goes_and_then_nothing_twice()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 20);
        using var log = new LogLines();
        app.Listen(log);
        var table = await app.DataAsync(db => Task.FromResult(db.Model.FindEntityType(typeof(OutboxEntry))!.GetTableName()!));
#pragma warning disable EF1002 // Names of tables are no parameters.
        Task RenameAsync(string from, string to) =>
            app.DataAsync(db => db.Database.ExecuteSqlRawAsync($"""ALTER TABLE "{from}" RENAME TO "{to}" """));
#pragma warning restore EF1002
        var carrier = new Hands();
        carrier.Carry = _ => carrier.Carried.Count == 1 ? RenameAsync(table, "Away") : Task.CompletedTask;
        using var outbox = OutboxOf(app, carrier);
        var sending = Task.Run(() => outbox.SendDueAsync(CancellationToken.None));
        await Wait.UntilAsync(
            "It is told that it cannot be noted",
            () => sending.IsCompleted || log.All.Any(line => line.Contains("could not be noted", StringComparison.Ordinal))
        );
        Assert.Single(carrier.Carried);
        await RenameAsync("Away", table);
        Assert.Equal(20, await sending);
        Assert.Equal(20, carrier.Carried.DistinctBy(letter => letter.Mark).Count());
        Assert.Equal(20, carrier.Carried.Count);
        Assert.All(await app.EntriesAsync(key), entry => Assert.NotNull(entry.SentAt));
    }

    [Fact]
    public async Task No_more_go_in_a_minute_than_are_allowed_over_all_connections_and_batches_and_those_that_wait_are_claimed_by_nobody()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync("--Mail:PerMinute=70");
        var key = await UnsentAsync(app, 160);
        var carrier = new Hands { AtOnce = 4 };
        using var outbox = OutboxOf(app, carrier);
        var sent = new List<int>();
        foreach (var seconds in (int[])[0, 30, 31, 61, 61])
        {
            app.Clock.Ahead += TimeSpan.FromSeconds(seconds);
            sent.Add(await outbox.SendDueAsync(CancellationToken.None));
            Assert.All(await app.EntriesAsync(key), entry => Assert.Null(entry.ClaimedBy));
            if (sent.Count > 1)
                continue;
            using var editor = await app.TeamAsync();
            var page = await editor.GetAsync($"/team/studien/{key}/runden/1");
            Assert.Contains("90 Anschreiben warten noch auf den Versand.", page.Text, StringComparison.Ordinal);
            Assert.Contains("In einer Minute gehen höchstens 70 hinaus.", page.Text, StringComparison.Ordinal);
        }
        Assert.Equal([70, 0, 70, 20, 0], sent);
        Assert.Equal(160, carrier.Carried.DistinctBy(letter => letter.Mark).Count());
    }

    [Fact]
    public async Task A_link_works_before_its_letter_goes()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        await UnsentAsync(app, 2);
        var locations = new ConcurrentBag<string?>();
        var carrier = new Hands
        {
            Carry = async letter =>
            {
                using var expert = app.Visitor();
                locations.Add(
                    (
                        await expert.GetAsync(
                            letter.Body.Split('\n').First(line => line.Contains("/einladung/", StringComparison.Ordinal))[
                                app.Services.GetRequiredService<SiteAddress>().Root.Length..
                            ]
                        )
                    ).Location
                );
            },
        };
        using var outbox = OutboxOf(app, carrier);
        await outbox.SendDueAsync(CancellationToken.None);
        Assert.Equal(["/bogen", "/bogen"], locations);
    }

    [Fact]
    public async Task What_went_wrong_is_kept_until_it_goes_right()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 1);
        var carrier = new Hands { Carry = _ => throw new MailException(new(MailFault.Later, "mail:587", "451 4.7.1 Greylisted")) };
        using var outbox = OutboxOf(app, carrier);
        Assert.Equal(0, await outbox.SendDueAsync(CancellationToken.None));
        var waiting = (await app.EntriesAsync(key))[0];
        Assert.Equal((MailFault.Later, "451 4.7.1 Greylisted", 1), (waiting.Fault, waiting.Failure, waiting.Attempts));
        carrier.Carry = _ => Task.CompletedTask;
        Assert.Equal(0, await outbox.SendDueAsync(CancellationToken.None));
        app.Clock.Ahead += TimeSpan.FromMinutes(1.1);
        Assert.Equal(1, await outbox.SendDueAsync(CancellationToken.None));
        var sent = (await app.EntriesAsync(key))[0];
        Assert.Equal((null, null, null), (sent.Fault, sent.Failure, sent.SealedToken));
    }

    [Fact]
    public async Task Trouble_with_the_server_is_told_until_a_letter_has_gone_and_the_next_begins_with_a_short_pause()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 1);
        Task Unreachable(Letter letter) => throw new MailException(new(MailFault.Unreachable, "mail:587"));
        var carrier = new Hands { Carry = Unreachable };
        using var outbox = OutboxOf(app, carrier);
        foreach (var minutes in (int[])[1, 2])
        {
            await outbox.SendDueAsync(CancellationToken.None);
            Assert.Equal(minutes, (outbox.Pause!.Until - app.Clock.GetUtcNow().UtcDateTime).TotalMinutes, 0.5);
            // Until then nobody asks the server again.
            await outbox.SendDueAsync(CancellationToken.None);
            Assert.Equal(minutes, carrier.Carried.Count);
            app.Clock.Ahead += TimeSpan.FromMinutes(minutes + 0.1);
        }
        // There is nothing to send any more, which tells nothing of the server.
        await app.CloseAsync(key);
        var since = outbox.Pause!.Since;
        Assert.Equal(0, await outbox.SendDueAsync(CancellationToken.None));
        Assert.Equal(since, outbox.Pause?.Since);

        await UnsentAsync(app, 1);
        carrier.Carry = _ => Task.CompletedTask;
        Assert.Equal(1, await outbox.SendDueAsync(CancellationToken.None));
        Assert.Null(outbox.Pause);
        await UnsentAsync(app, 1);
        carrier.Carry = Unreachable;
        await outbox.SendDueAsync(CancellationToken.None);
        Assert.Equal(1, (outbox.Pause!.Until - app.Clock.GetUtcNow().UtcDateTime).TotalMinutes, 0.5);
    }

    [Fact]
    public async Task Once_more_go_those_that_were_given_up_and_no_other_is_hurried()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 2);
        var carrier = new Hands
        {
            Carry = letter =>
                throw new MailException(
                    new(letter.ToAddress == Sample.Address(0) ? MailFault.Refused : MailFault.Later, "mail:587", "not now")
                ),
        };
        using var outbox = OutboxOf(app, carrier);
        await outbox.SendDueAsync(CancellationToken.None);
        var waiting = (await app.EntriesAsync(key)).Single(entry => entry.GivenUpAt is null);
        await TryAllAgainAsync(app, key);
        var after = await app.EntriesAsync(key);
        Assert.All(after, entry => Assert.Null(entry.GivenUpAt));
        Assert.Equal([(1, waiting.DueAt)], after.Where(entry => entry.Id == waiting.Id).Select(entry => (entry.Attempts, entry.DueAt)));
        carrier.Carry = _ => Task.CompletedTask;
        Assert.Equal(1, await outbox.SendDueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_letter_that_was_given_up_after_two_days_has_two_days_again_when_it_begins_anew()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 1);
        using var outbox = OutboxOf(app, new Hands { Carry = _ => throw new MailException(new(MailFault.Later, "mail:587", "not now")) });
        await outbox.SendDueAsync(CancellationToken.None);
        app.Clock.Ahead += OutboxEntry.Patience;
        await outbox.SendDueAsync(CancellationToken.None);
        Assert.NotNull((await app.EntriesAsync(key))[0].GivenUpAt);
        await TryAllAgainAsync(app, key);
        await outbox.SendDueAsync(CancellationToken.None);
        var anew = (await app.EntriesAsync(key))[0];
        Assert.Equal((null, 1), (anew.GivenUpAt, anew.Attempts));
    }

    [Fact]
    public async Task Letters_at_which_the_server_hangs_stop_the_others_only_where_none_between_them_goes()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        await UnsentAsync(app, 3);
        var carrier = new Hands();
        carrier.Carry = _ => carrier.Carried.Count == 2 ? Task.CompletedTask : throw new MailException(new(MailFault.TimedOut, "mail:587"));
        using var outbox = OutboxOf(app, carrier);
        Assert.Equal(1, await outbox.SendDueAsync(CancellationToken.None));
        Assert.Equal((3, null), (carrier.Carried.Count, outbox.Pause));

        await UnsentAsync(app, 3);
        carrier.Carry = _ => throw new MailException(new(MailFault.TimedOut, "mail:587"));
        Assert.Equal(0, await outbox.SendDueAsync(CancellationToken.None));
        Assert.Equal((5, MailFault.TimedOut), (carrier.Carried.Count, outbox.Pause?.Trouble.Fault));
    }

    [Fact]
    public async Task Who_is_in_the_panel_of_another_study_can_be_written_to_and_of_the_same_study_not_twice()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 2);
        await UnsentAsync(app, 3);
        var study = await app.ReadAsync(key);
        var carrier = new Hands { Carry = _ => throw new MailException(new(MailFault.Refused, "mail:587", "no")) };
        using (var outbox = OutboxOf(app, carrier))
            await outbox.SendDueAsync(CancellationToken.None);
        var letter = (await app.EntriesAsync(key))[0];
        Task CorrectAsync(string address) =>
            app.WithAsync(async services =>
            {
                await services.GetRequiredService<FailedLetters>().TryAgainAsync(study, letter.PanelistId, address, CancellationToken.None);
                return 0;
            });
        var own = await app.DataAsync(db =>
            db.ContactCards.Where(card => card.PanelistId == letter.PanelistId).Select(card => card.Email).SingleAsync()
        );
        var taken = own == Sample.Address(0) ? Sample.Address(1) : Sample.Address(0);
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => CorrectAsync(taken));
        Assert.Contains(taken, refused.Message, StringComparison.Ordinal);
        // Nothing is changed by that: neither the address, nor the letter, which waits for no other try.
        Assert.Equal(
            (own, own, 0),
            await app.DataAsync(async db =>
            {
                var kept = await db.ContactCards.SingleAsync(one => one.PanelistId == letter.PanelistId);
                return (kept.Email, kept.MailboxKey, await db.PersonSteps.CountAsync(step => step.PanelistId == letter.PanelistId));
            })
        );
        Assert.NotNull((await app.EntriesAsync(key)).Single(one => one.Id == letter.Id).GivenUpAt);
        await CorrectAsync(Sample.Address(2));
        // What is compared from now on goes along.
        var card = await app.DataAsync(db => db.ContactCards.AsNoTracking().SingleAsync(one => one.PanelistId == letter.PanelistId));
        Assert.Equal((Sample.Address(2), Sample.Address(2)), (card.Email, card.MailboxKey));
        // It stands in the person's history, as from their own page.
        Assert.Equal(
            PersonStepKind.AddressCorrected,
            await app.DataAsync(db =>
                db.PersonSteps.Where(step => step.PanelistId == card.PanelistId).Select(step => step.Kind).SingleAsync()
            )
        );
    }

    [Fact]
    public async Task A_letter_to_somebody_without_a_contact_is_given_up_and_holds_up_no_other()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 2);
        // Only in data of before: whose contact is deleted is withdrawn with it.
        var gone = (await app.EntriesAsync(key))[0];
        await app.DataAsync(db => db.ContactCards.Where(card => card.PanelistId == gone.PanelistId).ExecuteDeleteAsync());
        var carrier = new Hands();
        using var outbox = OutboxOf(app, carrier);
        Assert.Equal(1, await outbox.SendDueAsync(CancellationToken.None));
        var left = (await app.EntriesAsync(key)).Single(one => one.Id == gone.Id);
        Assert.Equal((MailFault.Address, null, 1), (left.Fault, left.SentAt, left.Attempts));
        Assert.NotNull(left.GivenUpAt);
    }

    [Fact]
    public async Task Everybody_gets_their_letter_in_their_language()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        await UnsentAsync(app, 2);
        await app.DataAsync(db =>
            db.Panelists.Where(one => db.ContactCards.Any(card => card.PanelistId == one.Id && card.Email == Sample.Address(1)))
                .ExecuteUpdateAsync(one => one.SetProperty(panelist => panelist.Language, "en"))
        );
        var carrier = new Hands();
        using var outbox = OutboxOf(app, carrier);
        await outbox.SendDueAsync(CancellationToken.None);
        Assert.Equal(
            [(Sample.Address(0), "Einladung"), (Sample.Address(1), "Invitation")],
            carrier.Carried.Select(letter => (letter.ToAddress, letter.Subject.Split(':')[0])).Order()
        );
    }

    [Fact]
    public async Task Of_letters_that_did_not_get_through_those_that_were_given_up_come_first()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 4);
        await app.DataAsync(async db =>
        {
            string[] refused = [Sample.Address(1), Sample.Address(3)];
            var givenUp = await db.ContactCards.Where(card => refused.Contains(card.Email)).Select(card => card.PanelistId).ToListAsync();
            foreach (var letter in await db.Outbox.ToListAsync())
                letter.Failed(
                    new(givenUp.Contains(letter.PanelistId) ? MailFault.Refused : MailFault.Later, "mail:587", "no"),
                    app.Clock.GetUtcNow().UtcDateTime
                );
            return await db.SaveChangesAsync();
        });
        var study = await app.ReadAsync(key);
        var state = await app.WithAsync(services =>
            services.GetRequiredService<RoundLetters>().StateAsync(study.CurrentRound, CancellationToken.None)
        );
        var page = await app.WithAsync(services =>
            services.GetRequiredService<FailedLetters>().PageAsync(study, 1, CancellationToken.None)
        );
        Assert.Equal(
            [Sample.Address(1), Sample.Address(3), Sample.Address(0), Sample.Address(2)],
            page.Letters.Select(letter => letter.Email)
        );
        Assert.Equal((2, 2, 2), (state.Waiting, state.Delayed, state.GivenUp));
        Assert.Equal((4, 2), (page.People, page.GivenUp));
    }

    [Fact]
    public async Task Who_was_withdrawn_gets_no_waiting_letter_and_is_not_invited_to_the_next_round()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 3);
        var gone = await app.DataAsync(async db =>
        {
            var card = await db.ContactCards.Include(one => one.Panelist).SingleAsync(one => one.Email == Sample.Address(1));
            card.Panelist.Withdraw(app.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
            return card.PanelistId;
        });
        var carrier = new Hands();
        using var outbox = OutboxOf(app, carrier);
        await outbox.SendDueAsync(CancellationToken.None);
        Assert.Equal([Sample.Address(0), Sample.Address(2)], carrier.Carried.Select(letter => letter.ToAddress).Order());

        await app.HandInAsync(key, 0);
        await app.CloseAsync(key);
        await app.NextAsync(key);
        var second = (await app.ReadAsync(key)).CurrentRound.Id;
        Assert.DoesNotContain(
            gone,
            await app.DataAsync(db => db.Sheets.Where(sheet => sheet.RoundId == second).Select(sheet => sheet.PanelistId).ToListAsync())
        );
        Assert.DoesNotContain(
            gone,
            await app.DataAsync(db => db.Outbox.Where(entry => entry.RoundId == second).Select(entry => entry.PanelistId).ToListAsync())
        );
        Assert.Equal(2, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == second)));
    }

    [Fact]
    public async Task Letters_of_a_round_that_closed_meanwhile_are_not_sent_any_more()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 2);
        await app.CloseAsync(key);
        var carrier = new Hands();
        using var outbox = OutboxOf(app, carrier);
        Assert.Equal(0, await outbox.SendDueAsync(CancellationToken.None));
        Assert.Empty(carrier.Carried);
    }

    [Fact]
    public async Task The_secret_of_a_letter_that_is_not_sent_any_more_is_forgotten_and_no_other()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var closing = await UnsentAsync(app, 1);
        var open = await UnsentAsync(app, 2);
        using (
            var outbox = OutboxOf(
                app,
                new Hands { Carry = _ => throw new MailException(new(MailFault.Later, "mail:587", "451 4.7.1 Greylisted")) }
            )
        )
            await outbox.SendDueAsync(CancellationToken.None);
        Assert.Equal(0, await app.DataAsync(db => db.ForgetSecretsAsync(CancellationToken.None)));
        await app.CloseAsync(closing);
        var gone = (await app.EntriesAsync(open))[0].PanelistId;
        await app.DataAsync(async db =>
        {
            (await db.Panelists.SingleAsync(one => one.Id == gone)).Withdraw(app.Clock.GetUtcNow().UtcDateTime);
            return await db.SaveChangesAsync();
        });
        Assert.Equal(2, await app.DataAsync(db => db.ForgetSecretsAsync(CancellationToken.None)));
        Assert.Null(Assert.Single(await app.EntriesAsync(closing)).SealedToken);
        Assert.All(await app.EntriesAsync(open), entry => Assert.Equal(entry.PanelistId == gone, entry.SealedToken is null));
    }

    [Fact]
    public async Task Who_is_deleted_while_their_letter_goes_stops_no_other()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await UnsentAsync(app, 5);
        var carrier = new Hands
        {
            Carry = letter =>
                letter.ToAddress == Sample.Address(2)
                    ? app.DataAsync(db =>
                        db.Outbox.Where(entry =>
                                db.ContactCards.Any(card => card.PanelistId == entry.PanelistId && card.Email == letter.ToAddress)
                            )
                            .ExecuteDeleteAsync()
                    )
                    : Task.CompletedTask,
        };
        using var outbox = OutboxOf(app, carrier);
        await outbox.SendDueAsync(CancellationToken.None);
        var left = await app.EntriesAsync(key);
        Assert.Equal(4, left.Count);
        Assert.All(left, entry => Assert.NotNull(entry.SentAt));
    }

    private static async Task TryAllAgainAsync(MailApp app, string key)
    {
        var study = await app.ReadAsync(key);
        await app.WithAsync(async services =>
        {
            await services.GetRequiredService<FailedLetters>().TryAllAgainAsync(study, CancellationToken.None);
            return 0;
        });
    }

    /// <summary>A study whose round is open and whose letters wait.</summary>
    private static async Task<string> UnsentAsync(MailApp app, int experts)
    {
        var key = await app.StudyAsync(experts);
        await app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<Web.Data.SurveyDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var study = (await Web.Data.StudyQueries.StudyWithRoundsAsync(db, key, CancellationToken.None))!;
            var now = app.Clock.GetUtcNow().UtcDateTime;
            study.CurrentRound.Open(now, "test");
            foreach (var panelist in await db.Panelists.Where(one => one.StudyId == study.Id).ToListAsync())
                services.GetRequiredService<Web.Data.Fieldwork>().Invite(panelist, study.CurrentRound, now);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return 0;
        });
        return key;
    }

    private static Outbox OutboxOf(MailApp app, ILetterCarrier carrier) => ActivatorUtilities.CreateInstance<Outbox>(app.Services, carrier);
}
