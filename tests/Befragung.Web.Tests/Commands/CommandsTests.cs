using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Commands;

/// <summary>The verbs, as a program of their own: what they say where, and how they end.</summary>
public sealed class CommandsTests : CommandLine
{
    private const string NoPrinter = "--Report:Browser=/bin/false";

    [Fact]
    public async Task Check_says_that_a_good_file_is_good()
    {
        var file = Write("gut.yaml", Sample.Yaml);
        var (code, output, errors) = await RunAsync("check", file);
        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(
            $"{file} ist in Ordnung: 2 Abschnitte, 7 Fragen, 2 Gruppen.\nAusfüllen dauert je nach Gruppe etwa 1 bis 5 Minuten.\n",
            output
        );
    }

    [Fact]
    public async Task Check_hints_at_what_may_be_meant_so_and_calls_the_file_good()
    {
        var file = Write(
            "hinweise.yaml",
            Sample
                .Yaml.Replace("de: Wie wichtig ist Größe?", "de: Ohne Geld geht es nicht.", StringComparison.Ordinal)
                .Replace("key: nord,", "key: nord, target: 3,", StringComparison.Ordinal)
        );
        var (code, output, errors) = await RunAsync("check", file);
        Assert.Equal(0, code);
        Assert.StartsWith($"{file} ist in Ordnung", output, StringComparison.Ordinal);
        Assert.Equal(
            [
                $"{file}:7:5: Hinweis: Aus „Norden“ sollen es 3 werden. Gezeigt wird eine Gruppe erst ab 5 Antworten: Planen Sie mehr Personen ein, oder legen Sie Gruppen zusammen.",
                $"{file}:17:42: Hinweis: „Ohne“ und „nicht“ in einem Satz verneinen doppelt. Das wird leicht verkehrt herum verstanden: Sagen Sie es ohne Verneinung.",
            ],
            errors.TrimEnd().Split('\n')
        );
    }

    [Fact]
    public async Task Plan_takes_the_targets_of_groups_as_the_panel()
    {
        var file = Write(
            "ziele.yaml",
            Sample
                .Yaml.Replace("key: nord,", "key: nord, target: 30,", StringComparison.Ordinal)
                .Replace("key: sued,", "key: sued, target: 12,", StringComparison.Ordinal)
        );
        var (code, output, _) = await RunAsync("plan", file);
        Assert.Equal(0, code);
        Assert.Contains("42", output, StringComparison.Ordinal);
        Assert.DoesNotContain("100 Eingeladene", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_names_every_mistake_as_compilers_do()
    {
        var file = Write(
            "kaputt.yaml",
            Sample
                .Yaml.Replace("scale: s3", "scale: s4", StringComparison.Ordinal)
                .Replace("type: ideas", "type: idee", StringComparison.Ordinal)
        );
        var (code, output, errors) = await RunAsync("check", file);
        Assert.Equal((1, ""), (code, output));
        var lines = errors.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Matches("^" + Regex.Escape(file) + @":\d+:\d+: \S", line));
    }

    [Theory]
    [InlineData(1, "gibt-es-nicht.yaml", "check", "gibt-es-nicht.yaml")]
    [InlineData(1, "In „keine“ fehlt das @.", "user", "add", "--email", "keine")]
    [InlineData(1, "Möglich sind: „Sqlite“, „PostgreSql“.", "user", "add", "--email", "a@example.org", "--Database:Provider=Oracle")]
    [InlineData(1, "Mail__Carrier ist „Taube“", "user", "add", "--email", "a@example.org", "--Mail:Carrier=Taube")]
    [InlineData(2, "befragung --help", "chekc", "x.yaml")]
    [InlineData(2, "befragung --help", "check")]
    [InlineData(2, "--experts: möglich sind 1 bis 100000.", "demo", "--experts", "0", "--no-serve")]
    [InlineData(2, "--experts: möglich sind 1 bis 100000.", "demo", "--experts", "viele", "--no-serve")]
    [InlineData(2, "--seed: möglich sind 0 bis 2147483647.", "demo", "--seed", "1.5", "--no-serve")]
    [InlineData(2, "befragung --help", "user", "add", "--email", "a@example.org", "--role", "king")]
    public async Task Mistakes_are_one_line_on_standard_error(int code, string words, params string[] arguments)
    {
        var (ended, output, errors) = await RunAsync(arguments);
        Assert.Equal((code, ""), (ended, output));
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task User_add_prints_a_link_and_once_more_a_new_one()
    {
        var (code, output, errors) = await RunAsync(
            "user",
            "add",
            "--email",
            "neu@example.org",
            "--role",
            "reader",
            "--Site:Address=https://befragung.example"
        );
        Assert.Equal((0, ""), (code, errors));
        Assert.Matches("^https://befragung.example/team/konto/[A-Za-z0-9_-]{32}\n$", output);
        Assert.NotEqual(
            output,
            (await RunAsync("user", "add", "--email", "neu@example.org", "--Site:Address=https://befragung.example")).Output
        );
    }

    [Fact]
    public async Task Demo_gives_the_same_figures_for_the_same_seed_and_a_second_run_destroys_nothing()
    {
        string[] demo = ["demo", "--experts", "13", "--no-serve", "--pdf", Path.Combine(Folder, "bericht.pdf")];
        var (code, output, errors) = await RunAsync([.. demo, "--Data:Directory=eins"]);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("/einladung/", output, StringComparison.Ordinal);
        Assert.Contains("/ergebnisse/mehrstufige-befragung-zur-kleinstadtakademie", output, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(Folder, "bericht.pdf")).Length > 10_000);
        var first = await ResultsAsync("eins");
        Assert.Equal(2, first.Count);

        var (again, said, _) = await RunAsync([.. demo, "--Data:Directory=eins"]);
        Assert.Equal(0, again);
        Assert.Contains("ist schon da und wird nicht verändert", said, StringComparison.Ordinal);
        Assert.Equal(first, await ResultsAsync("eins"));

        // What was stored does not hang on whether it could be printed.
        await RunAsync([.. demo, "--Data:Directory=zwei", NoPrinter]);
        Assert.Equal(first, await ResultsAsync("zwei"));
    }

    [Fact]
    public async Task Demo_that_was_killed_goes_on_where_it_stopped()
    {
        string[] demo = ["demo", "--experts", "220", "--no-serve", "--pdf", Path.Combine(Folder, "bericht.pdf")];
        using (var process = Start([.. demo, "--Data:Directory=drei"]))
        {
            await Wait.ForLineAsync(process, line => line == "Runde 1: 200 von 220 simuliert.");
            process.Kill(entireProcessTree: true);
            await Wait.ForEndAsync(process);
        }
        // However long the news took to arrive here, it was killed on its way.
        Assert.InRange((await ResultsAsync("drei")).Count, 0, 1);
        Assert.Equal(0, (await RunAsync([.. demo, "--Data:Directory=drei"])).Code);
        await RunAsync([.. demo, "--Data:Directory=vier", NoPrinter]);
        Assert.Equal(2, (await ResultsAsync("vier")).Count);
        Assert.Equal(await ResultsAsync("vier"), await ResultsAsync("drei"));

        // What stands between the rounds is all there, once.
        var (said, replies, ofTeam, outcomes) = await ConversationAsync("vier");
        Assert.InRange(replies, 5, 100);
        Assert.InRange(ofTeam, 1, 20);
        Assert.InRange(outcomes.Distinct().Count(), 2, 3);
        Assert.DoesNotContain(null, outcomes);
        Assert.Equal((outcomes.Count(one => one == RemarkOutcome.Taken), outcomes.Count), (said!.Taken, said.NotMeant + said.Missing));
        Assert.Equivalent((said, replies, ofTeam, outcomes), await ConversationAsync("drei"));
    }

    /// <summary>What the report of the demonstration tells of its correction round, how many replies to reasons are released, how many the team wrote, and what became of remarks.</summary>
    private async Task<(OriginCorrection? Told, int Replies, int OfTeam, List<RemarkOutcome?> Outcomes)> ConversationAsync(string data)
    {
        await using var site = Site.Build([$"--Data:Directory={Path.Combine(Folder, data)}", .. DatabaseOf(data)]);
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        return (
            (await db.Rounds.SingleAsync(round => round.Number == 2)).Origins?.Correction,
            await db.Reasons.CountAsync(reason => reason.AnswersTo != null && reason.ReleasedAt != null),
            await db.TeamReplies.CountAsync(),
            await db.Remarks.OrderBy(remark => remark.Text).Select(remark => remark.Outcome).ToListAsync()
        );
    }

    /// <summary>Whom a reason convinces in a simulation hangs on the order of the reasons, and so on their ids.</summary>
    private static string WithoutShifts(string result)
    {
        var told = JsonNode.Parse(result)!;
        foreach (var one in (told["convincing"]?.AsArray() ?? []).OfType<JsonObject>())
        {
            one.Remove("fromOtherSide");
            one.Remove("shift");
        }
        return told.ToJsonString();
    }

    /// <summary>The frozen results of the demonstration in a data folder, as they are stored; but reasons have an id by chance, which tells nothing.</summary>
    private async Task<List<string>> ResultsAsync(string data)
    {
        await using var site = Site.Build([$"--Data:Directory={Path.Combine(Folder, data)}", .. DatabaseOf(data)]);
        await using var scope = site.Services.CreateAsyncScope();
        var results = await scope
            .ServiceProvider.GetRequiredService<SurveyDb>()
            .Database.SqlQuery<string>($"""SELECT "Result" AS "Value" FROM "Rounds" WHERE "Result" IS NOT NULL ORDER BY "Number" """)
            .ToListAsync();
        return results.ConvertAll(result =>
            Regex.Replace(
                WithoutShifts(result),
                "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                "id",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(5)
            )
        );
    }
}
