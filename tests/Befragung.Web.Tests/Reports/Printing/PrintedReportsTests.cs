using System.Text;
using Befragung.Web.Reports.Printing;

namespace Befragung.Web.Tests.Reports.Printing;

/// <summary>The folder of printed reports: complete files under names that say what is in them, and not too many.</summary>
public sealed class PrintedReportsTests : IDisposable
{
    private const string Subject = "7-bericht-de";

    private static readonly string First = new('a', 64),
        Second = new('b', 64);

    private readonly string folder = Directory.CreateTempSubdirectory("gedruckt-").FullName;
    private readonly TestClock clock = new();
    private readonly PrintedReports reports;

    public PrintedReportsTests() => reports = new(folder, clock);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_kept_is_found_again_even_by_the_next_program()
    {
        Assert.Null(await FindAsync(Subject, First));
        await KeepAsync(Subject, First, "eins");
        Assert.Equal("eins", await FindAsync(Subject, First));
        Assert.Equal("eins", Encoding.UTF8.GetString((await new PrintedReports(folder, clock).FindAsync(Subject, First, default))!));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Other_content_takes_the_place_of_the_old_and_asking_for_it_is_enough()
    {
        await KeepAsync(Subject, First, "eins");
        await KeepAsync("17-bericht-de", First, "anderes");
        await KeepAsync(Subject, Second, "zwei");
        Assert.Equal(2, Directory.GetFiles(folder).Length);
        Assert.Null(await FindAsync(Subject, First));
        Assert.Single(Directory.GetFiles(folder));
        Assert.Equal("anderes", await FindAsync("17-bericht-de", First));
    }

    [Theory]
    [InlineData("ein")]
    [InlineData("")]
    [InlineData("einz")]
    public async Task A_damaged_file_counts_as_absent_and_is_removed(string damaged)
    {
        await KeepAsync(Subject, First, "eins");
        await File.WriteAllTextAsync(Directory.GetFiles(folder).Single(), damaged);
        Assert.Null(await FindAsync(Subject, First));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task What_nobody_wants_for_a_month_goes_and_what_is_wanted_stays()
    {
        await KeepAsync("1-bericht-de", First, "eins");
        await KeepAsync("2-bericht-de", First, "zwei");
        clock.Ahead = TimeSpan.FromDays(20);
        Assert.NotNull(await FindAsync("1-bericht-de", First));
        clock.Ahead = TimeSpan.FromDays(40);
        reports.Tidy();
        Assert.StartsWith("1-", Path.GetFileName(Directory.GetFiles(folder).Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_too_many_the_oldest_unused_go()
    {
        for (var study = 1; study <= 203; study++)
        {
            clock.Ahead += TimeSpan.FromMinutes(1);
            await KeepAsync($"{study}-bericht-de", First, "etwas");
            Assert.NotNull(await FindAsync("1-bericht-de", First));
        }
        Assert.Equal(200, Directory.GetFiles(folder).Length);
        Assert.NotNull(await FindAsync("1-bericht-de", First));
        Assert.Null(await FindAsync("2-bericht-de", First));
        Assert.NotNull(await FindAsync("203-bericht-de", First));
    }

    [Fact]
    public void What_a_program_left_half_done_is_removed_but_not_what_another_is_at()
    {
        File.WriteAllText(reports.Unfinished(), "alt");
        clock.Ahead = TimeSpan.FromHours(2);
        var now = reports.Unfinished();
        File.WriteAllText(now, "neu");
        File.SetLastWriteTimeUtc(now, clock.GetUtcNow().UtcDateTime);
        reports.Tidy();
        Assert.Equal([now], Directory.GetFiles(folder));
    }

    private async Task<string?> FindAsync(string subject, string fingerprint) =>
        await reports.FindAsync(subject, fingerprint, default) is { } pdf ? Encoding.UTF8.GetString(pdf) : null;

    private async Task KeepAsync(string subject, string fingerprint, string content)
    {
        var unfinished = reports.Unfinished();
        await File.WriteAllTextAsync(unfinished, content);
        Assert.Equal(content, Encoding.UTF8.GetString(await reports.KeepAsync(subject, fingerprint, unfinished, default)));
    }
}
