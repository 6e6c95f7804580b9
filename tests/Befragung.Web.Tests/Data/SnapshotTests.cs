using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Data;

/// <summary>What a round shows of those before was written down when it opened; neither a decision of the team nor a restart changes it. Only what is taken back goes.</summary>
public sealed class SnapshotTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Section = "/bogen/abschnitt/eins",
        Sentence = "Konsens: 100 % oben auf der Skala (8 von 8), stabil seit Runde 1.";

    [Fact]
    public async Task Another_verdict_while_the_next_round_is_open_changes_nothing_for_its_experts()
    {
        var key = await ThirdAsync(overruled: false);
        Assert.True(await TellsVerdictAsync(key));
        await JudgeAsync(key, round => round.Overrule("r1", Verdict.Dissent, "Zwei Lesarten", DateTime.UnixEpoch, "test"));
        Assert.True(await TellsVerdictAsync(key));
        await app.RestartAsync();
        Assert.True(await TellsVerdictAsync(key));
    }

    [Fact]
    public async Task A_verdict_of_the_team_that_is_taken_back_while_the_next_round_is_open_changes_nothing_either()
    {
        var key = await ThirdAsync(overruled: true);
        Assert.False(await TellsVerdictAsync(key));
        await JudgeAsync(key, round => round.TakeBack("r1"));
        await app.RestartAsync();
        Assert.False(await TellsVerdictAsync(key));
    }

    [Fact]
    public async Task The_team_is_told_that_the_open_round_stays_as_it_is()
    {
        var key = await ThirdAsync(overruled: false);
        using var editor = await app.TeamAsync();
        Assert.Contains(
            "Runde 3 ist schon geöffnet.",
            (await editor.GetAsync($"/team/studien/{key}/runden/2/urteile")).Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("schon geöffnet", (await editor.GetAsync($"/team/studien/{key}/runden/3")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_is_shown_as_it_was_released_until_it_is_taken_back_and_then_never_again_in_this_round()
    {
        var key = await Reasons.SecondAsync(app, (0, Reasons.For, "Bleibt stehen"), (1, Reasons.For, "Nennt einen Namen"));
        Assert.True(await TellsAsync(key, "Nennt einen Namen"));
        await app.RestartAsync();
        Assert.True(await TellsAsync(key, "Nennt einen Namen"));

        using var editor = await app.TeamAsync();
        var id = (await app.ReasonAsync(key, "Nennt einen Namen")).Id;
        Task<Reply> ShownAsync(string shown) => editor.GetAsync($"{Reasons.QueuePath(key)}?zeige={shown}");
        Assert.Equal(302, (await Reasons.WithholdAsync(editor, await ShownAsync("freigegeben"), $"b-{id:N}", "Ein Name")).Status);
        Assert.False(await TellsAsync(key, "Nennt einen Namen"));
        // Who had it before their eyes would otherwise know which one was in doubt.
        Assert.Equal(302, (await Reasons.ReleaseAsync(editor, await ShownAsync("zurueckgehalten"), $"b-{id:N}")).Status);
        Assert.Equal(ReasonState.Released, (await app.ReasonAsync(key, "Nennt einen Namen")).State);
        Assert.False(await TellsAsync(key, "Nennt einen Namen"));
        await app.RestartAsync();
        Assert.False(await TellsAsync(key, "Nennt einen Namen"));
        Assert.True(await TellsAsync(key, "Bleibt stehen"));
    }

    [Fact]
    public async Task A_round_that_was_open_before_this_was_written_down_shows_what_was_decided_by_then()
    {
        var folder = Directory.CreateTempSubdirectory("befragung-migration-");
        var options = new DbContextOptionsBuilder<SqliteSurveyDb>()
            .UseSqlite($"Data Source={Path.Combine(folder.FullName, "befragung.db")};Pooling=False")
            .Options;
        Guid before = Guid.NewGuid(),
            after = Guid.NewGuid(),
            withheld = Guid.NewGuid();
        await using (var old = new SqliteSurveyDb(options))
        {
            await old.Database.MigrateAsync("20261124181826_Gestaltung");
            await old.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO Studies (Id, Key, Title, CreatedAt, CreatedBy, IsSimulated, ReportTexts, Version) VALUES (1, 'alt', '{{"de":"Alt"}}', '2026-01-01', 'ada', 0, '{{}}', 0);
                INSERT INTO Rounds (Id, StudyId, Number, Questionnaire, Lineage, OpenedAt, ClosedAt, Overrulings, Version) VALUES
                    (1, 1, 1, '{{}}', '[]', '2026-01-01 08:00:00', '2026-01-02 08:00:00',
                     '[{{"key":"vorher","verdict":"dissent","reason":"a","at":"2026-01-03T08:00:00Z","by":"ada"}},{{"key":"nachher","verdict":"dissent","reason":"b","at":"2026-01-05T08:00:00.5Z","by":"ada"}}]', 0),
                    (2, 1, 2, '{{}}', '[]', '2026-01-04 08:00:00', NULL, '[]', 0),
                    (3, 1, 3, '{{}}', '[]', NULL, NULL, '[]', 0);
                INSERT INTO Panelists (Id, StudyId, GroupKey, Language) VALUES ('00000000-0000-0000-0000-000000000001', 1, 'nord', 'de');
                INSERT INTO Sheets (Id, RoundId, PanelistId, InvitedAt, Answers, Version) VALUES (1, 1, '00000000-0000-0000-0000-000000000001', '2026-01-01 08:00:00', '{{}}', 0);
                INSERT INTO Reasons (Id, RoundId, SheetId, ItemKey, Side, Text, ReleasedAt, WithheldAt, Version) VALUES
                    ({0}, 1, 1, 'r1', 0, 'a', '2026-01-03 08:00:00', NULL, 2), ({1}, 1, 1, 'r1', 0, 'b', '2026-01-05 08:00:00', NULL, 1), ({2}, 1, 1, 'r1', 0, 'c', NULL, '2026-01-03 08:00:00', 1);
                """,
                before,
                after,
                withheld
            );
        }
        await using (var db = new SqliteSurveyDb(options))
        {
            await db.Database.MigrateAsync();
            var shown = await db.Rounds.OrderBy(round => round.Number).Select(round => round.Shown).ToListAsync();
            Assert.Empty(shown[0]!.Overruled);
            Assert.Empty(shown[0]!.Reasons);
            Assert.Equal(["vorher"], shown[1]!.Overruled);
            Assert.Equal([new SnapshotReason(before, 2)], shown[1]!.Reasons);
            Assert.Null(shown[2]);
        }
        folder.Delete(recursive: true);
    }

    private async Task<bool> TellsVerdictAsync(string key) => await TellsAsync(key, Sentence);

    private async Task<bool> TellsAsync(string key, string words)
    {
        using var expert = await app.ReturningAsync(key, 4);
        return (await expert.GetAsync(Section)).Body.Contains(words, StringComparison.Ordinal);
    }

    private Task JudgeAsync(string key, Action<Round> judge) =>
        app.DataAsync(async db =>
        {
            judge((await db.StudyWithRoundsAsync(key, CancellationToken.None))!.Round(2));
            return await db.SaveChangesAsync();
        });

    /// <summary>Rounds 1 and 2 closed in consensus, and round 3 open.</summary>
    private async Task<string> ThirdAsync(bool overruled)
    {
        var key = await app.OpenStudyAsync(8, Sample.Yaml.Replace("rounds: 2", "rounds: 3, verdicts: true", StringComparison.Ordinal));
        for (var round = 1; round <= 2; round++)
        {
            for (var expert = 0; expert < 8; expert++)
                await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
            await app.CloseAsync(key);
            if (overruled && round == 2)
                await JudgeAsync(key, one => one.Overrule("r1", Verdict.Dissent, "Zwei Lesarten", DateTime.UnixEpoch, "test"));
            await app.NextAsync(key);
        }
        return key;
    }
}
