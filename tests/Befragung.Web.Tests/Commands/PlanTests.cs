using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Befragung.Web.Tests.Commands;

/// <summary>What is said of rules and panel before anybody is invited, as a program of its own.</summary>
public sealed class PlanTests : CommandLine
{
    [Fact]
    public async Task Json_has_the_promised_names_and_the_figures_of_the_panel()
    {
        var plan = await JsonAsync(Sample.Yaml, "--panel", Panel(Sample.Panel(35)));
        Assert.Equal("version settings assumptions panels consensus movements", Names(plan));
        Assert.Equal("rounds smallestCell consensus stability", Names(plan.GetProperty("settings")));
        Assert.Equal(("paired", 15), RuleOf(plan, "stability", "limit"));
        Assert.Equal(("percentAgreement", 75), RuleOf(plan, "consensus", "threshold"));
        Assert.Equal("""{"response":50,"retention":80}""", Plain(plan.GetProperty("assumptions")));
        var panel = plan.GetProperty("panels")[0];
        Assert.Equal("invited rounds groups", Names(panel));
        Assert.Equal("round expectedAnswers belowSmallestCell", Names(panel.GetProperty("rounds")[0]));
        Assert.Equal(
            [18, 14],
            panel.GetProperty("rounds").EnumerateArray().Select(round => round.GetProperty("expectedAnswers").GetInt32())
        );
        var groups = panel.GetProperty("groups").EnumerateArray().ToList();
        Assert.Equal("key invited rounds", Names(groups[0]));
        Assert.Equal(
            [("nord", 30), ("sued", 5)],
            groups.Select(group => (group.GetProperty("key").GetString(), group.GetProperty("invited").GetInt32()))
        );
        // All five of five at a half, and at 40 per cent.
        Assert.Equal(
            [1 - Math.Pow(0.5, 5), 1 - Math.Pow(0.4, 5)],
            groups[1]
                .GetProperty("rounds")
                .EnumerateArray()
                .Select(round => Math.Round(round.GetProperty("belowSmallestCell").GetDouble(), 14))
        );
        var consensus = plan.GetProperty("consensus").EnumerateArray().ToList();
        Assert.Equal("answers needed chances", Names(consensus[0]));
        Assert.Equal(
            [(14, 11), (18, 14)],
            consensus.Select(one => (one.GetProperty("answers").GetInt32(), one.GetProperty("needed").GetInt32()))
        );
        Assert.Equal("trueShare holds", Names(consensus[0].GetProperty("chances")[9]));
        Assert.Equal(95, consensus[0].GetProperty("chances")[9].GetProperty("trueShare").GetInt32());
        var movement = Assert.Single(plan.GetProperty("movements").EnumerateArray());
        Assert.Equal("pairs smallestNoticed chances", Names(movement));
        Assert.Equal((14, 6), (movement.GetProperty("pairs").GetInt32(), movement.GetProperty("smallestNoticed").GetInt32()));
        Assert.Equal("trueShare moving undecidable", Names(movement.GetProperty("chances")[0]));
    }

    [Fact]
    public async Task Without_a_panel_it_is_told_for_usual_sizes_and_assumptions_can_be_changed()
    {
        var plan = await JsonAsync(Sample.Yaml, "--response", "100", "--retention", "90");
        Assert.Equal(
            [(10, 10, 9), (20, 20, 18), (30, 30, 27), (50, 50, 45), (100, 100, 90)],
            plan.GetProperty("panels")
                .EnumerateArray()
                .Select(panel =>
                    (
                        panel.GetProperty("invited").GetInt32(),
                        panel.GetProperty("rounds")[0].GetProperty("expectedAnswers").GetInt32(),
                        panel.GetProperty("rounds")[1].GetProperty("expectedAnswers").GetInt32()
                    )
                )
        );
        Assert.All(plan.GetProperty("panels").EnumerateArray(), panel => Assert.Equal(0, panel.GetProperty("groups").GetArrayLength()));
    }

    [Theory]
    [InlineData("consensus: { rule: iqr, limit: 1 }")]
    [InlineData("consensus: { rule: apmo }, stability: { rule: kappa, limit: 0.7 }")]
    public async Task A_rule_without_exact_figures_says_so(string rules)
    {
        var file = Write("regel.yaml", With($"rounds: 2, smallestCell: 5, {rules}"));
        var (code, output, errors) = await RunAsync("plan", file, "--panel", "40");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Für diese Regel gibt es hier keine genauen Zahlen.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("nötig  50 %", output, StringComparison.Ordinal);
        var plan = await JsonAsync(With($"rounds: 2, smallestCell: 5, {rules}"), "--panel", "40");
        Assert.Equal(JsonValueKind.Null, plan.GetProperty("consensus").ValueKind);
        Assert.Equal(
            rules.Contains("kappa", StringComparison.Ordinal) ? JsonValueKind.Null : JsonValueKind.Array,
            plan.GetProperty("movements").ValueKind
        );
    }

    [Fact]
    public async Task A_single_round_has_no_movements_and_no_number()
    {
        var yaml = With("rounds: 1, smallestCell: 5");
        var (code, output, _) = await RunAsync("plan", Write("eine.yaml", yaml), "--panel", Panel(Sample.Panel(35)));
        Assert.Equal(0, code);
        Assert.DoesNotMatch(@"Runde \d|Paare|Bewegung", output);
        Assert.Contains("Wahrscheinlich zu klein: Süden.", output, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await JsonAsync(yaml)).GetProperty("movements").ValueKind);
    }

    [Fact]
    public async Task A_threshold_that_is_a_fraction_stays_one()
    {
        var plan = await JsonAsync(
            With("rounds: 1, smallestCell: 5, consensus: { rule: percentAgreement, threshold: 2/3, strict: true, denominator: answered }"),
            "--panel",
            "12"
        );
        Assert.Equal(
            """{"rule":"percentAgreement","threshold":"2/3","strict":true,"denominator":"answered"}""",
            Plain(plan.GetProperty("settings").GetProperty("consensus"))
        );
        // More than two thirds of six are five.
        var one = Assert.Single(plan.GetProperty("consensus").EnumerateArray());
        Assert.Equal((6, 5), (one.GetProperty("answers").GetInt32(), one.GetProperty("needed").GetInt32()));
    }

    [Fact]
    public async Task Where_nothing_is_rated_there_is_no_verdict()
    {
        const string Words = """
            befragung: 1
            title: { de: Worte }
            languages: [de]
            groups: [ { key: alle, name: { de: Alle } } ]
            settings: { rounds: 2, smallestCell: 5 }
            sections:
              - key: s
                title: { de: Abschnitt }
                items: [ { key: l1, type: longText, text: { de: Was fehlt? } } ]
            """;
        var (code, output, _) = await RunAsync("plan", Write("worte.yaml", Words));
        Assert.Equal(0, code);
        Assert.Contains("In diesem Fragebogen wird nichts auf einer Skala bewertet.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Paare", output, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await JsonAsync(Words)).GetProperty("consensus").ValueKind);
    }

    [Fact]
    public async Task Text_tells_in_sentences_what_its_tables_mean()
    {
        var (code, output, errors) = await RunAsync("plan", Write("gut.yaml", Sample.Yaml), "--panel", Panel(Sample.Panel(35)));
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("In Runde 1 antworten 50 % der Eingeladenen", output, StringComparison.Ordinal);
        Assert.Contains("Das sind Annahmen", output, StringComparison.Ordinal);
        Assert.Contains("Zahl der Antworten 14: Davon müssen 11 in einem Bereich liegen.", output, StringComparison.Ordinal);
        Assert.Contains(
            "Zahl der Paare 14: Eine Bewegung fällt erst auf, wenn 6 in dieselbe Richtung gehen.",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("Wahrscheinlich zu klein in Runde 2: Süden.", output, StringComparison.Ordinal);
        Assert.Matches(new Regex(@"^Süden +5 +97 +99$", RegexOptions.Multiline, TimeSpan.FromSeconds(5)), output);
        Assert.DoesNotContain("\n\n\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_panel_of_one_is_too_small_for_anything()
    {
        var (code, output, errors) = await RunAsync("plan", Write("gut.yaml", Sample.Yaml), "--panel", "1");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Zahl der Paare 0: Das ist zu wenig. Ein Urteil gibt es erst ab 6 Paaren.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_of_a_group_is_told_apart_from_too_few()
    {
        var panel = Panel(Encoding.UTF8.GetBytes("Name;E-Mail;Gruppe\nA;a@example.org;nord\n"));
        var (_, output, _) = await RunAsync("plan", Write("gut.yaml", Sample.Yaml), "--panel", panel);
        Assert.Contains("Im Panel ist niemand aus: Süden.", output, StringComparison.Ordinal);
        Assert.Contains("Wahrscheinlich zu klein in Runde 1: Norden.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1000001")]
    [InlineData("1.000")]
    [InlineData("12.5")]
    [InlineData("-5")]
    [InlineData("")]
    public Task A_number_that_is_no_panel_is_wrong_usage(string panel) =>
        IsRefusedAsync(2, "ganze Zahl von 1 bis 1000000", "--panel", panel);

    [Theory]
    [InlineData("--response", "0", "--response: möglich sind 1 bis 100.")]
    [InlineData("--response", "101", "--response: möglich sind 1 bis 100.")]
    [InlineData("--retention", "viele", "--retention: möglich sind 1 bis 100.")]
    [InlineData("--format", "pdf", "befragung --help")]
    public Task Other_wrong_usage_ends_with_2(string option, string value, string words) => IsRefusedAsync(2, words, option, value);

    [Fact]
    public Task A_panel_that_is_not_there_is_said() => IsRefusedAsync(1, "Die Datei „fehlt.csv“ gibt es nicht.", "--panel", "fehlt.csv");

    [Fact]
    public async Task A_panel_that_cannot_be_read_is_said_with_its_line()
    {
        await IsRefusedAsync(1, ":1: Die Datei ist leer.", "--panel", Panel([]));
        await IsRefusedAsync(1, ":1: Unter der Kopfzeile steht keine einzige Zeile.", "--panel", Panel("Name;E-Mail;Gruppe\n"u8.ToArray()));
        await IsRefusedAsync(
            1,
            ":2: Die Gruppe „west“ gibt es nicht. Vorhanden sind: nord, sued.",
            "--panel",
            Panel("Name;E-Mail;Gruppe\nA;a@example.org;west\n"u8.ToArray())
        );
        await IsRefusedAsync(1, "Das ist ein Fragebogen und kein Panel", "--panel", Write("bogen.csv", Sample.Yaml));
    }

    private async Task IsRefusedAsync(int code, string words, params string[] options)
    {
        var (ended, output, errors) = await RunAsync(["plan", Write("gut.yaml", Sample.Yaml), .. options]);
        Assert.Equal((code, ""), (ended, output));
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    private async Task<JsonElement> JsonAsync(string yaml, params string[] options)
    {
        var (code, output, errors) = await RunAsync(["plan", Write("plan.yaml", yaml), "--format", "json", .. options]);
        Assert.Equal((0, ""), (code, errors));
        return JsonDocument.Parse(output).RootElement;
    }

    private string Panel(byte[] content)
    {
        var path = Path.Combine(Folder, "panel.csv");
        File.WriteAllBytes(path, content);
        return path;
    }

    private static string With(string settings) =>
        Sample.Yaml.Replace("{ rounds: 2, smallestCell: 5 }", "{ " + settings + " }", StringComparison.Ordinal);

    private static string Names(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(property => property.Name));

    private static string Plain(JsonElement element) => JsonSerializer.Serialize(element);

    private static (string? Rule, int Number) RuleOf(JsonElement plan, string which, string number)
    {
        var rule = plan.GetProperty("settings").GetProperty(which);
        return (rule.GetProperty("rule").GetString(), rule.GetProperty(number).GetInt32());
    }
}
