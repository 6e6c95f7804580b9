using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>Whatever way a list of the panel is found, it shows whom it would show if all were looked at.</summary>
public sealed class PanelListQueryTests(QuietApp app) : IClassFixture<QuietApp>
{
    // More than are found at once, of whom one group is fewer.
    private const int Experts = PanelList.Few + 700;

    private const int PerPage = PanelList.PerPage;

    // At three times two are deleted, and one of both keeps the sheet.
    private const int Deleted = 3;

    [Fact]
    public async Task Each_filter_finds_whom_it_means_in_the_order_of_the_list()
    {
        var key = await app.OpenStudyAsync(Experts);
        var study = await app.ReadAsync(key);
        await app.DataAsync(db =>
            db.Panelists.Where(one => one.StudyId == study.Id && one.GroupKey == "sued")
                .ExecuteUpdateAsync(one => one.SetProperty(panelist => panelist.Language, "en"))
        );
        await app.DataAsync(db =>
            Open(db).Where(sheet => sheet.Id % 3 == 0).ExecuteUpdateAsync(sheet => sheet.SetProperty(one => one.StartedAt, Day))
        );
        await app.DataAsync(db =>
            db.Outbox.Where(letter => letter.RoundId == study.CurrentRound.Id && letter.Id % 40 == 0)
                .ExecuteUpdateAsync(letter => letter.SetProperty(one => one.GivenUpAt, Day))
        );
        // First all are open, then half of them, then one in fifty: so each filter finds few at one time, and more than that at another.
        foreach (var share in (int[])[0, 2, 50])
        {
            if (share > 0)
                await app.DataAsync(db =>
                    Open(db)
                        .Where(sheet => sheet.HandedInAt == null && sheet.Id % share != 0)
                        .ExecuteUpdateAsync(sheet => sheet.SetProperty(one => one.HandedInAt, Day))
                );
            await WithdrawAndDeleteAsync(study, share);
            await CompareAsync(study);
        }

        IQueryable<AnswerSheet> Open(SurveyDb db) => db.Sheets.Where(sheet => sheet.RoundId == study.CurrentRound.Id);
    }

    [Fact]
    public async Task Of_more_than_are_counted_one_can_turn_two_pages_on_and_a_page_that_is_not_there_is_the_last()
    {
        var key = await app.OpenStudyAsync(Experts);
        var study = await app.ReadAsync(key);
        var filter = new PanelFilter(null, null, PanelStanding.Offen);
        foreach (var (page, count) in ((int, int)[])[(1, 3), (2, 4), (9, 11), (-1, 3)])
        {
            var found = await FindAsync(study, filter, page);
            Assert.Equal((count * PerPage, true), (found.Count, found.AreMore));
        }
        // From the last but one on there are no more.
        foreach (var page in (int[])[(Experts / PerPage) - 1, Experts / PerPage, 1_000, int.MaxValue])
        {
            var found = await FindAsync(study, filter, page);
            Assert.Equal((Experts, false), (found.Count, found.AreMore));
        }
    }

    [Fact]
    public async Task A_panel_is_counted_at_every_border()
    {
        var key = await app.StudyAsync();
        var study = await app.ReadAsync(key);
        Assert.Empty(await app.DataAsync(db => db.PanelCountsAsync(study.Id, default)));
        Assert.Empty(await ParticipationAsync(study));
        foreach (var standing in Enum.GetValues<PanelStanding>())
            Assert.Equal(0, (await FindAsync(study, new("Jörg", "nord", standing), 1)).Count);

        // One: invited, begun, handed in.
        key = await app.OpenStudyAsync(1);
        study = await app.ReadAsync(key);
        Assert.Equal([new PanelCount("nord", 1, 0, 0)], await CountsAsync(study));
        Assert.Equal(new(1, 0, 0), Assert.Single(await ParticipationAsync(study)).Value);
        await app.BeginAsync(key, 0, new AnswerChange("r1", "2"));
        Assert.Equal(new(1, 1, 0), Assert.Single(await ParticipationAsync(study)).Value);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "2"));
        Assert.Equal(new(1, 1, 1), Assert.Single(await ParticipationAsync(study)).Value);
    }

    [Fact]
    public async Task Whoever_is_withdrawn_or_deleted_counts_as_that_and_what_they_handed_in_stays()
    {
        var key = await app.OpenStudyAsync(8);
        var study = await app.ReadAsync(key);
        foreach (var expert in (int[])[0, 1, 6])
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        var people = await PeopleAsync(study);
        await WithdrawAsync(study, people[0]);
        await WithdrawAsync(study, people[2]);
        Assert.Equal([new("nord", 7, 2, 0), new PanelCount("sued", 1, 0, 0)], await CountsAsync(study));
        await DeleteAsync(study, people[1], withSheets: false);
        await DeleteAsync(study, people[3], withSheets: true);
        // Of the fourth nothing is left; the second is withdrawn, and has no contact any more.
        Assert.Equal([new("nord", 6, 3, 1), new PanelCount("sued", 1, 0, 0)], await CountsAsync(study));
        var participation = await ParticipationAsync(study);
        Assert.Equal((new(6, 2, 2), new(1, 1, 1)), (participation["nord"], participation["sued"]));
        Assert.Equal(3, await app.DataAsync(db => db.WithdrawnAsync(study.CurrentRound, default)));
        Assert.Equal(1, (await FindAsync(study, new(null, "nord", PanelStanding.Abgegeben), 1)).Count);
        Assert.Equal(2, (await FindAsync(study, new(null, null, PanelStanding.Zurueckgezogen), 1)).Count);
        Assert.Equal(3, (await FindAsync(study, new(null, null, PanelStanding.Offen), 1)).Count);

        await app.CloseAsync(key);
        await app.WithAsync(async services =>
        {
            await services
                .GetRequiredService<Deletions>()
                .ContactsAsync((await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!, default);
            return 0;
        });
        Assert.Equal([new("nord", 6, 6, 6), new PanelCount("sued", 1, 1, 1)], await CountsAsync(study));
    }

    [Fact]
    public async Task Who_came_without_a_contact_is_counted_and_not_listed()
    {
        var key = await app.OpenStudyAsync(8);
        var study = await app.ReadAsync(key);
        await app.DataAsync(db =>
        {
            db.Panelists.Add(new Panelist(study.Id, "sued", "de"));
            return db.SaveChangesAsync();
        });
        await DeleteAsync(study, (await PeopleAsync(study))[0], withSheets: false);
        Assert.Equal([new("nord", 7, 1, 1), new PanelCount("sued", 2, 0, 1)], await CountsAsync(study));
        Assert.Equal(7, (await FindAsync(study, new(null, null, PanelStanding.Alle), 1)).Count);
        Assert.Equal(1, (await FindAsync(study, new(null, "sued", PanelStanding.Alle), 1)).Count);
    }

    [Fact]
    public async Task Whoever_was_invited_to_any_round_was_invited_also_where_none_is_open()
    {
        var key = await app.OpenStudyAsync(6);
        for (var expert = 0; expert < 5; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        var study = await app.ReadAsync(key);
        var late = new Panelist(study.Id, "sued", "de");
        await app.DataAsync(db =>
        {
            db.Panelists.Add(late);
            db.ContactCards.Add(new(late, "Lena Spät", Mailbox.Required("spaet@example.org")));
            return db.SaveChangesAsync();
        });
        var rows = await app.DataAsync(db => db.PanelPageAsync(study.Id, null, new(7), 1, CancellationToken.None));
        Assert.Equal(
            [.. Enumerable.Repeat((true, (DateTime?)null), 6), (false, null)],
            rows.OrderByDescending(row => row.WasInvited).Select(row => (row.WasInvited, row.InvitedAt))
        );
        Assert.False(rows.Single(row => row.PanelistId == late.Id).WasInvited);
    }

    private static readonly DateTime Day = new(2026, 11, 2, 0, 0, 0, DateTimeKind.Utc);

    private async Task WithdrawAndDeleteAsync(Study study, int share)
    {
        var people = await PeopleAsync(study);
        foreach (var one in people.Skip(share * 3).Take(3))
            await WithdrawAsync(study, one);
        await DeleteAsync(study, people[(share * 3) + 5], withSheets: false);
        await DeleteAsync(study, people[(share * 3) + 6], withSheets: true);
    }

    private async Task CompareAsync(Study study)
    {
        var everybody = (
            await app.DataAsync(db =>
                (
                    from card in db.ContactCards
                    where card.StudyId == study.Id
                    join sheet in db.Sheets.Where(sheet => sheet.RoundId == study.CurrentRound.Id)
                        on card.PanelistId equals sheet.PanelistId
                        into sheets
                    from sheet in sheets.DefaultIfEmpty()
                    select new
                    {
                        card.PanelistId,
                        card.Name,
                        card.SearchText,
                        card.Order,
                        card.Panelist.GroupKey,
                        card.Panelist.WithdrawnAt,
                        card.Panelist.DeclinedAt,
                        card.Panelist.Language,
                        HasSheet = sheet != null,
                        sheet!.StartedAt,
                        sheet.HandedInAt,
                        HasFailed = db.Outbox.Any(letter =>
                            letter.RoundId == study.CurrentRound.Id && letter.PanelistId == card.PanelistId && letter.GivenUpAt != null
                        ),
                    }
                ).ToListAsync()
            )
        ).OrderBy(one => Convert.ToHexString(one.Order), StringComparer.Ordinal).ThenBy(one => one.PanelistId.ToString(), StringComparer.Ordinal).ToList();
        foreach (var standing in Enum.GetValues<PanelStanding>())
        foreach (var group in (string?[])[null, "nord", "sued", "niemand"])
        foreach (
            var (words, language) in ((string?, string?)[])
                [(null, null), ("weiß", null), ("WEISS 17", "de"), ("niemand", null), (null, "en")]
        )
        {
            var filter = new PanelFilter(words, group, standing, language);
            var meant = everybody
                .Where(one => group is null || one.GroupKey == group)
                .Where(one => language is null || one.Language == language)
                .Where(one =>
                    standing switch
                    {
                        PanelStanding.Offen => one is { HasSheet: true, HandedInAt: null, WithdrawnAt: null },
                        PanelStanding.Eingeladen => one is { HasSheet: true, StartedAt: null, HandedInAt: null, WithdrawnAt: null },
                        PanelStanding.Begonnen => one is { StartedAt: not null, HandedInAt: null, WithdrawnAt: null },
                        PanelStanding.Gescheitert => one is { HasFailed: true, HandedInAt: null, WithdrawnAt: null },
                        PanelStanding.Abgegeben => one.HandedInAt is not null,
                        PanelStanding.Abgesagt => one.DeclinedAt is not null,
                        PanelStanding.Zurueckgezogen => one.WithdrawnAt is not null && one.DeclinedAt is null,
                        _ => true,
                    }
                )
                .ToList();
            var expected = meant
                .Where(one => words is null || NameKeys.Fold(words).Split(' ').All(word => one.SearchText.Contains(word)))
                .Select(one => one.Name)
                .ToList();
            // Among few the count is exact, on whatever page; some of them may have no contact any more.
            var isExact = (group, language, standing) is not (null, null, PanelStanding.Alle) && meant.Count + Deleted <= PanelList.Few;
            foreach (var page in (int[])[1, 2, 40])
            {
                var found = await FindAsync(study, filter, page);
                Assert.True(
                    found.AreMore ? found.Count < expected.Count : found.Count == expected.Count,
                    $"{filter}, page {page}: {found.Count} of {expected.Count}"
                );
                Assert.False(isExact && found.AreMore, $"{filter}, page {page}: {found.Count} of {expected.Count}, {meant.Count} meant");
                var here = Math.Clamp(page, 1, Math.Max(1, (found.Count + PerPage - 1) / PerPage));
                Assert.Equal(
                    expected.Skip((here - 1) * PerPage).Take(PerPage),
                    (
                        await app.DataAsync(db => db.PanelPageAsync(study.Id, study.CurrentRound.Id, found, here, CancellationToken.None))
                    ).Select(row => row.Name)
                );
            }
        }
    }

    private Task<PanelFound> FindAsync(Study study, PanelFilter filter, int page) =>
        app.DataAsync(async db =>
            await db.FindInPanelAsync(
                study.Id,
                study.CurrentRound.State == RoundState.Open ? study.CurrentRound.Id : null,
                filter,
                (await db.PanelCountsAsync(study.Id, default)).Sum(group => group.All - group.WithoutContact),
                page,
                CancellationToken.None
            )
        );

    private async Task<IEnumerable<PanelCount>> CountsAsync(Study study) =>
        (await app.DataAsync(db => db.PanelCountsAsync(study.Id, CancellationToken.None))).OrderBy(
            group => group.GroupKey,
            StringComparer.Ordinal
        );

    private Task<Dictionary<string, Delphi.Results.Response>> ParticipationAsync(Study study) =>
        app.DataAsync(db => db.ParticipationAsync(study.CurrentRound.Id, CancellationToken.None));

    /// <summary>Those whose contacts are there, in the order of their addresses.</summary>
    private Task<List<Guid>> PeopleAsync(Study study) =>
        app.DataAsync(db =>
            db.ContactCards.Where(card => card.StudyId == study.Id)
                .OrderBy(card => card.Email)
                .Select(card => card.PanelistId)
                .ToListAsync()
        );

    private Task<bool> WithdrawAsync(Study study, Guid panelist) =>
        app.WithAsync(services => services.GetRequiredService<Panels>().WithdrawAsync(study, panelist, CancellationToken.None));

    private Task<int> DeleteAsync(Study study, Guid panelist, bool withSheets) =>
        app.WithAsync(async services =>
        {
            await services.GetRequiredService<Deletions>().PersonAsync(study, panelist, withSheets, CancellationToken.None);
            return 0;
        });
}
