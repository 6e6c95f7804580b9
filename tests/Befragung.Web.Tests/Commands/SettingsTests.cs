namespace Befragung.Web.Tests.Commands;

/// <summary>Settings and the data folder, as the program looks at them when it starts.</summary>
public sealed class SettingsTests : CommandLine
{
    [Theory]
    [InlineData("serve")]
    [InlineData("demo", "--no-serve")]
    public async Task All_that_is_wrong_is_told_at_once_a_line_each_and_nothing_begins(params string[] verb)
    {
        var (code, output, errors) = await RunAsync([
            .. verb,
            "--Site:Adress=https://befragung.example",
            "--Site:Address=befragung.example",
            "--Mail:From=keine",
            "--Limits:LinksPerMinute=0",
            "--Data:Directory=daten",
        ]);
        Assert.Equal((1, ""), (code, output));
        Assert.Collection(
            errors.TrimEnd().Split('\n'),
            line => Assert.StartsWith("Site__Address ist „befragung.example“.", line, StringComparison.Ordinal),
            line => Assert.StartsWith("Mail__From ist „keine“.", line, StringComparison.Ordinal),
            line => Assert.StartsWith("Limits__LinksPerMinute ist „0“.", line, StringComparison.Ordinal),
            line => Assert.StartsWith("Eine Einstellung Site__Adress gibt es nicht.", line, StringComparison.Ordinal)
        );
        Assert.False(Directory.Exists(Path.Combine(Folder, "daten")));
    }

    [Fact]
    public async Task A_second_server_on_a_data_folder_is_refused_and_told_who_has_it_but_accounts_can_be_made()
    {
        string[] serve = ["serve", "--urls=http://127.0.0.1:0", "--Data:Directory=daten"];
        using var first = Start(serve);
        await AddressAsync(first);
        foreach (var second in (string[][])[serve, ["demo", "--no-serve", "--Data:Directory=daten"]])
        {
            var (code, output, errors) = await RunAsync(second);
            Assert.Equal((1, ""), (code, output));
            var line = Assert.Single(errors.TrimEnd().Split('\n'));
            Assert.Contains("arbeitet schon ein Server", line, StringComparison.Ordinal);
            Assert.Contains($"{Environment.MachineName}, {first.Id}, 20", line, StringComparison.Ordinal);
        }
        var (added, link, said) = await RunAsync(
            "user",
            "add",
            "--email",
            "neu@example.org",
            "--Data:Directory=daten",
            "--Site:Address=http://localhost:5000"
        );
        Assert.Equal((0, ""), (added, said));
        Assert.Contains("/team/konto/", link, StringComparison.Ordinal);

        // As by SIGKILL: nothing is tidied up, and nothing has to be.
        first.Kill();
        await Wait.ForEndAsync(first);
        using var next = Start(serve);
        await AddressAsync(next);
        next.Kill();
        await Wait.ForEndAsync(next);
    }
}
