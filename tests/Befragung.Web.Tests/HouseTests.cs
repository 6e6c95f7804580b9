using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Tests;

/// <summary>The directions of the house: who may know whom.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] Rooms =
    [
        "Access",
        "Charts",
        "Chronicle",
        "Commands",
        "Data",
        "Deadlines",
        "Exchange",
        "Kern",
        "Mail",
        "Operation",
        "Pages",
        "Planning",
        "Reports",
        "Settings",
        "Simulation",
        "Text",
    ];

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

    /// <summary>What is computed knows nothing of what is told of it; the team's texts are the one thing of the report that a study keeps.</summary>
    [Theory]
    [InlineData("Questionnaires", "Studies")]
    [InlineData("Coding", "Questionnaires Reporting Rounds Statistics Studies")]
    [InlineData("Drafts", "Questionnaires Studies")]
    [InlineData("Rounds", "Questionnaires Results Studies")]
    [InlineData("Studies", "Questionnaires Reporting Results Rounds")]
    [InlineData("Planning", "Questionnaires Statistics Studies")]
    [InlineData("Results", "Planning Questionnaires Rounds Statistics Studies")]
    [InlineData("Feedback", "Questionnaires Results Rounds")]
    [InlineData("Reporting", "Feedback Questionnaires Results Rounds Statistics Studies")]
    public void A_room_of_the_method_knows_only_those_it_may(string room, string mayKnow)
    {
        var known =
            from file in Repository.Sources("src", "Befragung.Delphi", room)
            from Match name in Names().Matches(file.Text)
            let other = name.Value.Split('.').ElementAtOrDefault(2)
            where name.Value.StartsWith("Befragung.Delphi.", StringComparison.Ordinal)
            where other != room && !mayKnow.Split(' ').Contains(other)
            select $"{file.Path} knows {other}";
        Assert.Empty(known);
    }

    [Theory]
    [InlineData("Chronicle", "")]
    [InlineData("Kern", "")]
    [InlineData("Text", "Access")]
    [InlineData("Charts", "Text")]
    [InlineData("Reports", "Charts Text")]
    [InlineData("Exchange", "Mail Text")]
    [InlineData("Access", "Chronicle Data Mail Text")]
    [InlineData("Mail", "Access Chronicle Data Text")]
    [InlineData("Data", "Access Chronicle Exchange Mail Settings")]
    [InlineData("Deadlines", "Data Mail")]
    [InlineData("Settings", "Mail")]
    [InlineData("Operation", "Data Mail Reports Settings Text")]
    [InlineData("Planning", "Text")]
    [InlineData("Simulation", "Data")]
    [InlineData("Pages", "Access Charts Chronicle Data Exchange Kern Mail Operation Planning Reports Settings Simulation Text")]
    [InlineData("Commands", "Access Charts Chronicle Data Exchange Mail Operation Planning Reports Settings Simulation Text")]
    public void A_room_of_the_web_knows_only_those_it_may(string room, string mayKnow)
    {
        Assert.Empty(Knowing("", room, Rooms.Except([room, .. mayKnow.Split(' ')])));
    }

    /// <summary>From what a report says to how it gets onto paper, and never back; what several of these rooms use lies above them.</summary>
    [Theory]
    [InlineData("Parts", "Figures")]
    [InlineData("Figures", "Printing")]
    [InlineData("Printing", "Pdf Word")]
    [InlineData("Pdf", "")]
    [InlineData("Word", "")]
    public void A_room_of_the_report_knows_only_those_it_may(string room, string mayKnow)
    {
        Assert.Empty(Knowing("Reports", room, RoomsIn("Reports").Except([room, .. mayKnow.Split(' ')])));
    }

    [Fact]
    public void Rooms_of_the_team_do_not_know_each_other()
    {
        var rooms = RoomsIn("Pages", "Team");
        Assert.NotEmpty(rooms);
        Assert.Empty(rooms.SelectMany(room => Knowing("Pages/Team", room, rooms.Except([room]))));
    }

    [Fact]
    public void What_has_no_heirs_is_sealed()
    {
        Type[] all = [.. typeof(Study).Assembly.GetTypes(), .. typeof(Site).Assembly.GetTypes()];
        var inherited = all.Select(type => type.BaseType)
            .OfType<Type>()
            .Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type)
            .ToHashSet();
        var open =
            from type in all
            where type is { IsClass: true, IsAbstract: false, IsSealed: false } && !inherited.Contains(type)
            // What the compiler makes of Program.cs is in no namespace.
            where type.Namespace is { } space && !space.Contains(".Migrations", StringComparison.Ordinal)
            where !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            select type.FullName;
        Assert.Empty(open);
    }

    /// <summary>Where groups are asked for and nothing of them is selected, EF reads all rows and groups them itself: of a hundred thousand people, to count them.</summary>
    [Fact]
    public void Groups_are_counted_by_the_database()
    {
        var whole =
            from file in Repository.Sources("src")
            where
                Regex.IsMatch(
                    file.Text,
                    @"\.GroupBy\((?:[^()]|\([^()]*\))*\)\s*\.To(Dictionary|List|Array|Lookup)Async",
                    RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(5)
                )
            select file.Path;
        Assert.Empty(whole);
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

    [Fact]
    public void Only_one_room_knows_which_databases_there_are()
    {
        var known =
            from file in Repository.Sources("src")
            where
                Providers().IsMatch(file.Text)
                && !file.Path.Contains("/Data/Providers/", StringComparison.Ordinal)
                && !file.Path.EndsWith("/Settings/KnownSettings.cs", StringComparison.Ordinal)
            select file.Path;
        Assert.Empty(known);
    }

    private static List<string> RoomsIn(params string[] above) =>
        [.. Directory.GetDirectories(Repository.PathOf(["src", "Befragung.Web", .. above])).Select(folder => Path.GetFileName(folder))];

    /// <summary>The files of a room that know one of the others beside it.</summary>
    /// <param name="above">The room that all of them are in; empty for the web itself.</param>
    private static IEnumerable<string> Knowing(string above, string room, IEnumerable<string> others)
    {
        string[] path = [.. above.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        var space = string.Concat(path.Select(part => part + @"\."));
        return from other in others
            // As a namespace, or from within the common one as "Access.ExpertSession"; not a property in a pattern, as in "{ Settings.SmallestCell: … }".
            let name = new Regex(
                $@"Befragung\.Web\.{space}{other}\b|(?<![\w.""]|\{{ ){other}\.[A-Z]",
                RegexOptions.None,
                TimeSpan.FromSeconds(5)
            )
            from file in Repository.Sources(["src", "Befragung.Web", .. path, room])
            where name.IsMatch(file.Text)
            select $"{file.Path} knows {other}";
    }

    // As in the names of types and settings; in a comment, people write them otherwise.
    [GeneratedRegex("Sqlite|Npgsql|Postgres[A-Z]|PostgreSql|PRAGMA", RegexOptions.None, 5000)]
    private static partial Regex Providers();

    [GeneratedRegex(@"Befragung\.\w+(\.\w+)*", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Names();

    [GeneratedRegex(@"\b(ContactCards?|Invitation|Invitations)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PersonalTypes();
}
