using System.Globalization;
using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>How answers came about that are compared with an earlier round: given anew, kept singly, kept in bulk; what of it is told; and what a verdict is without those kept in bulk.</summary>
public sealed class KeptTests
{
    private const int Smallest = 5;
    private static readonly ConsensusRule Usual = PercentAgreementRule.Usual;

    [Fact]
    public void It_is_counted_of_those_who_answered_both_times()
    {
        var item = Second([
                .. Enumerable.Repeat((5, 5, ""), 8),
                .. Enumerable.Repeat((4, 4, "q1"), 6),
                .. Enumerable.Repeat((4, 4, "q1*"), 7),
                (2, 3, ""),
                // Neither was there both times.
                (0, 4, ""),
                (3, 0, ""),
            ])
            .Of("q1")!;
        var stability = item.Stability!;
        Assert.Equal((22, 9, 6, 7), (stability.Pairs, stability.Anew, stability.KeptSingly, stability.KeptInBulk));
    }

    [Fact]
    public void Where_nobody_knows_nothing_is_said()
    {
        var result = Panel.Second(Panel.Asking(Usual), Panel.Of(0, 0, 0, 4, 16).Select(rating => (rating, rating)));
        var stability = result.Of("q1")!.Stability!;
        Assert.Equal((null, null, null), (stability.Anew, stability.KeptSingly, stability.KeptInBulk));
        Assert.Null(result.Of("q1")!.Firmness!.WithoutBulkKept);
        var json = JsonSerializer.Serialize(result, RoundResult.Format);
        Assert.DoesNotContain("kept", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("anew", json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_was_not_asked_in_the_end_was_not_kept()
    {
        var tally = Tally(out var first);
        tally.Add("g1", """{"q1":"5"}""", "q1", KeptAnswers.Parse("q1*"), [new(1, """{"q1":"5"}""", null)]);
        tally.Add("g1", """{"q1":"5"}""", null, KeptAnswers.Parse("q1*"), [new(1, """{"q1":"5"}""", null)]);
        Assert.Equal(1, tally.ToResult(2, new Dictionary<string, Response>(), first).Of("q1")!.Stability!.KeptInBulk);
    }

    /// <summary>10 kept 5 in bulk, 10 gave 3 twice: half of all are at the top, and nobody of those who answered.</summary>
    [Fact]
    public void A_verdict_is_tried_without_what_was_kept_in_bulk()
    {
        var kept = Second([.. Enumerable.Repeat((5, 5, "q1*"), 30), .. Enumerable.Repeat((3, 3, ""), 10)]).Of("q1")!;
        Assert.Equal((Verdict.Consensus, Band.Top), (kept.Verdict, kept.Side));
        Assert.Equal(new OtherVerdict(Verdict.Consensus, Band.Middle), kept.Firmness!.WithoutBulkKept);
        Assert.True(kept.Firmness.IsOtherwiseWithoutBulkKept(kept));
        Assert.NotEqual(FirmnessWord.Firm, kept.Firmness.Word);
        Assert.EndsWith(
            "Anders wäre es ohne die Antworten, die gesammelt beibehalten wurden.",
            FirmnessReasons.Of(kept, key => key)!.ToString(),
            StringComparison.Ordinal
        );

        // The same answers, each given at its question, are no other verdict, and nothing is said.
        var singly = Second([.. Enumerable.Repeat((5, 5, "q1"), 30), .. Enumerable.Repeat((3, 3, ""), 10)]).Of("q1")!;
        Assert.Null(singly.Firmness!.WithoutBulkKept);
        Assert.DoesNotContain("gesammelt", FirmnessReasons.Of(singly, key => key)!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What is tried is what it is if those people had not taken part at all.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Without_them_it_is_as_if_they_had_not_taken_part(int seed)
    {
        var random = new Random(seed);
        var all = Enumerable
            .Range(0, 60)
            .Select(_ =>
            {
                var before = random.Next(10) < 6 ? 5 : random.Next(1, 6);
                return random.Next(3) == 0 ? (before, before, "q1*")
                    : random.Next(3) > 0 ? (before, before, "")
                    : (before, random.Next(1, 6), "");
            })
            .ToList();
        var item = Second(all).Of("q1")!;
        var others = Second(all.Where(one => one.Item3.Length == 0)).Of("q1")!;
        Assert.Equal(others.Verdict, item.Firmness!.WithoutBulkKept!.Verdict);
        if (others.Verdict is not (Verdict.Moving or Verdict.Undecidable))
            Assert.Equal(others.Side, item.Firmness.WithoutBulkKept.Side);
    }

    [Theory]
    // Of four, it would be told what they answered; so of four who are left.
    [InlineData(4, 20, false)]
    [InlineData(5, 20, true)]
    [InlineData(20, 4, false)]
    [InlineData(20, 5, true)]
    // Nobody is left: then there is no verdict.
    [InlineData(20, 0, true)]
    [InlineData(0, 20, false)]
    public void It_is_tried_where_neither_they_nor_the_others_are_few(int kept, int others, bool tried)
    {
        var item = Second([.. Enumerable.Repeat((5, 5, "q1*"), kept), .. Enumerable.Repeat((5, 5, ""), others)]).Of("q1")!;
        Assert.Equal(tried, item.Firmness!.WithoutBulkKept is not null);
        if (others == 0)
            Assert.Equal(Verdict.Open, item.Firmness.WithoutBulkKept!.Verdict);
    }

    [Theory]
    [InlineData(10, 6, 7, 0, "10 6 7")]
    [InlineData(10, 0, 7, 0, "10 0 7")]
    [InlineData(20, 0, 0, 8, "20 0 0")]
    // Few kept: what is left of the others would be them.
    [InlineData(20, 2, 9, 0, "20 – –")]
    [InlineData(20, 2, 3, 0, "20 – –")]
    [InlineData(20, 0, 2, 0, "– – –")]
    [InlineData(3, 0, 20, 0, "– – –")]
    // Who answered anew as before is what is left of those who are told not to have moved.
    [InlineData(10, 8, 9, 8, "– – 9")]
    [InlineData(10, 8, 9, 10, "10 8 9")]
    public void It_is_told_where_nobody_is_one_of_few(int anew, int singly, int inBulk, int moved, string told)
    {
        var people = KeptPeople.Of(Stability(anew, singly, inBulk, moved), Smallest)!;
        Assert.Equal(
            told,
            string.Join(
                ' ',
                new[] { people.Anew, people.Singly, people.InBulk }.Select(one => one?.ToString(CultureInfo.InvariantCulture) ?? "–")
            )
        );
    }

    [Fact]
    public void What_others_are_told_of_each_way_is_its_own_number()
    {
        (int Before, int Now, string Kept)[] all =
        [
            .. Enumerable.Repeat((5, 5, ""), 8),
            .. Enumerable.Repeat((4, 4, "q1"), 6),
            .. Enumerable.Repeat((3, 3, "q1*"), 7),
        ];
        var asked = Panel.Asking(Usual);
        var told = SmallTotals.Shown(Second(all), asked, Panel.First(asked, all.Select(one => one.Before))).Of("q1")!.Stability!;
        Assert.Equal((21, 8, 6, 7), (told.Pairs, told.Anew, told.KeptSingly, told.KeptInBulk));
    }

    /// <summary>A reader adds and subtracts what is told, and how many moved.</summary>
    [Fact]
    public void No_small_number_follows_from_what_is_told()
    {
        var told = 0;
        for (var same = 0; same <= 11; same++)
        for (var moved = 0; moved <= 11; moved++)
        for (var singly = 0; singly <= 11; singly++)
        for (var inBulk = 0; inBulk <= 11; inBulk++)
        {
            if (same + moved + singly + inBulk == 0)
                continue;
            var people = KeptPeople.Of(Stability(same + moved, singly, inBulk, moved), Smallest)!;
            (int? Told, int True)[] cells = [(people.Anew, same + moved), (people.Singly, singly), (people.InBulk, inBulk)];
            Assert.All(cells, cell => Assert.True(cell.Told is null || (cell.Told == cell.True && cell.Told is 0 or >= Smallest)));
            // How many moved is told elsewhere: so who answered anew and did not is told as well.
            if (people.Anew is not null)
                Assert.True(same is 0 or >= Smallest);
            var hidden = cells.Where(cell => cell.Told is null).ToList();
            Assert.NotEqual(1, hidden.Count);
            if (hidden.Count > 0 && cells.Sum(cell => cell.True) >= Smallest)
                Assert.InRange(hidden.Sum(cell => cell.True), Smallest, int.MaxValue);
            told += hidden.Count == 0 ? 1 : 0;
        }
        Assert.InRange(told, 2000, 20735);
    }

    private static ItemStability Stability(int anew, int singly, int inBulk, int moved)
    {
        double pairs = anew + singly + inBulk;
        return new(1, (int)pairs, 0.1)
        {
            Moved = moved / pairs,
            Up = moved / pairs,
            Down = 0,
            Anew = anew,
            KeptSingly = singly,
            KeptInBulk = inBulk,
        };
    }

    /// <summary>Round 2 of a single item, from sheets as they are stored. 0 stands for no answer.</summary>
    private static RoundResult Second(IEnumerable<(int Before, int Now, string Kept)> experts)
    {
        var all = experts.ToList();
        var asked = Panel.Asking(Usual);
        var first = Panel.First(asked, all.Where(one => one.Before > 0).Select(one => one.Before));
        var tally = new RoundTally(asked, LastAsked.Of(asked, [(1, asked)]));
        foreach (var (before, now, kept) in all.Where(one => one.Now > 0))
            tally.Add("g1", Sheet(now), null, KeptAnswers.Parse(kept), before > 0 ? [new(1, Sheet(before), null)] : []);
        return tally.ToResult(2, new Dictionary<string, Response>(), first);
    }

    private static string Sheet(int rating) => $$"""{"q1":"{{rating}}"}""";

    private static RoundTally Tally(out RoundResult first)
    {
        var asked = Panel.Asking(Usual);
        first = Panel.First(asked, Panel.Of(0, 0, 0, 0, 20));
        return new(asked, LastAsked.Of(asked, [(1, asked)]));
    }
}
