using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Tests.Questionnaires;

/// <summary>The description of the format explains by example; so its examples have to be right.</summary>
public partial class FormatDescriptionTests
{
    private static readonly string[] Examples =
    [
        .. Block()
            .Matches(Repository.Read("questionnaires", "README.md").ReplaceLineEndings("\n"))
            .Select(match => match.Groups["yaml"].Value),
    ];

    private static string Complete => Examples.Single(example => example.Contains("befragung: 1", StringComparison.Ordinal));

    [Fact]
    public void The_complete_example_is_a_questionnaire() => Assert.Empty(QuestionnaireReader.Read(Complete).Problems);

    [Fact]
    public void Each_example_of_an_item_can_be_added_to_it()
    {
        var items = Examples.Where(example => example.StartsWith("- ", StringComparison.Ordinal)).ToList();
        Assert.Equal(12, items.Count);
        Assert.All(
            items,
            item =>
                Assert.Empty(
                    QuestionnaireReader
                        .Read(Complete + "      " + item.TrimEnd().Replace("\n", "\n      ", StringComparison.Ordinal))
                        .Problems
                )
        );
    }

    [Fact]
    public void The_example_of_settings_can_be_added_to_it() =>
        Assert.Empty(
            QuestionnaireReader
                .Read(Complete + Examples.Single(example => example.StartsWith("settings:", StringComparison.Ordinal)))
                .Problems
        );

    [Fact]
    public void Each_example_of_a_condition_can_be_added_to_an_item()
    {
        var items = string.Concat(
            Examples
                .Where(example => example.StartsWith("- ", StringComparison.Ordinal))
                .Select(item => "      " + item.TrimEnd().Replace("\n", "\n      ", StringComparison.Ordinal) + "\n")
        );
        var conditions = Examples
            .Single(example => example.StartsWith("when:", StringComparison.Ordinal))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(7, conditions.Length);
        Assert.All(
            conditions,
            condition =>
                Assert.Empty(
                    QuestionnaireReader
                        .Read(
                            Complete
                                + items
                                + $"      - {{ key: zuletzt, type: rating, text: Zuletzt, scale: wichtig5, {condition.Split('#')[0].Trim()} }}\n"
                        )
                        .Problems
                )
        );
    }

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
