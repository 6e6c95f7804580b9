using System.Globalization;
using System.Text;
using Befragung.Delphi.Coding;

namespace Befragung.Delphi.Tests.Coding;

public class NearDuplicatesTests
{
    [Fact]
    public void Of_five_hundred_planted_pairs_among_ten_thousand_nine_in_ten_are_found_and_four_in_five_found_are_planted()
    {
        var mentions = new GermanMentions(10_000, 500);
        var groups = NearDuplicates.Of([.. mentions.Texts.Index()]);
        var found = groups.SelectMany(group => group.Others.Select(other => (group.First, other.Id))).ToHashSet();
        var right = found.Count(mentions.Planted.Contains);
        Assert.True(right >= 0.9 * 500 && right >= 0.8 * found.Count, $"{right} of 500 found, among {found.Count}.");
        Assert.Equal(Told(groups), Told(NearDuplicates.Of([.. mentions.Texts.Index()])));
    }

    [Theory]
    [InlineData("Fachkräftemangel", "Fachkräfte-Mangel")]
    [InlineData("Fachkräftemangel", "  FACHKRAEFTE mangel!")]
    [InlineData("Straßen im Größenwahn", "strassen im groessenwahn")]
    [InlineData("Café", "cafe\u0301")]
    [InlineData("👍 👍", "👍👍")]
    [InlineData("KI", "k.i.")]
    [InlineData("a", "A")]
    public void What_differs_only_in_how_it_is_written_is_the_same(string one, string other) => Assert.Equal(1, Similarity(one, other));

    [Theory]
    [InlineData("Fachkräftemangel bekämpfen", "Fachkräftmangel bekämpfen")]
    [InlineData("mehr Geld für die Kitas", "Für die Kitas mehr Geld")]
    [InlineData("Die Busse fahren zu selten in die Dörfer", "Busse fahren viel zu selten in die Dörfer")]
    [InlineData("kleine Handwerksbetriebe besser fördern", "kleinen Handwerksbetrieb besser förderen")]
    public void Slips_order_forms_and_added_words_stay_similar(string one, string other) =>
        Assert.InRange(Similarity(one, other) ?? 0, NearDuplicates.Usual, 0.999);

    [Theory]
    [InlineData("Busverbindungen", "Schwimmbad")]
    [InlineData("mehr Geld für die Kitas", "mehr Zeit für die Pflege")]
    [InlineData("👍", "👎")]
    [InlineData("a", "b")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void What_says_something_else_or_nothing_is_in_no_group(string one, string other) => Assert.Null(Similarity(one, other));

    [Fact]
    public void Groups_come_by_their_first_texts_and_have_the_most_similar_ones_first()
    {
        var groups = NearDuplicates.Of([
            ("x", "Schwimmbad sanieren"),
            ("b", "Radwege an der Bundesstraße bauen"),
            ("c", "Radwege an der Bundestrasse ausbauen"),
            ("a", "Das Schwimmbad sanieren"),
            ("d", "radwege an der bundesstraße bauen."),
            ("e", "Leerstand"),
        ]);
        Assert.Equal(["x: a", "b: d c"], groups.Select(group => $"{group.First}: {string.Join(' ', group.Others.Select(one => one.Id))}"));
        Assert.Equal(1, groups[1].Others[0].Similarity);
    }

    /// <summary>Were all pairs looked at, or even told, this would not end in reasonable time.</summary>
    [Fact]
    public void Ten_thousand_that_are_alike_are_one_group()
    {
        var same = NearDuplicates.Of([.. Enumerable.Repeat("Mehr Busse, bitte!", 10_000).Index()]);
        Assert.Equal((0, 9_999), (Assert.Single(same).First, same[0].Others.Count));
        var nearly = NearDuplicates.Of([
            .. Enumerable
                .Range(0, 10_000)
                .Select(at => (at, $"Die Busse in die Ortsteile sollen abends öfter fahren ({at.ToString(CultureInfo.InvariantCulture)})")),
        ]);
        Assert.Equal((0, 9_999), (Assert.Single(nearly).First, nearly[0].Others.Count));
    }

    [Fact]
    public void Long_texts_and_broken_signs_are_compared_like_others()
    {
        var draws = Befragung.Delphi.Statistics.Draws.Of("lang");
        var letters = new StringBuilder();
        while (letters.Length < 10_000)
            letters.Append((char)('a' + (int)(draws.Next() * 26)));
        var text = letters.ToString();
        Assert.InRange(Similarity(text, text[..5_000] + "x" + text[5_000..]) ?? 0, 0.99, 1);
        Assert.Null(Similarity(text[..5_000], text[5_000..]));
        Assert.Equal(1, Similarity("halbes Zeichen \ud83d", "Halbes Zeichen \ud83d"));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearDuplicates.Of<int>([], 0));
        Assert.Empty(NearDuplicates.Of<int>([]));
    }

    private static double? Similarity(string one, string other) =>
        NearDuplicates.Of([(1, one), (2, other)]) is [var group] ? group.Others[0].Similarity : null;

    private static IEnumerable<string> Told(IEnumerable<NearDuplicateGroup<int>> groups) =>
        groups.Select(group => $"{group.First}: {string.Join(' ', group.Others)}");
}
