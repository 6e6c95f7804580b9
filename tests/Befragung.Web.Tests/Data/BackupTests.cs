using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Tests.Exchange;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>What was backed up comes back whole or not at all, nothing is overwritten, and what was deleted since stays deleted.</summary>
[SupportedOSPlatform("linux")]
public sealed class BackupTests(BackupTests.BackedUp app) : IClassFixture<BackupTests.BackedUp>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("befragung-backups-").FullName;

    private string Of(string name) => Path.Combine(folder, name);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A study with two closed rounds and an open third, and a backup of it.</summary>
    public sealed class BackedUp : SurveyApp, IAsyncLifetime
    {
        private readonly string place = Directory.CreateTempSubdirectory("befragung-backup-").FullName;

        public string Key { get; private set; } = "";

        public string File => Path.Combine(place, "daten.zip");

        public string Keys => Path.Combine(place, "schluessel.zip");

        public MadeBackup Made { get; private set; } = null!;

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Key = await this.ClosedStudyAsync();
            // The first secret of the installation.
            _ = Services.GetRequiredService<SurveyDatabase>().Secret("pseudonyms", 32);
            using var owner = await TeamAsync();
            Made = await WithAsync(services => services.GetRequiredService<Backups>().MakeAsync(File, Keys, CancellationToken.None));
        }

        async Task IAsyncLifetime.DisposeAsync()
        {
            await DisposeAsync();
            Directory.Delete(place, recursive: true);
        }
    }

    [Fact]
    public async Task Beside_a_running_server_every_row_is_in_one_file_that_nobody_else_reads_and_the_keys_are_in_another()
    {
        Assert.True(app.Made.Rows["Sheets"] > 0);
        Assert.True(app.Made.Keys >= 2);
        foreach (var file in (string[])[app.File, app.Keys])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        using var zip = ZipFile.OpenRead(app.File);
        Assert.Equal(["manifest.json", Database.FileName, "SHA256SUMS"], zip.Entries.Select(entry => entry.FullName));
        using var keys = ZipFile.OpenRead(app.Keys);
        Assert.DoesNotContain(Database.FileName, keys.Entries.Select(entry => entry.FullName));
        // What the keys are stands nowhere beside the data.
        var secrets = await SecretsAsync();
        Assert.NotEmpty(secrets);
        var plain = Of("plain.db");
        zip.GetEntry(Database.FileName)!.ExtractToFile(plain);
        var content = await File.ReadAllBytesAsync(plain);
        Assert.All(secrets, secret => Assert.True(content.AsSpan().IndexOf(secret) < 0));
        // Nothing is left where files are made.
        Assert.Empty(Directory.GetDirectories(Path.Combine(app.Folder, "tmp"), "backup-*", SearchOption.AllDirectories));
        Assert.DoesNotContain(
            Directory.GetFiles(Path.GetDirectoryName(app.File)!),
            file => file.EndsWith(".part", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_comes_back_is_what_was_there_and_whoever_was_signed_in_still_is()
    {
        using var owner = await app.TeamAsync();
        await using var returned = await ReturnedApp.FromAsync(app.File, app.Keys);
        Assert.Equal((app.Made.At, 0, 0), (returned.Restored.At, returned.Restored.Deletions, returned.Restored.MissingKeys));
        using var again = new Visitor(returned.Address, "de");
        again.Cookies.Add(owner.Cookies.GetAllCookies());
        Assert.Equal(200, (await again.GetAsync("/team")).Status);
        Assert.Equal(200, (await again.GetAsync($"/team/studien/{app.Key}")).Status);
        // New rows are numbered behind the old ones.
        await returned.OpenStudyAsync(3);
        Assert.Equal(
            await SecretsAsync(),
            await returned.WithAsync(async services =>
            {
                await using var db = services.GetRequiredService<SurveyDatabase>().Open();
                return Secrets(await services.GetRequiredService<SurveyDatabase>().KeysAsync(db, CancellationToken.None));
            })
        );
    }

    [Fact]
    public async Task A_backup_of_what_came_back_has_the_same_rows()
    {
        var place = Directory.CreateDirectory(Of("ort")).FullName;
        var settings = await PlaceAsync();
        await ReturnedApp.RestoreAsync(place, settings, app.File);
        await ReturnedApp.BackUpAsync(place, settings, Of("zweite.zip"));
        Assert.Equal(ReturnedApp.RowsOf(app.File), ReturnedApp.RowsOf(Of("zweite.zip")));
        await TestDatabase.DropAsync(settings);
    }

    [FactOnServer]
    public async Task What_was_on_a_server_comes_back_as_a_file_and_from_there_to_a_server()
    {
        var file = Directory.CreateDirectory(Of("datei")).FullName;
        await ReturnedApp.RestoreAsync(file, ["--Database:Provider=Sqlite"], app.File, app.Keys);
        Assert.True(File.Exists(Path.Combine(file, Database.FileName)));
        await ReturnedApp.BackUpAsync(file, ["--Database:Provider=Sqlite"], Of("zweite.zip"), Of("zweite-schluessel.zip"));
        Assert.Equal(ReturnedApp.RowsOf(app.File), ReturnedApp.RowsOf(Of("zweite.zip")));
        await using var returned = await ReturnedApp.FromAsync(Of("zweite.zip"), Of("zweite-schluessel.zip"));
        Assert.Equal(0, returned.Restored.MissingKeys);
        using var owner = await app.TeamAsync();
        using var again = new Visitor(returned.Address, "de");
        again.Cookies.Add(owner.Cookies.GetAllCookies());
        Assert.Equal(200, (await again.GetAsync("/team")).Status);
    }

    [Fact]
    public async Task Without_the_keys_everything_is_there_and_everybody_signs_in_anew()
    {
        using var owner = await app.TeamAsync();
        await using var returned = await ReturnedApp.FromAsync(app.File);
        Assert.Equal(app.Made.Keys, returned.Restored.MissingKeys);
        using var again = new Visitor(returned.Address, "de");
        again.Cookies.Add(owner.Cookies.GetAllCookies());
        Assert.NotEqual(200, (await again.GetAsync("/team")).Status);
        Assert.Equal(app.Made.Rows["Sheets"], await returned.DataAsync(db => db.Sheets.LongCountAsync()));
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_data_and_keys_are_never_in_one_file()
    {
        await File.WriteAllTextAsync(Of("da.zip"), "da");
        foreach (
            var (output, keys, told) in ((string, string?, string)[])
                [
                    (Of("da.zip"), null, "„{0}“ gibt es schon."),
                    (Of("neu.zip"), Of("da.zip"), "„{0}“ gibt es schon."),
                    (Of("neu.zip"), Of("neu.zip"), "Daten und Schlüssel gehören in zwei Dateien"),
                    (Path.Combine(folder, "gibtesnicht", "neu.zip"), null, "Den Ordner „{0}“ gibt es nicht."),
                ]
        )
        {
            var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => BackUpAsync(output, keys));
            Assert.StartsWith(told, refused.Sentence.German, StringComparison.Ordinal);
        }
        Assert.Equal("da", await File.ReadAllTextAsync(Of("da.zip")));
        Assert.Equal([Of("da.zip")], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task What_an_ended_backup_left_is_gone_with_the_next_and_what_is_being_written_stays()
    {
        await File.WriteAllTextAsync(Of(".befragung-1.part"), "left");
        await File.WriteAllTextAsync(Of("notes.part"), "somebody's own");
        await using (var busy = new FileStream(Of(".befragung-2.part"), FileMode.CreateNew, FileAccess.Write, FileShare.None))
            await BackUpAsync(Of("neu.zip"));
        Assert.Equal(
            [".befragung-2.part", "neu.zip", "notes.part"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("text", "ist keine Sicherung der Plattform, oder nicht vollständig.")]
    [InlineData("zip", "ist keine Sicherung der Plattform, oder nicht vollständig.")]
    [InlineData("half", "ist keine Sicherung der Plattform, oder nicht vollständig.")]
    [InlineData("one byte short", "ist keine Sicherung der Plattform, oder nicht vollständig.")]
    [InlineData("keys", "liegen die Schlüssel und nicht die Daten.")]
    [InlineData("missing", "gibt es nicht.")]
    [InlineData("other database", "Die Prüfsumme stimmt nicht.")]
    [InlineData("other manifest", "Die Prüfsumme stimmt nicht.")]
    [InlineData("more", "Die Prüfsumme stimmt nicht.")]
    [InlineData("way out", "Die Prüfsumme stimmt nicht.")]
    [InlineData("newer format", "ist von einer neueren Fassung der Plattform")]
    [InlineData("newer database", "Umstellung {2}); diese Fassung ({3}) kennt keine nach {4}.")]
    [InlineData("row too few", "ist nicht, was darin sein soll")]
    public async Task Anything_but_a_whole_backup_of_this_version_or_an_earlier_one_is_refused_and_nothing_is_written(
        string what,
        string told
    )
    {
        var file = await SpoiltAsync(what);
        var place = Directory.CreateDirectory(Of("ort")).FullName;
        var settings = await PlaceAsync();
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => ReturnedApp.RestoreAsync(place, settings, file));
        Assert.Contains(told, refused.Sentence.German, StringComparison.Ordinal);
        if (what.StartsWith("newer", StringComparison.Ordinal))
            Assert.Contains(refused.Sentence.Values, value => value is "99.0" or "20991231000000_Zukunft");
        Assert.False(File.Exists(Path.Combine(place, Database.FileName)));
        Assert.Empty(Directory.GetFiles(place, "*.key", SearchOption.AllDirectories));
        // The same place takes a good one.
        await ReturnedApp.RestoreAsync(place, settings, app.File);
        await TestDatabase.DropAsync(settings);
    }

    [Fact]
    public async Task Whatever_byte_of_it_is_another_it_is_refused_or_the_same_comes_out()
    {
        var whole = await File.ReadAllBytesAsync(app.File);
        Assert.Equal(BackupManifest.Data, (await BackupFile.ReadAsync(app.File, BackupManifest.Data, null, default)).Kind);
        var random = new Random(7);
        var refused = 0;
        // The first and the last bytes have the names and the table of contents.
        foreach (
            var at in Enumerable
                .Range(0, 40)
                .Concat(Enumerable.Range(whole.Length - 200, 200))
                .Concat(Enumerable.Range(0, 100).Select(_ => random.Next(whole.Length)))
        )
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= (byte)(1 << random.Next(8));
            var path = Of("anders.zip");
            await File.WriteAllBytesAsync(path, changed);
            var to = Directory.CreateDirectory(Of("heraus")).FullName;
            try
            {
                await BackupFile.ReadAsync(path, BackupManifest.Data, to, default);
                Assert.Equal(DataIn(app.File), File.ReadAllBytes(Path.Combine(to, Database.FileName)));
            }
            catch (RuleBrokenException)
            {
                refused++;
            }
            Directory.Delete(to, recursive: true);
        }
        Assert.InRange(refused, 150, 340);
    }

    [Fact]
    public async Task Keys_of_another_installation_or_of_before_are_refused_and_later_ones_do()
    {
        var place = Directory.CreateDirectory(Of("ort")).FullName;
        var settings = await PlaceAsync();
        var other = Directory.CreateDirectory(Of("andere")).FullName;
        await using (
            var site = Site.Build([$"--Data:Directory={other}", "--Logging:Console:LogLevel:Default=None", "--Database:Provider=Sqlite"])
        )
            await Database.MigrateAsync(site.Services);
        await ReturnedApp.BackUpAsync(other, ["--Database:Provider=Sqlite"], Of("andere.zip"), Of("andere-schluessel.zip"));
        foreach (
            var (keys, told) in ((string, string)[])
                [(Of("andere-schluessel.zip"), "gehören nicht zu dieser Sicherung"), (app.File, "liegen die Daten und nicht die Schlüssel")]
        )
            Assert.Contains(
                told,
                (await Assert.ThrowsAsync<RuleBrokenException>(() => ReturnedApp.RestoreAsync(place, settings, app.File, keys)))
                    .Sentence
                    .German,
                StringComparison.Ordinal
            );
        _ = app.Services.GetRequiredService<SurveyDatabase>().Secret("later", 32);
        await BackUpAsync(Of("spaeter.zip"), Of("spaeter-schluessel.zip"));
        Assert.Equal(0, (await ReturnedApp.RestoreAsync(place, settings, app.File, Of("spaeter-schluessel.zip"))).MissingKeys);
        await TestDatabase.DropAsync(settings);
    }

    [Fact]
    public async Task Where_something_is_already_or_somebody_is_at_work_nothing_is_restored()
    {
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() =>
            ReturnedApp.RestoreAsync(app.Folder, [.. app.DatabaseSettings], app.File)
        );
        Assert.Contains("Dort ist schon etwas", refused.Sentence.German, StringComparison.Ordinal);
        var place = new DataFolder(Directory.CreateDirectory(Of("ort")).FullName);
        var settings = await PlaceAsync();
        using (ServerLock.Take(place, TimeProvider.System))
            Assert.Contains(
                "arbeitet schon ein Server",
                (await Assert.ThrowsAsync<RuleBrokenException>(() => ReturnedApp.RestoreAsync(place.Path, settings, app.File)))
                    .Sentence
                    .German,
                StringComparison.Ordinal
            );
        await TestDatabase.DropAsync(settings);
    }

    [TheoryOnFile]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData("-journal")]
    public async Task What_is_left_of_another_database_is_not_carried_on_in_the_restored_one(string end)
    {
        var place = Directory.CreateDirectory(Of("ort")).FullName;
        await File.WriteAllTextAsync(Path.Combine(place, Database.FileName + end), "left");
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => ReturnedApp.RestoreAsync(place, [], app.File));
        Assert.EndsWith(end, (string)refused.Sentence.Values[0], StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(place, Database.FileName)));
    }

    [FactOnFile]
    public async Task Keys_that_survived_are_kept_and_others_are_not_overwritten()
    {
        var place = Directory.CreateDirectory(Of("ort")).FullName;
        var keys = Directory.CreateDirectory(Path.Combine(place, "keys")).FullName;
        await File.WriteAllTextAsync(Path.Combine(keys, "pseudonyms.key"), "another");
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => ReturnedApp.RestoreAsync(place, [], app.File, app.Keys));
        Assert.Contains("liegt schon ein anderer Schlüssel", refused.Sentence.German, StringComparison.Ordinal);
        Assert.Equal("another", await File.ReadAllTextAsync(Path.Combine(keys, "pseudonyms.key")));
        Assert.Single(Directory.GetFiles(keys));
        Assert.False(File.Exists(Path.Combine(place, Database.FileName)));
        // Without keys of its own, those that are there hold.
        await ReturnedApp.RestoreAsync(place, [], app.File);
        Assert.Equal("another", await File.ReadAllTextAsync(Path.Combine(keys, "pseudonyms.key")));
    }

    [FactOnFile]
    public async Task Ended_between_the_keys_and_the_data_it_is_done_again()
    {
        var place = Directory.CreateDirectory(Of("ort")).FullName;
        await ReturnedApp.RestoreAsync(place, [], app.File, app.Keys);
        File.Delete(Path.Combine(place, Database.FileName));
        File.Delete(Path.Combine(place, "keys", "pseudonyms.key"));
        Assert.Equal(0, (await ReturnedApp.RestoreAsync(place, [], app.File, app.Keys)).MissingKeys);
        Assert.True(File.Exists(Path.Combine(place, "keys", "pseudonyms.key")));
        Assert.Equal([Database.FileName], Directory.GetFiles(place, "befragung.db*").Select(Path.GetFileName));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(place, Database.FileName)));
    }

    private Task<MadeBackup> BackUpAsync(string output, string? keys = null) =>
        app.WithAsync(services => services.GetRequiredService<Backups>().MakeAsync(output, keys, CancellationToken.None));

    private static async Task<string[]> PlaceAsync() => TestDatabase.IsServer ? TestDatabase.Settings(await TestDatabase.EmptyAsync()) : [];

    private Task<List<byte[]>> SecretsAsync() =>
        app.WithAsync(async services =>
        {
            var database = services.GetRequiredService<SurveyDatabase>();
            await using var db = database.Open();
            return Secrets((await database.KeysAsync(db, CancellationToken.None)).Where(key => key.Name != "later"));
        });

    private static List<byte[]> Secrets(IEnumerable<InstallationKey> keys) =>
        [.. keys.OrderBy(key => key.Name, StringComparer.Ordinal).Select(key => key.Content)];

    private static byte[] DataIn(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        using var content = zip.GetEntry(Database.FileName)!.Open();
        using var read = new MemoryStream();
        content.CopyTo(read);
        return read.ToArray();
    }

    private async Task<string> SpoiltAsync(string what)
    {
        var path = Of("verdorben.zip");
        var whole = await File.ReadAllBytesAsync(app.File);
        switch (what)
        {
            case "missing":
                return path;
            case "keys":
                return app.Keys;
            case "text":
                await File.WriteAllTextAsync(path, "Das ist keine Sicherung.");
                return path;
            case "half" or "one byte short":
                await File.WriteAllBytesAsync(path, whole[..(what == "half" ? whole.Length / 2 : whole.Length - 1)]);
                return path;
            case "zip":
                await using (var other = new FileStream(path, FileMode.CreateNew))
                using (var zip = new ZipArchive(other, ZipArchiveMode.Create))
                    zip.CreateEntry("etwas.txt");
                return path;
        }
        var parts = Parts(whole);
        switch (what)
        {
            case "other database":
                parts[Database.FileName][5000] ^= 1;
                break;
            case "other manifest":
                parts["manifest.json"] = Replaced(parts["manifest.json"], "\"version\": 1", "\"version\": 0");
                break;
            case "more":
                parts["more.txt"] = [1];
                break;
            case "way out":
                parts["../way-out.txt"] = [1];
                parts["SHA256SUMS"] = [.. parts["SHA256SUMS"], .. Encoding.UTF8.GetBytes($"{BackupFile.Sum([1])}  ../way-out.txt\n")];
                break;
            // What somebody could write who has a newer version, with sums that are right.
            case "newer format":
                parts["manifest.json"] = Replaced(
                    Replaced(parts["manifest.json"], "\"version\": 1", "\"version\": 2"),
                    $"\"program\": \"{Backups.Program.Replace("+", "\\u002B", StringComparison.Ordinal)}\"",
                    "\"program\": \"99.0\""
                );
                Summed(parts);
                break;
            default:
                await File.WriteAllBytesAsync(Of("work.db"), parts[Database.FileName]);
                await using (var connection = new SqliteConnection($"Data Source={Of("work.db")};Pooling=False"))
                {
                    await connection.OpenAsync();
                    await using var command = connection.CreateCommand();
                    command.CommandText =
                        what == "row too few"
                            ? "DELETE FROM Chronicle WHERE Id = (SELECT max(Id) FROM Chronicle)"
                            : "INSERT INTO __EFMigrationsHistory VALUES ('20991231000000_Zukunft', '99.0')";
                    Assert.Equal(1, await command.ExecuteNonQueryAsync());
                }
                parts[Database.FileName] = await File.ReadAllBytesAsync(Of("work.db"));
                Summed(parts);
                break;
        }
        await using (var written = new FileStream(path, FileMode.CreateNew))
        using (var zip = new ZipArchive(written, ZipArchiveMode.Create))
            foreach (var (name, content) in parts)
            {
                await using var entry = zip.CreateEntry(name).Open();
                await entry.WriteAsync(content);
            }
        return path;
    }

    private static Dictionary<string, byte[]> Parts(byte[] whole)
    {
        using var zip = new ZipArchive(new MemoryStream(whole), ZipArchiveMode.Read);
        return zip.Entries.ToDictionary(
            entry => entry.FullName,
            entry =>
            {
                using var content = entry.Open();
                using var read = new MemoryStream();
                content.CopyTo(read);
                return read.ToArray();
            }
        );
    }

    private static void Summed(Dictionary<string, byte[]> parts) =>
        parts["SHA256SUMS"] = Encoding.UTF8.GetBytes(
            string.Concat(parts.Where(part => part.Key != "SHA256SUMS").Select(part => $"{BackupFile.Sum(part.Value)}  {part.Key}\n"))
        );

    private static byte[] Replaced(byte[] content, string before, string after)
    {
        var text = Encoding.UTF8.GetString(content);
        Assert.Contains(before, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(before, after, StringComparison.Ordinal));
    }
}
