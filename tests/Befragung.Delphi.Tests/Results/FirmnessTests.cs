using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;
using Befragung.Delphi.Tests.Statistics;

namespace Befragung.Delphi.Tests.Results;

/// <summary>How firm a verdict is. What it would be otherwise is held against rounds that were otherwise; the panels that are drawn anew against R.</summary>
public sealed class FirmnessTests
{
    private static readonly ConsensusRule Usual = PercentAgreementRule.Usual;

    [Fact]
    public void Panels_that_are_drawn_anew_are_those_of_R()
    {
        var rows = ReferenceTable.Read("firmness").ToList();
        foreach (var row in rows)
        {
            var item = Rated(row);
            var verdict = item.Verdict == Verdict.Open ? null : Said(item);
            var shares = row.Text("verdicts").Split('|').Zip(row.Numbers("shares")).ToDictionary(one => one.First, one => one.Second);
            Assert.Equal(verdict is null ? null : shares.GetValueOrDefault(verdict), item.Firmness?.Bootstrap);
        }
        Assert.InRange(rows.Count, 20, 100);
    }

    [Fact]
    public void Without_a_group_keine_Angabe_of_the_others_counts_where_the_study_says_so()
    {
        // Of each group 12 of 15 valid answers are at the top, and 12 of the 20 who handed in.
        (int Before, int Now)[] ratings =
        [
            .. Enumerable.Repeat((5, 5), 12),
            .. Enumerable.Repeat((3, 3), 3),
            .. Enumerable.Repeat((5, 0), 5),
        ];
        var item = Panel
            .Second(
                Panel.Asking(new PercentAgreementRule(75) { Denominator = Denominator.Answered }, items: 2),
                from @group in new[] { "g1", "g2" }
                from rating in ratings
                select ((string?)@group, new[] { rating.Before, 3 }, new[] { rating.Now, 3 })
            )
            .Of("q1")!;
        Assert.Equal(Verdict.Majority, item.Verdict);
        Assert.Equal(["g1 Majority", "g2 Majority"], item.Firmness!.WithoutGroup.Select(without => $"{without.Group} {without.Verdict}"));
    }

    [Theory]
    [InlineData("percentAgreement")]
    [InlineData("iqr")]
    public void What_a_verdict_would_be_otherwise_is_what_it_is_then(string rule)
    {
        var own = Rule(rule, 5);
        var tried = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var experts = Experts(new Random(seed));
            var item = Panel.Second(Panel.Asking(own), experts).Of("q1")!;
            if (item.Firmness is not { } firmness)
                continue;
            tried++;
            foreach (var other in firmness.Rules)
                Same(Panel.Second(Panel.Asking(Rule(other.Rule)), experts), other);
            foreach (var without in firmness.WithoutGroup)
                Same(Panel.Second(Panel.Asking(own), experts.Where(expert => expert.Group != without.Group)), without);
            var stayed = experts.Select(expert => (expert.Group, expert.Before, expert.Now[0] == 0 ? expert.Before : expert.Now)).ToList();
            Assert.Equal(experts.Exists(expert => expert.Now[0] == 0 && expert.Before[0] > 0), firmness.LeaversLast is not null);
            if (firmness.LeaversLast is { } last)
                Same(Panel.Second(Panel.Asking(own), stayed), last);
            Assert.Equal(WordOf(item), firmness.Word);
        }
        Assert.InRange(tried, 40, 60);

        static void Same(RoundResult result, OtherVerdict other)
        {
            var item = result.Of("q1")!;
            Assert.Equal(item.Verdict, other.Verdict);
            if (other.Verdict is not (Verdict.Open or Verdict.Moving or Verdict.Undecidable))
                Assert.Equal(item.Side, other.Side);
        }
    }

    [Fact]
    public void Groups_that_are_hidden_are_not_left_out()
    {
        var experts = Panel
            .Of(0, 0, 0, 4, 8)
            .Select((rating, index) => ((string?)(index < 3 ? "g1" : "g2"), new[] { rating }, new[] { rating }))
            .ToList();
        var item = Panel.Second(Panel.Asking(Usual), [.. experts, ("g3", [5], [5]), ("g3", [5], [5])]).Of("q1")!;
        Assert.Equal(["g2"], item.Groups.Where(group => !group.Suppressed).Select(group => group.Key));
        Assert.Equal(["g2"], item.Firmness!.WithoutGroup.Select(without => without.Group));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(200)]
    public void What_all_say_twice_is_firm(int people)
    {
        var item = Panel.Second(Panel.Asking(Usual), Panel.Of(0, 0, 0, 0, people).Select(rating => (rating, rating))).Of("q1")!;
        Assert.Equal((Verdict.Consensus, Band.Top), (item.Verdict, item.Side));
        Assert.Equal(1, item.Firmness!.Bootstrap);
        Assert.All(item.Firmness.Rules, other => Assert.True(other.IsThatOf(item)));
        // Without the only group nobody is left.
        Assert.Equal([Verdict.Open], item.Firmness.WithoutGroup.Select(without => without.Verdict));
        Assert.Equal(FirmnessWord.FairlyFirm, item.Firmness.Word);
    }

    [Fact]
    public void A_share_just_at_the_threshold_is_narrow()
    {
        var item = Panel.Second(Panel.Asking(Usual), Panel.Of(5, 0, 0, 0, 15).Select(rating => (rating, rating))).Of("q1")!;
        Assert.Equal(Verdict.Consensus, item.Verdict);
        Assert.InRange(item.Firmness!.Bootstrap!.Value, 0.5, 0.69);
        Assert.Equal(FirmnessWord.Narrow, item.Firmness.Word);
    }

    [Fact]
    public void A_large_panel_is_as_firm_as_many_small_ones_say()
    {
        // 77 % of 1 000: the share of panels at or above 75 % is 0.94 by the binomial distribution.
        var item = Panel.Second(Panel.Asking(Usual), Panel.Of(230, 0, 0, 0, 770).Select(rating => (rating, rating))).Of("q1")!;
        Assert.InRange(item.Firmness!.Bootstrap!.Value, 0.92, 0.96);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Where_many_go_one_way_however_far_so_they_do_in_the_panels_that_are_drawn(int way)
    {
        var usual = Panel.Asking(Usual);
        var asked = usual with { Settings = usual.Settings with { Stability = new WilcoxonRule() } };
        var experts = Panel.Of(30, 0, 0, 0, 0).Select((rating, index) => (rating, index < 16 ? rating + way : rating));
        var item = Panel.Second(asked, experts).Of("q1")!;
        Assert.Equal(Verdict.Moving, item.Verdict);
        Assert.InRange(item.Firmness!.Bootstrap!.Value, 0.99, 1);
    }

    [Fact]
    public void Nothing_is_tried_without_a_verdict()
    {
        Assert.Null(Panel.First(Panel.Asking(Usual), Panel.Of(0, 0, 0, 0, 20)).Of("q1")!.Firmness);
        Assert.Null(Panel.Second(Panel.Asking(Usual), Panel.Of(0, 0, 0, 0, 5).Select(rating => (rating, rating))).Of("q1")!.Firmness);
    }

    [Fact]
    public void It_is_the_same_every_time_and_survives_being_frozen()
    {
        var experts = Experts(new Random(7));
        var result = Panel.Second(Panel.Asking(Usual), experts);
        var json = JsonSerializer.Serialize(result, RoundResult.Format);
        Assert.Equal(json, JsonSerializer.Serialize(Panel.Second(Panel.Asking(Usual), experts), RoundResult.Format));
        Assert.Contains("\"firmness\":{\"word\":", json, StringComparison.Ordinal);
        var read = JsonSerializer.Deserialize<RoundResult>(json, RoundResult.Format)!;
        Assert.Equal(json, JsonSerializer.Serialize(read, RoundResult.Format));
    }

    public static TheoryData<Firmness?, string?> Told =>
        new()
        {
            { null, null },
            {
                new(FirmnessWord.Firm) { Bootstrap = 0.9985, WithoutGroup = [new("g1", Verdict.Consensus, Band.Top)] },
                "Fest: Auch 99,9 % der neu gezogenen Panels ergeben dieses Urteil, und jede Gegenprobe ergibt es."
            },
            {
                new(FirmnessWord.FairlyFirm)
                {
                    Bootstrap = 0.8999,
                    WithoutGroup =
                    [
                        new("g1", Verdict.Majority, Band.Top),
                        new("g2", Verdict.Consensus, Band.Bottom),
                        new("g3", Verdict.Consensus, Band.Top),
                    ],
                },
                "Eher fest: 89,99 % der neu gezogenen Panels ergeben dieses Urteil. Anders wäre es ohne „Gruppe g1“ oder „Gruppe g2“."
            },
            {
                new(FirmnessWord.Narrow)
                {
                    Bootstrap = 0.512,
                    Rules = [new(RuleName.Iqr, Verdict.Majority, Band.Top), new(RuleName.Comet, Verdict.Consensus, Band.Top)],
                    LeaversLast = new(Verdict.Majority, Band.Top),
                },
                "Knapp: Nur 51 % der neu gezogenen Panels ergeben dieses Urteil. Anders wäre es nach der Regel „enge mittlere Hälfte“. Anders wäre es, wenn alle Ausgeschiedenen so geantwortet hätten wie zuletzt."
            },
            { new(FirmnessWord.Firm), "Fest: Jede Gegenprobe ergibt dieses Urteil." },
            { new(FirmnessWord.FairlyFirm), "Eher fest: Die meisten neu gezogenen Panels ergeben dieses Urteil." },
            { new(FirmnessWord.Narrow), "Knapp: Viele neu gezogene Panels ergeben ein anderes Urteil." },
        };

    [Theory]
    [MemberData(nameof(Told))]
    public void It_is_told_in_sentences(Firmness? firmness, string? sentence)
    {
        var item = new ItemResult("q1", "rating", 20, 0)
        {
            Verdict = Verdict.Consensus,
            Side = Band.Top,
            Firmness = firmness,
        };
        Assert.Equal(sentence, FirmnessReasons.Of(item, key => "Gruppe " + key)?.ToString());
    }

    private static FirmnessWord WordOf(ItemResult item)
    {
        var firmness = item.Firmness!;
        var same =
            firmness.Rules.All(other => other.IsThatOf(item))
            && firmness.WithoutGroup.All(other => other.IsThatOf(item))
            && firmness.LeaversLast?.IsThatOf(item) != false;
        return firmness.Bootstrap >= 0.9 && same ? FirmnessWord.Firm
            : firmness.Bootstrap >= 0.7 ? FirmnessWord.FairlyFirm
            : FirmnessWord.Narrow;
    }

    /// <summary>Of four groups and none; some answered once only.</summary>
    private static List<(string? Group, int[] Before, int[] Now)> Experts(Random random) =>
        [
            .. Enumerable
                .Range(0, 10 + random.Next(50))
                .Select(_ =>
                {
                    var before = random.Next(8) == 0 ? 0 : Math.Clamp(3 + (random.Next(3) * random.Next(-1, 2)) + 1, 1, 5);
                    var now =
                        random.Next(6) == 0 ? 0
                        : random.Next(3) == 0 || before == 0 ? random.Next(1, 6)
                        : before;
                    return ((string?)$"g{random.Next(1, 5)}", new[] { before }, new[] { now });
                }),
        ];

    private static ConsensusRule Rule(RuleName name) =>
        name switch
        {
            RuleName.PercentAgreement => Usual,
            RuleName.Iqr => IqrRule.Usual(5),
            RuleName.Comet => new CometRule(EveryGroup: false),
            RuleName.Ram => new RamRule(),
            _ => new ApmoRule(),
        };

    private static ConsensusRule Rule(string name, int points) =>
        name switch
        {
            "percentAgreement" => Usual,
            "iqr" => IqrRule.Usual(points),
            _ => new CometRule(EveryGroup: true),
        };

    private static StabilityRule Stable(string name) =>
        name switch
        {
            "paired" => PairedRule.Usual,
            "scheibe" => ScheibeRule.Usual,
            "wilcoxon" => new WilcoxonRule(),
            _ => new KappaRule(KappaRule.UsualLimit),
        };

    private static ItemResult Rated(ReferenceRow row)
    {
        var points = row.Whole("points");
        var questionnaire = new Questionnaire(
            Sample.De("Festigkeit"),
            ["de"],
            [.. Enumerable.Range(1, 3).Select(group => new Group($"g{group}", Sample.De($"Gruppe {group}")))],
            StudySettings.Usual with
            {
                Consensus = Rule(row.Text("consensus"), points),
                Stability = Stable(row.Text("stability")),
            },
            [new("s", Sample.De("Abschnitt"), [new RatingItem(row.Text("key"), Sample.De("Frage"), Panel.Scale(points))])]
        );
        var first = new RoundTally(questionnaire);
        var second = new RoundTally(questionnaire, LastAsked.Of(questionnaire, [(1, questionnaire)]));
        var (groups, before, now) = (row.Wholes("group"), row.Wholes("before"), row.Wholes("now"));
        for (var person = 0; person < groups.Length; person++)
        {
            first.Add($"g{groups[person]}", [(short)before[person]], []);
            second.Add($"g{groups[person]}", [(short)now[person]], [(short)before[person]]);
        }
        foreach (var (count, point) in row.Wholes("leavers").Select((count, index) => (count, index + 1)))
            for (var person = 0; person < count; person++)
                first.Add("g1", [(short)point], []);
        var nobody = new Dictionary<string, Response>();
        return second.ToResult(2, nobody, first.ToResult(1, nobody)).Of(row.Text("key"))!;
    }

    /// <summary>The verdict as R writes it.</summary>
    private static string Said(ItemResult item)
    {
        var verdict = JsonNamingPolicy.CamelCase.ConvertName(item.Verdict!.Value.ToString());
        return item.Verdict is Verdict.Consensus or Verdict.Majority
            ? $"{verdict} {JsonNamingPolicy.CamelCase.ConvertName(item.Side!.Value.ToString())}"
            : verdict;
    }
}
