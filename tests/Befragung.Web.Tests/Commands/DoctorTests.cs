using System.Runtime.Versioning;
using Befragung.Web.Data;
using Microsoft.Data.Sqlite;

namespace Befragung.Web.Tests.Commands;

/// <summary>The doctor on sound installations and on broken ones: it says what is wrong and what helps, and breaks itself on none.</summary>
[SupportedOSPlatform("linux")]
public sealed class DoctorTests : CommandLine
{
    private string Data => Path.Combine(Folder, "data");

    [Fact]
    public async Task A_sound_installation_has_no_fault_and_what_is_to_be_noted_is_told()
    {
        await InstallAsync();
        var (code, output, errors) = await RunAsync("doctor", "--Site:Address=http://localhost:5000");
        Assert.Equal((0, ""), (code, errors));
        var lines = Subjects(output);
        Assert.DoesNotContain(lines, line => line.StartsWith('✘'));
        foreach (
            var good in (string[])
                ["✔ Einstellungen:", "✔ Adresse:", "✔ Datenordner:", "✔ Speicherplatz:", "✔ Schlüssel:", "✔ Datenbank:", "✔ Uhr:"]
        )
            Assert.Contains(
                lines,
                line =>
                    line.StartsWith(good, StringComparison.Ordinal)
                    || (good == "✔ Speicherplatz:" && line.StartsWith("! Speicherplatz:", StringComparison.Ordinal))
            );
        foreach (var notice in (string[])["! Anschreiben:", "! Sicherung:", "! Datenschutz:", "! Barrierefreiheit:"])
            Assert.Contains(lines, line => line.StartsWith(notice, StringComparison.Ordinal));
        Assert.Contains(
            lines,
            line =>
                line.StartsWith("✔ Browser für das PDF:", StringComparison.Ordinal) && line.EndsWith("druckt.", StringComparison.Ordinal)
        );
        // Whatever is not good says what to do.
        var all = output.TrimEnd().Split('\n');
        for (var i = 0; i < all.Length; i++)
            if (all[i].StartsWith('!'))
                Assert.StartsWith("  → ", all[i + 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_law_wants_told_is_missing_until_all_of_it_is_set()
    {
        await InstallAsync();
        string[] some = ["doctor", "--Report:Browser=/bin/false", "--Site:Controller=A", "--Site:PrivacyOfficer=B", "--Site:LegalBasis=C"];
        var (_, output, _) = await RunAsync(some);
        Assert.Contains(
            "! Datenschutz: Auf der Seite fehlt, was nur Sie wissen: Site__Retention, Site__Authority.",
            output,
            StringComparison.Ordinal
        );
        (_, output, _) = await RunAsync([.. some, "--Site:Retention=D", "--Site:Authority=E"]);
        Assert.Contains("✔ Datenschutz:", output, StringComparison.Ordinal);
        Assert.Contains("! Barrierefreiheit:", output, StringComparison.Ordinal);
    }

    [FactOnFile]
    public async Task Where_nothing_is_yet_it_says_so_and_leaves_nothing_behind()
    {
        var (code, output, errors) = await RunAsync("doctor", "--Report:Browser=/bin/false");
        Assert.Equal((1, ""), (code, errors));
        Assert.Contains("! Datenordner: " + Data + " gibt es noch nicht.", output, StringComparison.Ordinal);
        Assert.Contains("! Datenbank:", output, StringComparison.Ordinal);
        Assert.Contains("✘ Browser für das PDF:", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task It_tells_what_is_wrong_with_settings_and_goes_on()
    {
        await InstallAsync();
        var (code, output, errors) = await RunAsync(
            "doctor",
            "--Site:Adress=x",
            "--Report:Sandbox=nein",
            "--Mail:Carrier=Taube",
            "--Limits:LinksPerMinute=0"
        );
        Assert.Equal((1, ""), (code, errors));
        Assert.Equal(4, Subjects(output).Count(line => line.StartsWith("✘ Einstellungen:", StringComparison.Ordinal)));
        Assert.Contains("Meinten Sie Site__Address?", output, StringComparison.Ordinal);
        Assert.Contains("✔ Datenbank:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_with_https_needs_a_proxy_that_is_known()
    {
        string[] doctor = ["doctor", "--Site:Address=https://befragung.invalid", "--Report:Browser=/bin/false"];
        var (_, without, _) = await RunAsync(doctor);
        Assert.Contains(
            "✘ Proxy: Die Adresse beginnt mit https, aber Proxy__Trusted nennt keinen Proxy.",
            without,
            StringComparison.Ordinal
        );
        Assert.Contains("! Verschlüsselung: Von hier aus ist befragung.invalid nicht zu erreichen", without, StringComparison.Ordinal);
        var (_, with, _) = await RunAsync([.. doctor, "--Proxy:Trusted=127.0.0.1"]);
        Assert.Contains("✔ Adresse: https://befragung.invalid, hinter 127.0.0.1.", with, StringComparison.Ordinal);
    }

    [TheoryOnFile]
    [InlineData("no database", "✘ Datenbank:", "lässt sich nicht lesen")]
    [InlineData(
        "newer database",
        "✘ Datenbank: Sie ist von einer neueren Fassung der Plattform (20991231000000_Zukunft).",
        "Starten Sie die neuere Fassung"
    )]
    [InlineData("older database", "! Datenbank: Sie ist von einer früheren Fassung. Ausstehende Umstellungen: 1.", "Er stellt sie um.")]
    [InlineData("database is a folder", "✘ Datenbank:", "ist ein Ordner und keine Datenbank")]
    [InlineData("keys are a file", "✘ Schlüssel:", "ist eine Datei und kein Ordner")]
    [InlineData("no keys", "✘ Schlüssel: Der Ordner", "fehlt, aber eine Datenbank ist da.")]
    [InlineData("open keys", "✘ Schlüssel:", "chmod -R go= ")]
    [InlineData("open database", "✘ Datenordner:", "können auch andere Benutzer dieses Rechners lesen")]
    [InlineData(
        "folder is a file",
        "✘ Einstellungen: Data__Directory ist „data“. Dort liegt eine Datei und kein Ordner.",
        "startet die Plattform nicht"
    )]
    [InlineData("clock is slow", "✘ Uhr: Sie geht nach und zeigt den ", "Stellen Sie die Uhr")]
    public async Task A_broken_installation_is_told_with_what_helps(string fault, string told, string helps)
    {
        await InstallAsync();
        await BreakAsync(fault);
        var (code, output, errors) = await RunAsync("doctor", "--Report:Browser=/bin/false", "--Data:Directory=data");
        Assert.Equal((1, ""), (code, errors));
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.Contains(helps, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [MountTheory]
    [InlineData("head -c 20M /dev/zero > data/ballast 2>/dev/null", "Der Datenträger ist voll.")]
    [InlineData("mount -o remount,ro data", "Der Datenträger lässt sich nur lesen.")]
    public async Task A_disk_that_takes_nothing_is_not_mistaken_for_damage_or_missing_rights(string spoil, string told)
    {
        await InstallAsync();
        Directory.Move(Data, Path.Combine(Folder, "before"));
        Directory.CreateDirectory(Data);
        // Of its own, and gone with the doctor.
        var script =
            $"mount -t tmpfs -o size=8m,mode=700 tmpfs data && cp -a before/. data/ && {{ {spoil}; exec dotnet \"$0\" doctor --Data:Directory=data --Report:Browser=/bin/false; }}";
        using var process = MountTheoryAttribute.Start(Folder, script, Path.ChangeExtension(typeof(Site).Assembly.Location, ".dll"));
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await Wait.ForEndAsync(process);
        Assert.Equal((1, ""), (process.ExitCode, await errors));
        Assert.Contains(
            $"✘ Einstellungen: Data__Directory ist „data“. In diesen Ordner kann nicht geschrieben werden: {told} Beheben Sie das",
            await output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"✘ Datenbank: {Path.Combine(Data, Database.FileName)} lässt sich nicht öffnen: {told}",
            await output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "Sicherung wieder her.",
            string.Join(
                '\n',
                (await output).Split('\n').SkipWhile(line => !line.StartsWith("✘ Datenbank", StringComparison.Ordinal)).Take(2)
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Beside_a_running_server_it_looks_and_does_not_disturb()
    {
        using var server = Start("serve", "--urls=http://127.0.0.1:0");
        try
        {
            await AddressAsync(server);
            var (_, output, errors) = await RunAsync("doctor", "--Report:Browser=/bin/false");
            Assert.Equal("", errors);
            Assert.Contains(
                $"✔ Server: Einer arbeitet mit dem Datenordner (Rechner, Prozess, seit): {Environment.MachineName}, {server.Id}, ",
                output,
                StringComparison.Ordinal
            );
            Assert.Contains("✔ Datenbank:", output, StringComparison.Ordinal);
            Assert.False(server.HasExited);
        }
        finally
        {
            server.Kill();
            await Wait.ForEndAsync(server);
        }
    }

    private async Task InstallAsync()
    {
        await using var site = Site.Build([$"--Data:Directory={Data}", .. DatabaseOf("data")]);
        await Database.MigrateAsync(site.Services);
        SqliteConnection.ClearAllPools();
    }

    private async Task BreakAsync(string fault)
    {
        var database = Path.Combine(Data, Database.FileName);
        var keys = Path.Combine(Data, "keys");
        const UnixFileMode Open =
            UnixFileMode.UserRead
            | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherExecute;
        switch (fault)
        {
            case "no database":
                await File.WriteAllTextAsync(database, new string('x', 5000));
                break;
            case "newer database":
                await ExecuteAsync(database, """INSERT INTO "__EFMigrationsHistory" VALUES ('20991231000000_Zukunft', '99.0')""");
                break;
            case "older database":
                await ExecuteAsync(
                    database,
                    """DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT MAX("MigrationId") FROM "__EFMigrationsHistory")"""
                );
                break;
            case "database is a folder":
                File.Delete(database);
                Directory.CreateDirectory(database);
                break;
            case "keys are a file":
                Directory.Delete(keys, recursive: true);
                await File.WriteAllTextAsync(keys, "");
                break;
            case "no keys":
                Directory.Delete(keys, recursive: true);
                break;
            case "open keys":
                File.SetUnixFileMode(keys, Open);
                break;
            case "open database":
                File.SetUnixFileMode(Data, Open);
                File.SetUnixFileMode(database, Open);
                break;
            case "folder is a file":
                Directory.Delete(Data, recursive: true);
                await File.WriteAllTextAsync(Data, "");
                break;
            case "clock is slow":
                File.SetLastWriteTimeUtc(database, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(2));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, null);
        }
    }

    private static async Task ExecuteAsync(string database, string command)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using var executed = connection.CreateCommand();
        executed.CommandText = command;
        Assert.Equal(1, await executed.ExecuteNonQueryAsync());
    }

    private static List<string> Subjects(string output) =>
        [.. output.TrimEnd().Split('\n').Where(line => !line.StartsWith("  ", StringComparison.Ordinal))];
}
