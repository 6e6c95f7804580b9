using System.Diagnostics;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Befragung.Web.Tests.Commands;

/// <summary>Backing up and coming back as programs of their own: beside a server, killed in the middle, and told in sentences.</summary>
public sealed class BackupVerbsTests : CommandLine
{
    [Fact]
    public async Task Beside_a_running_server_it_backs_up_and_into_another_place_it_comes_back()
    {
        var app = new SurveyApp();
        await app.InitializeAsync();
        Know(app);
        await app.OpenStudyAsync(4);
        var data = $"--Data:Directory={app.Folder}";
        var (code, output, errors) = await RunAsync([
            "backup",
            "--output",
            "daten.zip",
            "--keys",
            "schluessel.zip",
            data,
            .. app.DatabaseSettings,
        ]);
        Assert.Equal((0, ""), (code, errors));
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal([Path.Combine(Folder, "daten.zip"), Path.Combine(Folder, "schluessel.zip")], lines[..2]);
        Assert.Matches("^Gesichert und nachgelesen: Stand .*, Zeilen: [1-9]", lines[2]);
        Assert.StartsWith("Die Schlüssel (", lines[3], StringComparison.Ordinal);
        // sha256sum says the same.
        using (
            var check = Process.Start(
                new ProcessStartInfo(
                    "/bin/sh",
                    ["-c", "mkdir aus && cd aus && python3 -m zipfile -e ../daten.zip . && sha256sum --quiet -c SHA256SUMS"]
                )
                {
                    WorkingDirectory = Folder,
                }
            )!
        )
        {
            await Wait.ForEndAsync(check);
            Assert.Equal(0, check.ExitCode);
        }
        var (doctorCode, told, _) = await RunAsync(["doctor", "--Report:Browser=/bin/false", data, .. app.DatabaseSettings]);
        Assert.Equal(1, doctorCode);
        Assert.Contains("✔ Sicherung: Die letzte ist keinen Tag alt.", told, StringComparison.Ordinal);
        Assert.Contains("✔ Liste der Löschungen: ", told, StringComparison.Ordinal);

        (code, output, errors) = await RunAsync(["backup", "--output", "daten.zip", data, .. app.DatabaseSettings]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(
            "gibt es schon. Nennen Sie eine andere Datei",
            Assert.Single(errors.TrimEnd().Split('\n')),
            StringComparison.Ordinal
        );

        var there = await TargetAsync();
        (code, output, errors) = await RunAsync(["restore", "daten.zip", "--keys", "schluessel.zip", "--Data:Directory=neu", .. there]);
        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith("Wiederhergestellt: Stand ", output, StringComparison.Ordinal);
        Assert.Contains("Was nach der Sicherung gelöscht wurde, ist hier nicht bekannt", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Schlüssel sind nicht dabei", output, StringComparison.Ordinal);
        (code, output, errors) = await RunAsync(["restore", "daten.zip", "--Data:Directory=neu", .. there]);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("Dort ist schon etwas: ", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        await TestDatabase.DropAsync(there);
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("backup", "--output", "x.zip", "--keys")]
    public async Task Wrong_use_exits_with_2(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [FactOnFile]
    public async Task Where_there_is_nothing_to_back_up_it_says_so()
    {
        var (code, output, errors) = await RunAsync("backup", "--output", "x.zip");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("ist keine Datenbank.", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Folder, "x.zip")));
        Assert.False(File.Exists(Path.Combine(Folder, "data", Database.FileName)));
    }

    [Fact]
    public async Task Killed_in_the_middle_neither_leaves_anything_half_and_both_can_be_done_again()
    {
        const int Pictures = 60;
        var app = new SurveyApp();
        await app.InitializeAsync();
        var study = (await app.ReadAsync(await app.OpenStudyAsync(4))).Id;
        // Enough that there is a middle.
        await app.DataAsync(db =>
        {
            for (var i = 0; i < Pictures; i++)
            {
                var content = new byte[1_000_000];
                new Random(i).NextBytes(content);
                db.Logos.Add(new(Guid.NewGuid(), study, content));
            }
            return db.SaveChangesAsync();
        });
        string[] backup = ["backup", "--output", "daten.zip", $"--Data:Directory={app.Folder}", .. app.DatabaseSettings];
        await KillAsync(backup, () => Parts().Exists(part => new FileInfo(part).Length > 5_000_000));
        Assert.False(File.Exists(Path.Combine(Folder, "daten.zip")));
        Assert.Single(Parts());
        Assert.Equal((0, ""), await RunAsync(backup) is var (code, _, errors) ? (code, errors) : default);
        Assert.Empty(Parts());
        await app.DisposeAsync();

        var there = await TargetAsync();
        var place = Path.Combine(Folder, "neu");
        string[] restore = ["restore", "daten.zip", "--Data:Directory=neu", .. there];
        await KillAsync(restore, () => Unpacked(place) > 5_000_000);
        await EmptyAsync(place, there);
        if (TestDatabase.IsServer)
        {
            // In the middle of the one transaction.
            await KillAsync(restore, () => IsWritingAsync(there));
            await EmptyAsync(place, there);
        }
        Assert.Equal((0, ""), await RunAsync(restore) is var (done, _, told) ? (done, told) : default);
        Assert.Equal(Pictures, await PicturesAsync(place, there));
        // What the ended ones had unpacked is gone.
        Assert.Equal(0, Unpacked(place));
        await TestDatabase.DropAsync(there);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_started_by_nobody_and_told_in_one_sentence()
    {
        var there = DatabaseOf("data");
        await using (
            var site = Site.Build([$"--Data:Directory={Path.Combine(Folder, "data")}", "--Logging:Console:LogLevel:Default=None", .. there])
        )
        {
            await Database.MigrateAsync(site.Services);
            await using var db = site.Services.GetRequiredService<SurveyDatabase>().Open();
            await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('20991231000000_Zukunft', '99.0')""");
        }
        SqliteConnection.ClearAllPools();
        foreach (
            var verb in (string[][])
                [
                    ["serve", "--urls=http://127.0.0.1:0"],
                    ["user", "list"],
                    ["backup", "--output", "x.zip", .. there],
                    ["copy", "--from", there.Length > 0 ? TestDatabase.ConnectionOf(there) : "data", "--to", "anderswo"],
                ]
        )
        {
            var (code, output, errors) = await RunAsync(verb);
            Assert.Equal((1, ""), (code, output));
            Assert.Contains(
                "ist von einer neueren Fassung der Plattform: Sie hat die Umstellung 20991231000000_Zukunft",
                Assert.Single(errors.TrimEnd().Split('\n')),
                StringComparison.Ordinal
            );
        }
        Assert.False(File.Exists(Path.Combine(Folder, "x.zip")));
    }

    private List<string> Parts() => [.. Directory.GetFiles(Folder, ".befragung-*.part")];

    /// <summary>How much of a database lies where files are not finished.</summary>
    private static long Unpacked(string place) =>
        Directory.Exists(Path.Combine(place, "tmp"))
            ? Directory
                .GetFiles(Path.Combine(place, "tmp"), Database.FileName, SearchOption.AllDirectories)
                .Sum(file => new FileInfo(file).Length)
            : 0;

    private Task KillAsync(string[] arguments, Func<bool> isInTheMiddle) => KillAsync(arguments, () => Task.FromResult(isInTheMiddle()));

    private async Task KillAsync(string[] arguments, Func<Task<bool>> isInTheMiddle)
    {
        using var process = Start(arguments);
        _ = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        while (!await isInTheMiddle())
            Assert.False(process.HasExited, "It came to its end before it was killed.");
        process.Kill();
        await Wait.ForEndAsync(process);
        Assert.Equal("", await errors);
        Assert.NotEqual(0, process.ExitCode);
    }

    private static async Task<bool> IsWritingAsync(string[] there)
    {
        await using var connection = new NpgsqlConnection($"{TestDatabase.ConnectionOf(there)};Pooling=False");
        await connection.OpenAsync();
        await using var asked = new NpgsqlCommand(
            """SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'INSERT INTO "Logos"%')""",
            connection
        );
        return await asked.ExecuteScalarAsync() is true;
    }

    private static async Task EmptyAsync(string place, string[] there)
    {
        Assert.False(File.Exists(Path.Combine(place, Database.FileName)));
        if (TestDatabase.IsServer)
            Assert.Equal(0, await PicturesAsync(place, there));
    }

    private static async Task<int> PicturesAsync(string place, string[] there)
    {
        await using var site = Site.Build([$"--Data:Directory={place}", "--Logging:Console:LogLevel:Default=None", .. there]);
        var database = site.Services.GetRequiredService<SurveyDatabase>();
        await using var db = database.Open();
        return (await db.Database.GetAppliedMigrationsAsync()).Any() ? await db.Logos.CountAsync() : 0;
    }

    private static async Task<string[]> TargetAsync() =>
        TestDatabase.IsServer ? TestDatabase.Settings(await TestDatabase.EmptyAsync()) : [];
}
