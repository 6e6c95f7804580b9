using System.Runtime.Versioning;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>What lies in the data folder is for nobody else, whatever the rights of the folder are; and nothing lies elsewhere.</summary>
[SupportedOSPlatform("linux")]
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode ForAll =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    private readonly string folder = Directory
        .CreateDirectory(Path.Combine(Path.GetTempPath(), $"befragung-offen-{Guid.NewGuid():N}"), ForAll)
        .FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_database_and_the_files_beside_it_are_private_from_the_first_moment(bool fromBefore)
    {
        if (fromBefore)
            await LeaveAsync();
        await using var site = Site.Build([$"--Data:Directory={folder}", "--Logging:Console:LogLevel:Default=None"]);
        await Database.MigrateAsync(site.Services);
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SurveyDb>().Database.CanConnectAsync();
        var files = Directory.GetFiles(folder, "befragung.db*");
        Assert.Equal(["befragung.db", "befragung.db-shm", "befragung.db-wal"], files.Select(Path.GetFileName).Order());
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void A_secret_of_the_installation_is_private_and_stays_the_same()
    {
        var database = SurveyDatabase.At(folder);
        var secret = database.Secret("pseudonyms", 32);
        Assert.Equal(secret, database.Secret("pseudonyms", 32));
        var file = Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Keys_that_come_from_another_installation_are_private_and_stay_the_same()
    {
        var database = SurveyDatabase.At(folder);
        await using var db = database.Open();
        IReadOnlyList<InstallationKey> keys = [new("key-1", [1, 2], IsSecret: false), new("pseudonyms", [3], IsSecret: true)];
        await database.TakeOverAsync(db, keys, CancellationToken.None);
        Assert.Equal([3], database.Secret("pseudonyms", 1));
        Assert.Equal(
            keys.Select(key => (key.Name, Convert.ToHexString(key.Content), key.IsSecret)),
            (await database.KeysAsync(db, CancellationToken.None))
                .Select(key => (key.Name, Convert.ToHexString(key.Content), key.IsSecret))
                .OrderBy(key => key.Name)
        );
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void What_a_program_left_behind_is_removed_by_the_next_and_what_another_still_needs_is_not()
    {
        var data = Data();
        using var running = new WorkFolder(data);
        File.WriteAllText(Path.Combine(running.Path, "bericht.html"), "noch nicht freigegeben");
        var left = Directory.CreateDirectory(Path.Combine(folder, "tmp", "abgebrochen")).FullName;
        File.WriteAllText(Path.Combine(left, "bericht.html"), "noch nicht freigegeben");
        using (var next = new WorkFolder(data))
        {
            Assert.False(Directory.Exists(left));
            Assert.True(File.Exists(Path.Combine(running.Path, "bericht.html")));
            Assert.NotEqual(running.Path, next.Path);
        }
        Assert.Equal([running.Path], Directory.GetDirectories(Path.Combine(folder, "tmp")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(folder, "tmp"))
        );
    }

    [Fact]
    public async Task A_file_that_is_handed_out_lies_in_the_data_folder_and_is_gone_afterwards()
    {
        using var work = new WorkFolder(Data());
        await using (var content = work.Unnamed())
        {
            Assert.StartsWith(folder, content.Name, StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(content.Name));
        }
        Assert.Single(Directory.GetFiles(work.Path));
    }

    /// <summary>As an earlier version, or a copy, left them: with changes that lie beside the database yet.</summary>
    private async Task LeaveAsync()
    {
        var elsewhere = Directory.CreateTempSubdirectory("befragung-test-").FullName;
        await using (var open = new SqliteConnection($"Data Source={Path.Combine(elsewhere, "befragung.db")};Pooling=False"))
        {
            await open.OpenAsync();
            await using var change = open.CreateCommand();
            change.CommandText = "PRAGMA journal_mode=WAL; CREATE TABLE Earlier (Id INTEGER)";
            await change.ExecuteNonQueryAsync();
            foreach (var file in Directory.GetFiles(elsewhere))
            {
                var left = Path.Combine(folder, Path.GetFileName(file));
                File.Copy(file, left);
                File.SetUnixFileMode(
                    left,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead
                );
            }
        }
        Directory.Delete(elsewhere, recursive: true);
    }

    private DataFolder Data() => DataFolder.From(new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", folder)]).Build());
}
