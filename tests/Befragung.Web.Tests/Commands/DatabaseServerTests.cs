using Befragung.Web.Data;
using Npgsql;

namespace Befragung.Web.Tests.Commands;

/// <summary>A database server that cannot be used is told in a sentence, with what helps; and never with the password.</summary>
public sealed class DatabaseServerTests : CommandLine
{
    private const string Password = "nie-zu-lesen";

    [FactOnServer]
    public async Task Whoever_names_it_wrongly_is_told_what_is_wrong_and_the_password_is_told_to_nobody()
    {
        var good = TestDatabase.ConnectionOf(DatabaseOf("data"));
        await TestDatabase.ExecuteAsync(
            $"DO $$ BEGIN CREATE ROLE geheim LOGIN PASSWORD '{Password}'; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        );
        var parts = new NpgsqlConnectionStringBuilder(good);
        foreach (
            var (connection, told) in ((string, string)[])
                [
                    (
                        $"Host=127.0.0.1;Port=1;Database=x;Username=u;Password={Password};Timeout=5",
                        "Der Datenbankserver „127.0.0.1“, Anschluss 1, ist nicht zu erreichen."
                    ),
                    (
                        $"Host={parts.Host};Database={parts.Database};Username=geheim;Password=falsch{Password}",
                        "lässt „geheim“ nicht herein: Name oder Passwort stimmen nicht."
                    ),
                    (
                        $"Host={parts.Host};Database=gibt-es-nicht;Username=befragung;Password={Password}",
                        "gibt es keine Datenbank „gibt-es-nicht“."
                    ),
                    ($"Host={parts.Host};Database={parts.Database};Username=geheim;Password={Password}", "nicht die nötigen Rechte."),
                    ($"Host={parts.Host};Unsinn={Password}", "ConnectionStrings__Befragung lässt sich nicht lesen."),
                ]
        )
        {
            var settings = TestDatabase.Settings(connection);
            var (code, output, errors) = await RunAsync(["doctor", "--Report:Browser=/bin/false", .. settings]);
            Assert.Equal((1, ""), (code, errors));
            Assert.Contains(told, output, StringComparison.Ordinal);
            Assert.DoesNotContain(Password, output, StringComparison.Ordinal);
            (code, output, errors) = await RunAsync(["serve", .. settings]);
            Assert.Equal((1, ""), (code, output));
            Assert.Contains(told, errors, StringComparison.Ordinal);
            Assert.DoesNotContain(Password, errors, StringComparison.Ordinal);
            Assert.Single(errors.TrimEnd().Split('\n'));
        }
    }

    [Theory]
    [InlineData("Database__Provider ist „PostgreSql“, aber ConnectionStrings__Befragung sagt nicht", "--Database:Provider=PostgreSql")]
    [InlineData("aber Database__Provider ist nicht „PostgreSql“", "--ConnectionStrings:Befragung=Host=x", "--Database:Provider=Sqlite")]
    [InlineData(
        "ConnectionStrings__Befragung: Das lässt sich nicht lesen.",
        "--Database:Provider=PostgreSql",
        "--ConnectionStrings:Befragung=nie-zu-lesen"
    )]
    [InlineData(
        "ConnectionStrings__Befragung: Darin fehlt Host",
        "--Database:Provider=PostgreSql",
        "--ConnectionStrings:Befragung=Password=nie-zu-lesen"
    )]
    public async Task Settings_that_do_not_belong_together_start_nothing(string told, params string[] settings)
    {
        var (code, output, errors) = await RunAsync(["serve", .. settings]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(told, errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, errors, StringComparison.Ordinal);
    }

    [FactOnServer]
    public async Task A_new_database_is_set_up_by_the_first_who_needs_it_and_the_doctor_says_how_it_stands()
    {
        var settings = TestDatabase.Settings(await TestDatabase.EmptyAsync());
        Assert.Contains(
            "ist noch leer.",
            (await RunAsync(["doctor", "--Report:Browser=/bin/false", .. settings])).Output,
            StringComparison.Ordinal
        );
        var (code, output, errors) = await RunAsync([
            "user",
            "add",
            "--email",
            "neu@example.org",
            "--Site:Address=https://befragung.example",
            .. settings,
        ]);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("/team/konto/", output, StringComparison.Ordinal);
        var (_, told, _) = await RunAsync(["doctor", "--Report:Browser=/bin/false", .. settings]);
        // The throw-away server of the tests does not wait for the disk.
        Assert.Contains("! Datenbank: ", told, StringComparison.Ordinal);
        Assert.Contains("fsync", told, StringComparison.Ordinal);
        Assert.Contains("✔ Schlüssel: Sie liegen in der Datenbank.", told, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Folder, "data", Database.FileName)));
        await TestDatabase.DropAsync(settings);
    }
}
