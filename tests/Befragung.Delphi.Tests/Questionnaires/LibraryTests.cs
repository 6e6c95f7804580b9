using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Questionnaires;

/// <summary>The questionnaires that come along: whoever starts from one of them starts from something that is in order.</summary>
public class LibraryTests
{
    public static TheoryData<string> Files => [.. Repository.Questionnaires];

    [Fact]
    public void There_are_five() =>
        Assert.Equal(
            [
                "akteursbefragung.yaml",
                "buergerbefragung-arbeitswelten.yaml",
                "expertengespraech.yaml",
                "kleinstadtakademie.yaml",
                "stellschrauben.yaml",
            ],
            Repository.Questionnaires
        );

    /// <summary>Missing translations would be notices.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Each_is_read_without_a_problem_or_a_notice(string file)
    {
        var read = QuestionnaireReader.Read(Repository.Read("questionnaires", file));
        Assert.Empty(read.Problems);
        Assert.Equal(["de", "en"], read.Questionnaire!.Languages);
    }

    /// <summary>None was ever sent out as it stands here.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Each_says_in_its_introduction_that_it_is_reconstructed(string file)
    {
        var introduction = Read(file).Introduction!;
        Assert.Contains("nachgebildet", introduction.In("de"), StringComparison.Ordinal);
        Assert.Contains("öffentlich zugängliche", introduction.In("de"), StringComparison.Ordinal);
        Assert.Contains("reconstruction", introduction.In("en"), StringComparison.Ordinal);
    }

    /// <summary>A consent that promises another size than the settings keep would be broken on the first report.</summary>
    [Theory]
    [InlineData("akteursbefragung.yaml", 5, "mindestens fünf Personen", "at least five of its")]
    [InlineData("buergerbefragung-arbeitswelten.yaml", 10, "mindestens zehn Personen", "at least ten of its")]
    [InlineData("expertengespraech.yaml", 3, "mindestens drei Personen", "at least three of its")]
    [InlineData("kleinstadtakademie.yaml", 5, "mindestens fünf Personen", "at least five of its")]
    [InlineData("stellschrauben.yaml", 5, "mindestens fünf Personen", "at least five of its")]
    public void Each_keeps_the_smallest_cell_that_its_consent_promises(string file, int smallestCell, string german, string english)
    {
        var questionnaire = Read(file);
        Assert.Equal(smallestCell, questionnaire.Settings.SmallestCell);
        Assert.Contains(german, questionnaire.Consent!.In("de"), StringComparison.Ordinal);
        Assert.Contains(english, questionnaire.Consent.In("en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("akteursbefragung.yaml", 1, 3, 34)]
    [InlineData("buergerbefragung-arbeitswelten.yaml", 1, 5, 26)]
    [InlineData("expertengespraech.yaml", 2, 2, 29)]
    [InlineData("kleinstadtakademie.yaml", 3, 8, 46)]
    [InlineData("stellschrauben.yaml", 1, 5, 28)]
    public void Each_has_its_rounds_groups_and_questions(string file, int rounds, int groups, int questions)
    {
        var questionnaire = Read(file);
        Assert.Equal(
            (rounds, groups, questions),
            (questionnaire.Settings.Rounds, questionnaire.Groups.Count, questionnaire.Items.Count(item => item.Parts.Count > 0))
        );
    }

    [Fact]
    public void Together_they_show_every_type_of_item_and_scales_of_five_seven_and_nine()
    {
        var items = Repository.Questionnaires.SelectMany(file => Read(file).Items).ToList();
        Assert.Equal(12, items.Select(item => item.GetType()).Distinct().Count());
        Assert.Equal(
            [5, 7, 9],
            items.SelectMany(item => item.Parts).OfType<RatedPart>().Select(part => part.Scale.Points).Distinct().Order()
        );
    }

    [Fact]
    public void The_experts_of_an_evening_rate_on_nine_points_by_the_four_guiding_questions()
    {
        var questionnaire = Read("expertengespraech.yaml");
        Assert.Equal(new RamRule(), questionnaire.Settings.Consensus);
        Assert.True(questionnaire.Settings.AsksForReasons);
        Assert.Equal(["aufgaben", "themen", "formate", "traeger"], questionnaire.Sections.Select(section => section.Key));
        Assert.Equal(
            [6, 6, 5, 5],
            questionnaire.Sections.Select(section => section.Items.OfType<RatingItem>().Count(item => item.Scale.Points == 9))
        );
    }

    [Fact]
    public void The_actors_of_the_pilot_projects_choose_rate_in_a_matrix_and_pass_on_ideas()
    {
        var questionnaire = Read("akteursbefragung.yaml");
        Assert.Equal(["kommunen", "agenturen", "wissenschaft"], questionnaire.Groups.Select(group => group.Key));
        Assert.Equal(
            ["beteiligt", "erschwert", "uebernehmen"],
            questionnaire.Items.OfType<MultipleChoiceItem>().Where(item => item.Other).Select(item => item.Key)
        );
        Assert.All(
            questionnaire.Items.OfType<MultiRatingItem>(),
            item => Assert.Equal(["ertrag", "aufwand"], item.Criteria.Select(criterion => criterion.Key))
        );
        Assert.Equal(["geholfen", "mitgeben"], questionnaire.Items.OfType<IdeasItem>().Select(item => item.Key));
    }

    [Fact]
    public void Each_group_of_actors_has_questions_of_its_own()
    {
        var questionnaire = Read("akteursbefragung.yaml");
        var own = questionnaire
            .Groups.Select(group => group.Key)
            .ToDictionary(
                key => key,
                key => questionnaire.Sections.Single(section => section.Key == "sicht_" + key).Items.Select(item => item.Key).ToList()
            );
        foreach (var (group, questions) in own)
            Assert.Equal(
                own.Values.SelectMany(all => all).Except(questions).Append("laender_unterschiede").Append("wieder_bedingung").Order(),
                questionnaire.LeftOut(group, _ => null).Order()
            );
        Assert.DoesNotContain(
            "laender_unterschiede",
            questionnaire.LeftOut("kommunen", key => key == "erschwert.laenderrecht" ? "1" : null)
        );
        Assert.DoesNotContain("wieder_bedingung", questionnaire.LeftOut("kommunen", key => key == "wieder" ? "bedingt" : null));
        Assert.Contains("wieder_bedingung", questionnaire.LeftOut("kommunen", key => key == "wieder" ? "ja" : null));
        Assert.True(questionnaire.Sections.Single(section => section.Key == "zusammenarbeit").Random);
    }

    [Fact]
    public void Residents_are_asked_for_minutes_and_kilometres_and_the_kinds_of_coworking()
    {
        var items = Read("buergerbefragung-arbeitswelten.yaml").Items.ToDictionary(item => item.Key);
        Assert.Equal("Minuten", Assert.IsType<NumberItem>(items["weg_minuten"]).Unit!.Many.In("de"));
        Assert.Equal("kilometres", Assert.IsType<NumberItem>(items["weg_km"]).Unit!.Many.In("en"));
        Assert.Superset(
            new HashSet<string> { "popup", "land", "wache" },
            Assert.IsType<MultipleChoiceItem>(items["cw_art"]).Options.Select(option => option.Key).ToHashSet()
        );
    }

    [Theory]
    [InlineData("taetigkeit=rente cw_nutzen=1 einsatz_aktiv=nein", 11, "arbeitsort weg_minuten ortsfrei zuhause_tage cw_art einsatz_tags")]
    [InlineData(
        "taetigkeit=angestellt arbeitsort=zuhause ortsfrei=ganz cw_nutzen=2",
        16,
        "weg_minuten weg_km verkehrsmittel cw_art einsatz_platz"
    )]
    [InlineData(
        "taetigkeit=angestellt arbeitsort=anderer_ort ortsfrei=nein cw_nutzen=4",
        20,
        "zuhause_tage zuhause_stoert cw_dagegen einsatz_tags"
    )]
    [InlineData("taetigkeit=ausbildung arbeitsort=im_ort ortsfrei=teils cw_nutzen=3 einsatz_aktiv=ja", 25, "cw_dagegen")]
    public void Residents_are_asked_only_what_fits_them(string answers, int asked, string leftOut)
    {
        var values = answers.Split(' ').Select(answer => answer.Split('=')).ToDictionary(answer => answer[0], answer => answer[1]);
        var questionnaire = Read("buergerbefragung-arbeitswelten.yaml");
        var left = questionnaire.LeftOut("ahornstadt", values.GetValueOrDefault);
        Assert.Superset(leftOut.Split(' ').ToHashSet(), left.ToHashSet());
        Assert.Equal(asked, questionnaire.Items.Count(item => item.Parts.Count > 0 && !left.Contains(item.Key)));
        Assert.Equal(["taetigkeit"], questionnaire.Items.Where(item => item.Required).Select(item => item.Key));
    }

    [Fact]
    public void A_town_assesses_structures_culture_and_upper_levels()
    {
        var questionnaire = Read("stellschrauben.yaml");
        Assert.Equal(
            [("strukturen", 12), ("kultur", 6), ("obere_ebenen", 4), ("naechste_schritte", 0)],
            questionnaire.Sections.Select(section => (section.Key, section.Items.OfType<RatingItem>().Count()))
        );
        Assert.True(questionnaire.Settings.Profile);
        Assert.False(questionnaire.Settings.AsksForReasons);
        // What a picture is labelled with has to be short; the note explains it.
        Assert.All(
            questionnaire.Items.OfType<RatingItem>(),
            item => Assert.True(item.Text.In("de").Length <= 30 && item.Note is not null, item.Key)
        );
    }

    private static Questionnaire Read(string file) => QuestionnaireReader.Read(Repository.Read("questionnaires", file)).Questionnaire!;
}
