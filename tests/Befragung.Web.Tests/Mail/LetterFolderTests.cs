using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Mail;

/// <summary>Letters that only go into a folder: whole, for nobody else's eyes, not for ever, and everybody of the team is told.</summary>
public sealed class LetterFolderTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private static readonly string[] TeamPages =
    [
        "/team",
        "/team/neu",
        "/team/studien/{0}",
        "/team/studien/{0}/panel",
        "/team/studien/{0}/runden/1",
    ];

    [Fact]
    public async Task A_letter_is_one_whole_file_that_nobody_else_may_read()
    {
        var key = await app.OpenStudyAsync(3);
        var files = await FilesAsync(key);
        Assert.Equal(3, files.Count);
        Assert.Empty(Directory.GetFiles(Folder, "*.part"));
        foreach (var file in files)
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.All(files, file => Assert.Matches(@"^\d+-[0-9a-f]{32}\.eml$", Path.GetFileName(file)));
    }

    [Theory]
    [InlineData("0-halb.eml")]
    [InlineData("0-halb.part")]
    public async Task A_letter_that_cannot_be_written_is_not_there_at_all_and_is_told_apart(string file)
    {
        var folder = app.Services.GetRequiredService<LetterFolder>();
        folder.Open();
        using var message = app
            .Services.GetRequiredService<Sender>()
            .Write(new("0-halb", "Anna", "anna@example.org", "Einladung", "Text", null));
        // In the place of the file stands a folder: into its own it cannot be moved, and into that of the unfinished one nothing may be written.
        Directory.CreateDirectory(Path.Combine(Folder, file, "darin"));
        var failure = await Assert.ThrowsAsync<MailException>(() => folder.WriteAsync("0-halb", message, CancellationToken.None));
        Assert.Equal(MailFault.Folder, failure.Trouble.Fault);
        Assert.Empty(Directory.GetFiles(Folder, "0-halb*"));
        Directory.Delete(Path.Combine(Folder, file), recursive: true);
    }

    [Fact]
    public async Task Every_page_of_the_team_says_that_letters_are_not_sent()
    {
        var key = await app.OpenStudyAsync();
        using var editor = await app.TeamAsync();
        foreach (var path in TeamPages)
            Assert.Contains(
                "Anschreiben werden nicht verschickt",
                (await editor.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, key))).Body,
                StringComparison.Ordinal
            );
        using var expert = await app.ExpertAsync(key);
        Assert.DoesNotContain("Anschreiben werden nicht verschickt", (await expert.FollowAsync("/bogen")).Body, StringComparison.Ordinal);
        await using var sending = await MailApp.StartAsync("--Mail:Carrier=Smtp", "--Mail:Host=127.0.0.1", "--Mail:Port=1");
        using var other = await sending.TeamAsync();
        Assert.DoesNotContain("Anschreiben werden nicht verschickt", (await other.GetAsync("/team")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_team_says_that_they_are_sent_the_letters_of_the_round_are_wiped_and_no_others()
    {
        var key = await app.OpenStudyAsync(3);
        var other = await app.OpenStudyAsync(2);
        await app.LettersAsync();
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1");
        Assert.Contains("liegen als Dateien im Ordner", page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await editor.SubmitAsync(page, "form[action*=Verschickt]")).Status);
        Assert.Empty(await FilesAsync(key));
        Assert.Equal(2, (await FilesAsync(other)).Count);
        Assert.DoesNotContain(
            "liegen als Dateien im Ordner",
            (await editor.GetAsync($"/team/studien/{key}/runden/1")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_person_leaves_no_letter_behind()
    {
        var key = await app.OpenStudyAsync(3);
        var files = await FilesAsync(key);
        var person = (await app.SheetAsync(key, 1)).PanelistId;
        Assert.Equal(
            1,
            await app.WithAsync(services =>
                services
                    .GetRequiredService<LetterFolder>()
                    .WipeAsync(
                        services.GetRequiredService<Web.Data.SurveyDb>().Outbox.Where(entry => entry.PanelistId == person),
                        CancellationToken.None
                    )
            )
        );
        var gone = Assert.Single(files, file => !File.Exists(file));
        Assert.DoesNotContain(gone, await FilesAsync(key));
    }

    [Fact]
    public async Task After_thirty_days_nothing_is_left()
    {
        await using var own = await MailApp.StartWithoutWorkerAsync();
        await own.OpenStudyAsync(2);
        Assert.Equal(2, (await own.LettersAsync()).Count);
        var folder = own.Services.GetRequiredService<LetterFolder>();
        // Also of versions that named files otherwise.
        await File.WriteAllTextAsync(Path.Combine(own.Folder, "letters", $"{Guid.NewGuid()}.eml"), "To: anna@example.org");
        own.Clock.Ahead += TimeSpan.FromDays(29);
        Assert.Equal(0, folder.WipeOld());
        own.Clock.Ahead += TimeSpan.FromDays(1.1);
        Assert.Equal(3, folder.WipeOld());
        Assert.Empty(Directory.GetFiles(Path.Combine(own.Folder, "letters")));
    }

    [Fact]
    public async Task Nobody_has_to_see_to_it_that_old_letters_go()
    {
        await using var own = await MailApp.StartAsync();
        await own.OpenStudyAsync(2);
        await Wait.UntilAsync(
            "Both letters lie there",
            async () =>
            {
                await own.SendAsync();
                return Directory.GetFiles(Path.Combine(own.Folder, "letters")).Length == 2;
            }
        );
        own.Clock.Ahead += TimeSpan.FromDays(30.1);
        own.Outbox.WakeUp();
        await Wait.UntilAsync("They are gone", () => Directory.GetFiles(Path.Combine(own.Folder, "letters")).Length == 0);
    }

    private string Folder => Path.Combine(app.Folder, "letters");

    private async Task<List<string>> FilesAsync(string key)
    {
        await app.LettersAsync();
        var round = (await app.ReadAsync(key)).CurrentRound.Id;
        return [.. Directory.GetFiles(Folder, OutboxEntry.MarkPrefix(round) + "*.eml")];
    }
}
