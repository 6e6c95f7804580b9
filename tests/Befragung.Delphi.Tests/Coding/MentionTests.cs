using Befragung.Delphi.Coding;

namespace Befragung.Delphi.Tests.Coding;

public sealed class MentionTests
{
    [Theory]
    [InlineData("Mehr Geld und mehr Zeit", "Mehr Geld ||und mehr Zeit", "Mehr Geld", "und mehr Zeit")]
    [InlineData("Mehr Geld und mehr Zeit", "Mehr Geld||und mehr||Zeit", "Mehr Geld", "und mehr", "Zeit")]
    [InlineData("Größe 👩‍👩‍👧 zählt", "Größe || 👩‍👩‍👧 zählt", "Größe", "👩‍👩‍👧 zählt")]
    // A browser sends line breaks of its own, and blanks get lost.
    [InlineData("Eins\nZwei  Drei", "Eins||\r\nZwei Drei", "Eins", "Zwei  Drei")]
    [InlineData("Eins Zwei", "||Eins||||Zwei||", "Eins", "Zwei")]
    // A table from elsewhere has the sign itself: then it is another one.
    [InlineData("a || b | c", "a || b §§§| c", "a || b", "| c")]
    public void A_text_is_cut_where_it_was_typed_and_stays_as_it_was_written(string text, string typed, params string[] pieces)
    {
        var mention = Of(text);
        var others = mention.Split(mention.PlacesIn(typed));
        List<Mention> all = [mention, .. others];
        Assert.Equal(pieces, all.Select(one => one.Text));
        Assert.All(all, one => Assert.Equal(one.Text, text.Substring(one.Start, one.Text.Length)));
        Assert.Equal(all.Count, all.Select(one => one.Id).Distinct().Count());
        Assert.All(
            others,
            one => Assert.Equal((mention.SourceId, mention.GroupKey, mention.Place), (one.SourceId, one.GroupKey, one.Place))
        );
    }

    [Theory]
    [InlineData("Mehr Geld", "Mehr|| Zeit")]
    [InlineData("Mehr Geld", "")]
    [InlineData("Mehr Geld", null)]
    [InlineData("Mehr Geld", "Mehr Geld")]
    [InlineData("Mehr Geld", "Mehr Geld||")]
    [InlineData("a | b", "a |§§§ b")]
    public void What_is_no_cut_changes_nothing(string text, string? typed)
    {
        var mention = Of(text);
        Assert.Throws<RuleBrokenException>(() => mention.Split(mention.PlacesIn(typed)));
        Assert.Equal((text, 0), (mention.Text, mention.Version));
    }

    [Fact]
    public void A_piece_is_cut_again_and_all_become_one()
    {
        const string text = "Eins zwei drei";
        var mention = Of(text);
        var second = mention.Split(mention.PlacesIn("Eins||zwei drei"))[0];
        var third = Assert.Single(second.Split(second.PlacesIn("zwei||drei")));
        Assert.Equal(("drei", 10), (third.Text, third.Start));
        mention.BecomeWhole(text);
        Assert.Equal((text, 0, 2), (mention.Text, mention.Start, mention.Version));
    }

    [Fact]
    public void No_text_becomes_more_than_fifty()
    {
        var mention = Of(string.Join(' ', Enumerable.Repeat("x", Mention.MostPieces + 1)));
        Assert.Throws<RuleBrokenException>(() =>
            mention.Split(mention.PlacesIn(mention.Text.Replace(" ", "||", StringComparison.Ordinal)))
        );
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(20, 21)]
    [InlineData(100, 101)]
    public void A_share_is_drawn_rounded_up(int share, int drawn)
    {
        var all = Enumerable.Range(0, 101).Select(number => Of($"{number}")).ToList();
        Assert.Equal(drawn, RoundCoding.Drawn(all, share).Count());
    }

    [Fact]
    public void Codes_have_two_levels()
    {
        var top = new Code(1, " Geld ", null, 1);
        var below = new Code(1, "Förderung", top, 99);
        Assert.Equal(("Geld", Code.Colours), (top.Name, below.Colour));
        Assert.Throws<RuleBrokenException>(() => new Code(1, "Bund", below, 1));
        Assert.Throws<RuleBrokenException>(() => new Code(1, " ", null, 1));
        Assert.Throws<RuleBrokenException>(() => new Code(1, new string('x', Code.LongestName + 1), null, 1));
    }

    [Fact]
    public void Two_agree_where_they_gave_the_same_and_none_is_no_code()
    {
        List<Code> codes = [new(1, "A", null, 1), new(1, "B", null, 2)];
        var none = Code.ForNone(1);
        var mentions = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToList();
        // The same for all but four: there one gave A and the other none.
        var given = mentions
            .SelectMany(
                (mention, number) =>
                    (AppliedCode[])
                        [
                            new(mention, number < 10 ? codes[0].Id : none.Id, "x", DateTime.UnixEpoch, "x"),
                            new(mention, number < 6 ? codes[0].Id : none.Id, "y", DateTime.UnixEpoch, "y"),
                        ]
            )
            .ToLookup(code => code.MentionId);
        var agreement = CodingAgreement.Of(1, [.. codes.Select(code => (code, code.Name))], given);
        Assert.Equal((2, 20), (agreement.Coders, agreement.Mentions));
        // Cohen (1960): observed 16/20; expected .5 × .3 + .5 × .7 = .5; κ = .6. The second code nobody gave.
        var one = Assert.Single(agreement.Codes);
        Assert.Equal(("A", 10, 80.0), (one.Name, one.Mentions, one.Agreement.Percent!.Value));
        Assert.Equal(0.6, one.Agreement.Cohen!.Value, 1e-12);
        Assert.Equal(0.6, agreement.Overall.Cohen!.Value, 1e-12);
        Assert.Equal(6 + 10, given.Count(mention => CoderSets.Agreed(mention) is not null));
        Assert.Equal(0, CodingAgreement.Of(1, [], Enumerable.Empty<AppliedCode>().ToLookup(code => code.MentionId)).Mentions);
    }

    private static Mention Of(string text) => new(1, Guid.NewGuid(), isReason: false, "l1", 7, text, "nord", "de");
}
