using System.Text.RegularExpressions;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Tests;

/// <summary>The directions of the house: who may know whom.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] Rooms = ["Access", "Charts", "Commands", "Data", "Exchange", "Mail", "Pages", "Reports", "Text"];

    [Fact]
    public void The_method_knows_neither_web_nor_database()
    {
        var known = typeof(Study).Assembly.GetReferencedAssemblies().Select(one => one.Name!).ToList();
        Assert.DoesNotContain(known, name => name.StartsWith("Microsoft.", StringComparison.Ordinal) || name == "befragung");
    }

    [Fact]
    public void Statistics_are_numbers_in_and_numbers_out()
    {
        var strangers =
            from file in Repository.Sources("src", "Befragung.Delphi", "Statistics")
            from Match name in Names().Matches(file.Text)
            where name.Value != "Befragung.Delphi.Statistics"
            select $"{file.Path}: {name.Value}";
        Assert.Empty(strangers);
    }

    [Theory]
    [InlineData("Text", "Access")]
    [InlineData("Charts", "Text")]
    [InlineData("Reports", "Charts Text")]
    [InlineData("Exchange", "")]
    [InlineData("Access", "Data Text")]
    [InlineData("Mail", "Access Data Text")]
    [InlineData("Data", "Access Exchange Mail")]
    [InlineData("Pages", "Access Data Exchange Mail Charts Reports Text")]
    [InlineData("Commands", "Access Data Exchange Mail Charts Reports Text")]
    public void A_room_of_the_web_knows_only_those_it_may(string room, string mayKnow)
    {
        var forbidden = Rooms.Except([room, .. mayKnow.Split(' ')]).ToList();
        var known =
            from file in Repository.Sources("src", "Befragung.Web", room)
            from other in forbidden
            // As a namespace, or from within the web's own as "Access.ExpertSession".
            where
                Regex.IsMatch(
                    file.Text,
                    $@"Befragung\.Web\.{other}\b|(?<![\w.""]){other}\.[A-Z]",
                    RegexOptions.None,
                    TimeSpan.FromSeconds(5)
                )
            select $"{file.Path} knows {other}";
        Assert.Empty(known);
    }

    [Fact]
    public void Only_the_rooms_for_it_know_addresses_and_secrets_of_links()
    {
        var known =
            from file in Repository.Sources("src")
            where PersonalTypes().IsMatch(file.Text)
            let room = file.Path.Split('/')[2]
            where room is not ("Access" or "Mail" or "Data" or "Commands")
            select file.Path;
        Assert.Empty(known);
    }

    [GeneratedRegex(@"Befragung\.\w+(\.\w+)*", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Names();

    [GeneratedRegex(@"\b(ContactCards?|Invitation|Invitations)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PersonalTypes();
}
