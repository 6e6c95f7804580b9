using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Commands;

/// <summary>An installation moves from a server into a file and from there to another server: nobody notices, and nothing is half there.</summary>
public sealed class CopyTests : CommandLine
{
    private static readonly string[] Export = ["--format", "csv", "--complete", "--reason", "Vergleich"];

    [FactOnServer]
    public async Task There_and_back_every_row_arrives_and_whoever_was_signed_in_still_is()
    {
        var app = new ExportTests.ClosedStudy();
        await ((IAsyncLifetime)app).InitializeAsync();
        using var owner = await app.TeamAsync();
        Assert.Equal(200, (await owner.GetAsync("/team")).Status);
        using var expert = await app.ReturningAsync(app.Key, 1);
        var first = TestDatabase.ConnectionOf(app.DatabaseSettings);
        Assert.Contains("arbeitet ein Server", (await RunAsync("copy", "--from", first, "--to", "datei")).Errors, StringComparison.Ordinal);
        var before = await ExportedAsync(app.Key, first, "vorher");
        await app.StopAsync();

        var (code, rows, errors) = await RunAsync("copy", "--from", first, "--to", "datei");
        Assert.Equal((0, ""), (code, errors));
        Assert.Matches("(?m)^Sheets\t[1-9]", rows);
        var second = await TestDatabase.EmptyAsync();
        Assert.Equal((0, rows, ""), await RunAsync("copy", "--from", "datei", "--to", second));

        // Pseudonyms are made with a secret of the installation.
        Assert.Equal(before, await ExportedAsync(app.Key, second, "nachher"));
        await app.StartOnAsync(TestDatabase.Settings(second));
        using var again = new Visitor(app.Address, "de");
        again.Cookies.Add(owner.Cookies.GetAllCookies());
        Assert.Equal(200, (await again.GetAsync("/team")).Status);
        using var back = new Visitor(app.Address, "de");
        back.Cookies.Add(expert.Cookies.GetAllCookies());
        Assert.Equal(200, (await back.GetAsync("/bogen")).Status);
        // New rows are numbered behind the old ones.
        await app.OpenStudyAsync(3);
        await TestDatabase.DropAsync(first);
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("Username=nie-zu-lesen", "Darin fehlt Host")]
    [InlineData("=nie-zu-lesen", "Das lässt sich nicht lesen.")]
    public async Task A_server_that_is_named_wrongly_is_told_in_one_line(string place, string told)
    {
        foreach (var (from, to, wrong) in ((string, string, string)[])[(place, "datei", "--from"), ("datei", place, "--to")])
        {
            var (code, output, errors) = await RunAsync("copy", "--from", from, "--to", to);
            Assert.Equal((1, ""), (code, output));
            Assert.StartsWith($"{wrong}: {told}", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
            Assert.DoesNotContain("nie-zu-lesen", errors, StringComparison.Ordinal);
        }
    }

    [FactOnServer]
    public async Task Where_something_is_already_or_a_row_is_refused_nothing_is_copied()
    {
        string[] filled =
        [
            "user",
            "add",
            "--email",
            "neu@example.org",
            "--Site:Address=https://befragung.example",
            "--Database:Provider=Sqlite",
        ];
        Assert.Equal(0, (await RunAsync([.. filled, "--Data:Directory=quelle"])).Code);
        Assert.Equal(0, (await RunAsync([.. filled, "--Data:Directory=voll"])).Code);
        var full = await File.ReadAllBytesAsync(Path.Combine(Folder, "voll", Database.FileName));
        var (code, output, errors) = await RunAsync("copy", "--from", "quelle", "--to", "voll");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("ist nicht leer.", errors, StringComparison.Ordinal);
        Assert.Equal(full, await File.ReadAllBytesAsync(Path.Combine(Folder, "voll", Database.FileName)));
        Assert.Contains(
            "ist keine Datenbank.",
            (await RunAsync("copy", "--from", "nichts", "--to", "neu")).Errors,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(Path.Combine(Folder, "neu", Database.FileName)));

        var target = await TestDatabase.EmptyAsync();
        await using var server = new PostgresDatabase(target);
        await using var db = server.Open();
        await server.MigrateAsync(db, default);
        await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "AccountLinks" ADD CONSTRAINT refuse CHECK ("Email" <> 'neu@example.org')""");
        Assert.NotEqual(0, (await RunAsync("copy", "--from", "quelle", "--to", target)).Code);
        Assert.Equal(0, await db.AccountLinks.CountAsync());
        Assert.Empty(await server.KeysAsync(db, default));
        // The same again, once nothing stands against it.
        await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "AccountLinks" DROP CONSTRAINT refuse""");
        await db.Database.CloseConnectionAsync();
        await server.DisposeAsync();
        Assert.Equal((0, ""), await RunAsync("copy", "--from", "quelle", "--to", target) is var (done, _, said) ? (done, said) : default);
        await TestDatabase.DropAsync(target);
    }

    private async Task<Dictionary<string, string>> ExportedAsync(string key, string connection, string to)
    {
        var folder = Path.Combine(Folder, to);
        var (code, _, errors) = await RunAsync([
            "export",
            key,
            "--output",
            folder,
            .. Export,
            "--Data:Directory=export",
            .. TestDatabase.Settings(connection),
        ]);
        Assert.Equal((0, ""), (code, errors));
        return System.IO.Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
    }
}
