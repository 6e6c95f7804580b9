using System.Text.Json;
using System.Text.Json.Nodes;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Questionnaires;

/// <summary>The questionnaire of the model case, as it stands in the repository.</summary>
public class KleinstadtakademieTests
{
    private static readonly ReadQuestionnaire Read = QuestionnaireReader.Read(Repository.Read("questionnaires", "kleinstadtakademie.yaml"));

    [Fact]
    public void It_is_read_without_any_problem()
    {
        Assert.Empty(Read.Problems);
        Assert.NotNull(Read.Questionnaire);
    }

    [Fact]
    public void It_holds_what_the_file_says()
    {
        var questionnaire = Read.Questionnaire!;
        Assert.Equal(["de", "en"], questionnaire.Languages);
        Assert.Equal("Multi-stage consultation on the Small Town Academy", questionnaire.Title.In("en"));
        Assert.Equal(8, questionnaire.Groups.Count);
        Assert.Equal(["themen", "aufgaben", "formate", "traeger"], questionnaire.Sections.Select(section => section.Key));
        Assert.Equal(
            (3, 7, 5, new PercentAgreementRule(75)),
            (
                questionnaire.Settings.Rounds,
                questionnaire.Settings.QuantileType,
                questionnaire.Settings.SmallestCell,
                questionnaire.Settings.Consensus
            )
        );
        Assert.Equal("kleinstadtakademie@example.org", questionnaire.Contact!.Email);
        var ranking = Assert.IsType<RankingItem>(questionnaire.Items.Single(item => item.Key == "aufgaben_rang"));
        Assert.Equal((8, 5), (ranking.Options.Count, ranking.Top));
        var rating = Assert.IsType<RatingItem>(questionnaire.Items.Single(item => item.Key == "f_methodenkoffer"));
        Assert.Equal("Anleitungen, Vorlagen und Beispiele für die tägliche Arbeit.", rating.Note!.In("de"));
        Assert.Equal("sehr hilfreich", rating.Scale.LabelOf(5)!.In("de"));
    }

    [Fact]
    public void It_asks_for_shares_of_funding_posts_a_year_and_several_choices()
    {
        var items = Read.Questionnaire!.Items.ToDictionary(item => item.Key);
        var shares = Assert.IsType<PointsItem>(items["finanzierung_anteile"]);
        Assert.Equal((5, 100), (shares.Options.Count, shares.Total));
        var posts = Assert.IsType<EstimateItem>(items["stellen"]);
        Assert.Equal(("Stellen", "posts", 0m, 1), (posts.Unit!.Many.In("de"), posts.Unit.Many.In("en"), posts.Min, posts.Decimals));
        var year = Assert.IsType<NumberItem>(items["eigenstaendig_ab"]);
        Assert.Equal((null, 2025m, 2050m), (year.Unit, year.Min, year.Max));
        Assert.Equal(
            [("themen_weitere", 10, false, 3), ("formate_weitere", 8, false, 3), ("beirat", 11, true, 5)],
            items.Values.OfType<MultipleChoiceItem>().Select(item => (item.Key, item.Options.Count, item.Other, item.Max))
        );
    }

    /// <summary>Twelve topics are rated, the others chosen from; so all of the pilot phase are there.</summary>
    [Fact]
    public void It_names_all_topics_and_formats_and_sponsors()
    {
        var items = Read.Questionnaire!.Items.ToList();
        var others = items
            .OfType<MultipleChoiceItem>()
            .ToDictionary(item => item.Key, item => item.Options.Count(option => option.Key != "keines"));
        Assert.Equal(21, items.Count(item => item.Key.StartsWith("t_", StringComparison.Ordinal)) + others["themen_weitere"]);
        Assert.Equal(17, items.Count(item => item.Key.StartsWith("f_", StringComparison.Ordinal)) + others["formate_weitere"]);
        Assert.Equal(8, items.Count(item => item.Key.StartsWith("o_", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_survives_being_frozen_as_JSON()
    {
        var json = JsonSerializer.Serialize(Read.Questionnaire, Questionnaire.Format);
        var thawed = JsonSerializer.Deserialize<Questionnaire>(json, Questionnaire.Format)!;
        Assert.Equal(json, JsonSerializer.Serialize(thawed, Questionnaire.Format));
        Assert.Equal(
            Read.Questionnaire!.Items.Select(item => (item.GetType(), item.Key)),
            thawed.Items.Select(item => (item.GetType(), item.Key))
        );
        Assert.Equal(
            Read.Questionnaire.Items.SelectMany(item => item.Parts).Select(part => (part.GetType(), part.Key)),
            thawed.Items.SelectMany(item => item.Parts).Select(part => (part.GetType(), part.Key))
        );
        Assert.Equal(Read.Questionnaire.Settings, thawed.Settings);
        Assert.Contains("Träger", json, StringComparison.Ordinal);
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ rule: percentAgreement, threshold: 66.5 }")]
    [InlineData("{ rule: iqr, limit: 1.5 }")]
    [InlineData("{ rule: comet, everyGroup: true }")]
    [InlineData("{ rule: apmo }")]
    public void Every_consensus_rule_survives_being_frozen(string rule)
    {
        var yaml = Repository
            .Read("questionnaires", "kleinstadtakademie.yaml")
            .Replace("{ rule: percentAgreement, threshold: 75 }", rule, StringComparison.Ordinal);
        var questionnaire = QuestionnaireReader.Read(yaml).Questionnaire!;
        var json = JsonSerializer.Serialize(questionnaire, Questionnaire.Format);
        Assert.Equal(
            questionnaire.Settings.Consensus,
            JsonSerializer.Deserialize<Questionnaire>(json, Questionnaire.Format)!.Settings.Consensus
        );
    }

    /// <summary>As databases do that keep JSON as values: there the type of an item may come last.</summary>
    [Fact]
    public void It_survives_a_database_that_reorders_JSON()
    {
        var json = JsonSerializer.Serialize(Read.Questionnaire, Questionnaire.Format);
        var thawed = JsonSerializer.Deserialize<Questionnaire>(Reversed(JsonNode.Parse(json))!.ToJsonString(), Questionnaire.Format)!;
        Assert.Equal(
            Read.Questionnaire!.Items.Select(item => (item.GetType(), item.Key)),
            thawed.Items.Select(item => (item.GetType(), item.Key))
        );
    }

    private static JsonNode? Reversed(JsonNode? node) =>
        node switch
        {
            JsonObject fields => new JsonObject(fields.Reverse().Select(field => KeyValuePair.Create(field.Key, Reversed(field.Value)))),
            JsonArray entries => new JsonArray([.. entries.Select(Reversed)]),
            _ => node?.DeepClone(),
        };
}
