using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Befragung.Web.Pages.Team.Studien;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Chronicle;

/// <summary>Every step leaves a row that says when, who and what, and nothing about people.</summary>
public sealed partial class ChronicleTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task A_whole_study_leaves_a_row_for_each_step()
    {
        var key = await app.StudyAsync(12, Sample.Yaml.Replace("rounds: 2", "rounds: 3", StringComparison.Ordinal));
        await app.OpenAsync(key);
        for (var expert = 0; expert < 8; expert++)
            await app.HandInAsync(key, expert, new("r1", "4"), new(Reasons.For, $"Grund {expert}"));
        await app.CloseAsync(key);
        var reasons = await app.ReasonsAsync(key);
        await app.DecideAsync(
            key,
            reason =>
            {
                if (reason.Id == reasons[0].Id)
                    reason.Withhold("Nennt einen Namen.", DateTime.UnixEpoch, "test");
                else
                    reason.Release(reason.Id == reasons[1].Id ? "Kurz" : null, DateTime.UnixEpoch, "test");
            }
        );
        await ChangeAsync(key, study => study.CurrentRound.Overrule("r1", Verdict.Dissent, "Weil es so ist.", DateTime.UnixEpoch, "test"));
        await ChangeAsync(key, study => study.CurrentRound.TakeBack("r1"));
        await app.ReleaseAsync(key);
        await ChangeAsync(key, study => study.WithdrawResults(DateTime.UnixEpoch, "test"));
        await ChangeAsync(key, study => study.ShowResults(DateTime.UnixEpoch, "test"));
        await app.NextAsync(key);
        Assert.Equal(
            [
                "StudyCreated",
                "PanelTakenIn ×12",
                "RoundOpened 1",
                "RoundSealed 1",
                "RoundClosed 1",
                "ReasonReleased 1 r1 ×6",
                "ReasonShortened 1 r1",
                "ReasonWithheld 1 r1",
                "VerdictOverruled 1 r1",
                "OverrulingTakenBack 1 r1",
                "RoundReleased 1",
                "ResultsWithdrawn",
                "ResultsShownAgain",
                "RoundPlanned 2",
                "RoundOpened 2",
            ],
            await StepsAsync(key, orderAlike: true)
        );
        Assert.All(await RowsAsync(key), row => Assert.Equal((Actor.Platform, DateTimeKind.Utc), (row.By, row.At.Kind)));
    }

    [Fact]
    public async Task Who_did_it_is_the_account_that_was_signed_in_even_where_the_step_outlives_the_request()
    {
        var key = await app.StudyAsync(6);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        await editor.OpenRoundAsync($"/team/studien/{key}/runden/1");
        await editor.GetAsync($"/team/studien/{key}/daten/codebuch.csv");
        var opened = (await RowsAsync(key)).Single(row => row.Step == ChronicleStep.RoundOpened);
        var member = await app.DataAsync(db => db.Users.Where(user => user.Id == opened.By).SingleAsync());
        Assert.True(await app.DataAsync(db => db.StudyMembers.AnyAsync(one => one.MemberId == member.Id && one.Role == StudyRole.Editor)));
        var page = await editor.GetAsync($"/team/studien/{key}/chronik");
        var row = page.Page.QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains("geöffnet", StringComparison.Ordinal));
        Assert.Equal((member.Email, "Runde 1: geöffnet"), (row.Children[1].TextContent, row.Children[2].TextContent));
        Assert.Matches(@"^\d{1,2}\. \w+ \d{4}, \d{2}:\d{2}$", row.Children[0].TextContent);
    }

    [Fact]
    public async Task Withdrawing_correcting_and_deleting_are_told_without_saying_whom()
    {
        var key = await app.OpenStudyAsync(7);
        var study = (await app.ReadAsync(key)).Id;
        var people = await app.DataAsync(db =>
            db.ContactCards.Where(card => card.StudyId == study).OrderBy(card => card.Email).Select(card => card.PanelistId).ToListAsync()
        );
        await OfStudyAsync<Panels>(key, (panels, one) => panels.WithdrawAsync(one, people[0], CancellationToken.None));
        await OfStudyAsync<Panels>(key, (panels, one) => panels.InviteAnewAsync(one, people[0], CancellationToken.None));
        await app.DataAsync(async db =>
        {
            (await db.ContactCards.SingleAsync(card => card.PanelistId == people[1])).Write(Mailbox.Required("anders@example.org"));
            return await db.SaveChangesAsync();
        });
        await OfStudyAsync<Deletions>(
            key,
            (deletions, one) => deletions.PersonAsync(one, people[2], withSheets: true, CancellationToken.None)
        );
        await OfStudyAsync<RoundLetters>(key, (letters, one) => letters.ConfirmAsync(one.CurrentRound, CancellationToken.None));
        await app.CloseAsync(key);
        await OfStudyAsync<Deletions>(key, (deletions, one) => deletions.ContactsAsync(one, CancellationToken.None));
        Assert.Equal(
            [
                "StudyCreated",
                "PanelTakenIn ×7",
                "RoundOpened 1",
                "InvitationWithdrawn",
                "InvitedAnew",
                "AddressCorrected",
                "PersonDeleted",
                "LettersConfirmed 1",
                "RoundSealed 1",
                "RoundClosed 1",
                "ContactsDeleted",
            ],
            await StepsAsync(key)
        );

        var before = (await RowsAsync(key)).ConvertAll(row => row.Id);
        await OfStudyAsync<Deletions>(key, (deletions, one) => deletions.StudyAsync(one, CancellationToken.None));
        var after = await app.DataAsync(db =>
            db.Chronicle.AsNoTracking()
                .Where(row => before.Contains(row.Id) || (row.Step == ChronicleStep.StudyDeleted && row.About == key))
                .ToListAsync()
        );
        Assert.Equal(before.Count + 1, after.Count);
        Assert.All(after, row => Assert.Null(row.StudyId));
    }

    [Fact]
    public async Task A_step_that_is_taken_back_leaves_no_row_and_one_that_is_repeated_leaves_one()
    {
        var key = await app.StudyAsync();
        await app.DataAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            (await db.StudyWithRoundsAsync(key, CancellationToken.None))!.CurrentRound.Open(DateTime.UnixEpoch, "test");
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
            return 0;
        });
        Assert.Equal(["StudyCreated"], await StepsAsync(key));

        await app.DataAsync(async db =>
        {
            var round = (await db.StudyWithRoundsAsync(key, CancellationToken.None))!.CurrentRound;
            round.Open(DateTime.UnixEpoch, "test");
            db.Entry(round).Property(one => one.Version).OriginalValue = 17;
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
            db.Entry(round).Property(one => one.Version).OriginalValue = 0;
            return await db.SaveChangesAsync();
        });
        Assert.Equal(["StudyCreated", "RoundOpened 1"], await StepsAsync(key));
    }

    [Fact]
    public async Task Accounts_and_refused_sign_ins_are_in_the_chronicle_of_the_installation_for_administrators()
    {
        using var owner = await app.TeamAsync();
        var email = await app.MemberAsync(StudyRole.Reader);
        var member = (await app.DataAsync(db => db.Users.SingleAsync(user => user.Email == email))).Id;
        using (var stranger = app.Visitor())
        {
            await stranger.SubmitAsync(
                await stranger.GetAsync("/team/anmelden"),
                "main form",
                ("email", email),
                ("password", "Ein falscher Satz.")
            );
            await stranger.SubmitAsync(
                await stranger.GetAsync("/team/anmelden"),
                "main form",
                ("email", "niemand@example.org"),
                ("password", "Ein falscher Satz.")
            );
        }
        await app.WithAsync(async services =>
        {
            var accounts = services.GetRequiredService<Accounts>();
            await accounts.ChangeRoleAsync((await accounts.FindAsync(member))!, TeamRole.Administrator, "test", CancellationToken.None);
            await accounts.LinkForPasswordAsync((await accounts.FindAsync(member))!, TimeSpan.FromHours(1));
            Assert.True(
                (
                    await accounts.ChangePasswordAsync(
                        (await accounts.FindAsync(member))!,
                        SurveyApp.Password,
                        "Ein noch längerer Satz genügt."
                    )
                ).Succeeded
            );
            await accounts.RemoveAsync((await accounts.FindAsync(member))!, "test", CancellationToken.None);
            return 0;
        });
        using var editor = await app.TeamAsync(StudyRole.Editor);
        Assert.Equal(403, (await editor.GetAsync("/team/chronik")).Status);
        var page = await owner.GetAsync("/team/chronik");
        foreach (
            var words in (string[])
                [
                    "Konto angelegt – Member",
                    "Rolle geändert – Administrator",
                    "Link für ein neues Passwort ausgegeben",
                    "Passwort geändert",
                    "Konto entfernt – Administrator",
                    "Anmeldung abgewiesen",
                ]
        )
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        var refused = await owner.GetAsync($"/team/chronik?schritt={ChronicleStep.SignInRefused}");
        Assert.Equal(
            ["unbekannt", "gelöschtes Konto"],
            refused.Page.QuerySelectorAll("tbody tr").Take(2).Select(row => row.Children[1].TextContent)
        );
        Assert.All(refused.Page.QuerySelectorAll("tbody tr"), row => Assert.Equal("Anmeldung abgewiesen", row.Children[3].TextContent));
        Assert.Equal(200, (await owner.GetAsync("/team/chronik?schritt=unsinn&seite=unsinn")).Status);
    }

    [Fact]
    public async Task Nothing_in_it_is_an_address_or_a_name_or_an_answer()
    {
        var key = await app.OpenStudyAsync(6);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new("r1", "4"), new(Reasons.For, "Ein Grund, den niemand sonst nennt"));
        await app.CloseAsync(key);
        await app.DecideAsync(key, reason => reason.Release("Ein kürzerer Grund", DateTime.UnixEpoch, "test"));
        var rows = await app.DataAsync(db => db.Chronicle.AsNoTracking().ToListAsync());
        Assert.NotEmpty(rows);
        foreach (var text in rows.SelectMany(row => (string?[])[row.By, row.About]).OfType<string>())
        {
            Assert.DoesNotContain("@", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Jörg", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Grund", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_can_be_taken_along_as_a_table()
    {
        var key = await app.OpenStudyAsync(6);
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var page = await reader.GetAsync($"/team/studien/{key}/chronik");
        var file = await reader.GetAsync(page.Page.QuerySelector("a[href*=Tabelle]")!.GetAttribute("href")!);
        var lines = file.Body.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("at,by,step,study,round,about,number,Was", lines[0]);
        Assert.Equal(["RoundOpened", "PanelTakenIn", "StudyCreated"], lines[1..].Select(line => line.Split(',')[2]));
        Assert.EndsWith("ins Panel aufgenommen (6)", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_verb_of_the_model_is_in_the_list_of_what_is_told_and_every_step_too()
    {
        var told = File.ReadAllText(Repository.PathOf("docs", "chronicle.md"));
        var verbs = (
            (Type[])
                [
                    typeof(Study),
                    typeof(Round),
                    typeof(Reason),
                    typeof(Panelist),
                    typeof(AnswerSheet),
                    typeof(OutboxEntry),
                    typeof(ContactCard),
                ]
        )
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .Where(IsVerb)
                    .Select(verb => $"`{type.Name}.{verb.Name}`")
            )
            .Distinct();
        Assert.All(verbs, verb => Assert.Contains(verb, told, StringComparison.Ordinal));
        var steps = StepNames()
            .Matches(told)
            .Select(step => step.Value.Trim('`'))
            .Where(name => Enum.TryParse<ChronicleStep>(name, out _))
            .ToHashSet();
        Assert.Empty(Enum.GetNames<ChronicleStep>().Except(steps));
    }

    [Fact]
    public void Every_step_has_words_of_its_own()
    {
        var words = Enum.GetValues<ChronicleStep>().Select(ChronicleWords.Of).ToList();
        Assert.Equal(words.Count, words.Distinct().Count());
    }

    // What only looks gives something back and is named by a noun; what changes is a verb. "In" makes a copy, "Require…" only refuses.
    private static bool IsVerb(MethodInfo method) =>
        !method.IsSpecialName
        && (method.ReturnType == typeof(void) || method.Name is "PlanNext" or "Invite" or "Write")
        && !method.Name.StartsWith("Require", StringComparison.Ordinal);

    private Task ChangeAsync(string key, Action<Study> change) =>
        app.DataAsync(async db =>
        {
            change((await db.StudyWithRoundsAsync(key, CancellationToken.None))!);
            return await db.SaveChangesAsync();
        });

    private Task<int> OfStudyAsync<T>(string key, Func<T, Study, Task> act)
        where T : notnull =>
        app.WithAsync(async services =>
        {
            await act(
                services.GetRequiredService<T>(),
                (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!
            );
            return 0;
        });

    private async Task<List<ChronicleEntry>> RowsAsync(string key)
    {
        var study = (await app.ReadAsync(key)).Id;
        return await app.DataAsync(db =>
            db.Chronicle.AsNoTracking().Where(row => row.StudyId == study).OrderBy(row => row.Id).ToListAsync()
        );
    }

    /// <param name="orderAlike">Whether rows of one save, which come in any order, are sorted by their step.</param>
    private async Task<List<string>> StepsAsync(string key, bool orderAlike = false)
    {
        var rows = await RowsAsync(key);
        return
        [
            .. (orderAlike ? rows.GroupBy(row => row.At).SelectMany(same => same.OrderBy(row => row.Step)) : rows).Select(row =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Step}{(row.Round is { } round ? $" {round}" : "")}{(row.About is { } about ? $" {about}" : "")}{(row.Number > 1 ? $" ×{row.Number}" : "")}"
                )
            ),
        ];
    }

    [GeneratedRegex("`\\w+`", RegexOptions.None, 5000)]
    private static partial Regex StepNames();
}
