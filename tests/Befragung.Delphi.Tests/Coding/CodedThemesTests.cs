using Befragung.Delphi.Coding;

namespace Befragung.Delphi.Tests.Coding;

public sealed class CodedThemesTests
{
    private static readonly Code Town = new(1, "Stadt", null, 1),
        Centre = new(1, "Innenstadt", Town, 1),
        Houses = new(1, "Wohnen", Town, 1),
        Money = new(1, "Geld", null, 1),
        None = Code.ForNone(1);

    // Whose mention is of what; a cell of five.
    private static Delphi.Rounds.ItemThemes? Of(params (string Writers, Code Code)[] said)
    {
        List<WrittenMention> mentions = [];
        List<AppliedCode> given = [];
        foreach (var (writers, code) in said)
        foreach (var writer in writers)
        {
            mentions.Add(new(Guid.NewGuid(), "l1", writer));
            given.Add(new(mentions[^1].Id, code.Id, AppliedCode.Team, default, "test"));
        }
        // What somebody gave blind does not hold.
        given.AddRange(mentions.Select(mention => new AppliedCode(mention.Id, Money.Id, "somebody", default, "test")));
        var tree = new CodeTree([Town, Centre, Houses, Money, None]);
        return CodedThemes.Of(2, 5, tree, mentions, given.ToLookup(code => code.MentionId)).SingleOrDefault();
    }

    [Fact]
    public void Who_names_a_theme_twice_counts_once_and_the_largest_comes_first()
    {
        var themes = Of(("abcdef", Money), ("aabcde", Centre), ("cdefghi", Houses), ("z", None))!;
        Assert.Equal((2, 10, false, null, false), (themes.Round, themes.People, themes.HasOthers, themes.OtherPeople, themes.IsUnfinished));
        Assert.Equal([("Stadt", 9, 13), ("Geld", 6, 6)], themes.Themes.Select(theme => (theme.Name, theme.People, theme.Mentions)));
        Assert.Equal([("Wohnen", 7, 7), ("Innenstadt", 5, 6)], themes.Themes[0].Below.Select(one => (one.Name, one.People, one.Mentions)));
    }

    [Theory]
    // What four named has no name, and no number; what it would be of its main code when the others are taken away, neither.
    [InlineData("abcde", "fghi", "", "Stadt", null)]
    [InlineData("abcde", "fghij", "", "Stadt Innenstadt Wohnen", null)]
    [InlineData("abcdef", "fghij", "k", "Stadt Innenstadt", null)]
    [InlineData("abcde", "", "klmn", "Stadt", null)]
    [InlineData("abcd", "", "", "", 8)]
    public void Nothing_tells_what_fewer_named_than_the_smallest_cell(string centre, string houses, string town, string shown, int? others)
    {
        var themes = Of((centre, Centre), (houses, Houses), (town, Town), ("zyxw", Money))!;
        Assert.Equal((true, others), (themes.HasOthers, themes.OtherPeople));
        Assert.Equal(shown, string.Join(' ', themes.Themes.SelectMany(theme => theme.Below.Select(one => one.Name).Prepend(theme.Name))));
    }

    [Fact]
    public void Of_fewer_writers_than_the_smallest_cell_and_of_nothing_coded_there_are_none()
    {
        Assert.Null(Of(("abcd", Money)));
        Assert.Null(Of(("abcdefgh", None)));
    }
}
