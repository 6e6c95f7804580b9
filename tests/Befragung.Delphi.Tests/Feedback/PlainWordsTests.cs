using System.Globalization;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Feedback;

public class PlainWordsTests
{
    private static readonly Scale Five = new(5, new Dictionary<int, LocalizedText> { [4] = Sample.De("eher wichtig") }, true, 2, 2);

    [Theory]
    [InlineData("0 0 0 9 0", 0, "Alle wählten 4 – eher wichtig.")]
    [InlineData("0 0 0 9 0", 1, "„Keine Angabe“ nicht mitgezählt: Alle wählten 4 – eher wichtig.")]
    [InlineData("1 1 0 8 1", 0, "Die meisten wählten 4 – eher wichtig.")]
    [InlineData("1 1 0 8 1", 5, "„Keine Angabe“ nicht mitgezählt: Die meisten wählten 4 – eher wichtig.")]
    [InlineData("0 1 2 3 1", 0, "Die meisten wählten 3 oder 4.")]
    [InlineData("1 3 3 3 1", 0, "Die meisten wählten 2 bis 4.")]
    [InlineData("0 5 1 2 2", 0, "Die Hälfte wählte 2.")]
    [InlineData("5 0 0 0 5", 0, "Die eine Hälfte wählte 1, die andere 5.")]
    [InlineData("2 2 2 2 2", 0, "Hier gehen die Antworten auseinander: 4 Personen wählten 4 oder 5, 4 Personen 1 oder 2.")]
    [InlineData("2 1 0 1 2", 0, "Hier gehen die Antworten auseinander: 3 Personen wählten 4 oder 5, 3 Personen 1 oder 2.")]
    [InlineData("4 1 1 0 4", 0, "Die Hälfte wählte 1 oder 2.")]
    public void A_scale_is_told_by_where_most_are(string counts, int missing, string sentence) =>
        Assert.Equal(sentence, PlainWords.Of(Five, Rated(Counts(counts), missing))!.Said.ToString());

    [Fact]
    public void What_is_said_is_true_of_every_small_panel()
    {
        // All ways in which up to seven people can choose from three to five points.
        for (var points = 2; points <= 5; points++)
        {
            var scale = new Scale(points, new Dictionary<int, LocalizedText>(), true, 1, 1);
            foreach (var counts in Ways(points, 7))
            {
                var n = counts.Sum();
                if (n == 0)
                    continue;
                var told = PlainWords.Of(scale, Rated(counts, 0))!;
                var chosen = told.Points.Sum(point => counts[point - 1]);
                var said = told.Said.ToString();
                Assert.True(
                    said.Split(' ')[0..2] switch
                    {
                        ["Alle", _] => chosen == n,
                        ["Die", "meisten"] => 2 * chosen > n,
                        ["Die", "Hälfte"] => 2 * chosen == n,
                        ["Die", "eine"] => chosen == n,
                        _ => told.Points.Count == 0 && said.StartsWith("Hier gehen die Antworten auseinander", StringComparison.Ordinal),
                    },
                    $"{string.Join(' ', counts)}: {said}"
                );
            }
        }
    }

    [Theory]
    [InlineData(12, 10, 12, 14, 3, 20, "Die mittleren Antworten reichen von 10 bis 14 Stellen; in der Mitte liegt 12.")]
    [InlineData(12, 10, 10, 10, 3, 20, "Mindestens die Hälfte nannte 10 Stellen.")]
    [InlineData(12, 1, 1, 1, 1, 1, "Alle nannten 1 Stelle.")]
    [InlineData(
        12,
        1131250.4,
        1262500,
        1446250,
        0,
        2e6,
        "Die mittleren Antworten reichen von 1.131.250 bis 1.446.250 Stellen; in der Mitte liegt 1.262.500."
    )]
    [InlineData(12, 9.8, 10, 10.2, 3, 20, "Die mittleren Antworten liegen um 10 Stellen.")]
    public void Numbers_are_told_by_their_middle(int n, double q1, double median, double q3, double least, double most, string sentence)
    {
        var unit = new Unit(Sample.De("Stelle"), Sample.De("Stellen"), Sample.De("Stellen"));
        var item = new NumberItem("z", Sample.De("Wie viele?"), unit, null, null, 0);
        var result = new ItemResult("z", "number", n, 0)
        {
            Quartile1 = q1,
            Median = median,
            Quartile3 = q3,
            Minimum = least,
            Maximum = most,
        };
        Assert.Equal(sentence, PlainWords.Of(item, _ => new PartFeedback(1, result, null))!.Said.ToString());
    }

    /// <summary>Both stand beside each other on the sheet.</summary>
    [Fact]
    public void The_middle_of_ones_own_group_is_as_exact_as_that_of_all()
    {
        var item = new NumberItem("z", Sample.De("Ab wann?"), null, null, null, 0);
        var part = (NumberPart)item.Parts[0];
        var result = new ItemResult("z", "number", 12, 0)
        {
            Minimum = 2020,
            Quartile1 = 2025,
            Median = 2027.5,
            Quartile3 = 2030,
            Maximum = 2040,
            Groups = [new("nord", false) { N = 6, Median = 2026.5 }],
        };
        var feedback = new PartFeedback(1, result, null);
        Assert.EndsWith("in der Mitte liegt 2028.", PlainWords.OfPart(part, feedback)!.Said.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            "Ihre Gruppe, Norden, liegt in der Mitte bei 2027; alle zusammen bei 2028.",
            PlainWords.OfGroup(part, feedback, "nord", "Norden")!.ToString()
        );
    }

    /// <summary>Without numbers: of a small group that answered alike they would be everybody's answer.</summary>
    [Fact]
    public void Of_ones_own_group_it_is_told_what_it_put_first()
    {
        List<Option> options = [new("a", Sample.De("Rat")), new("b", Sample.De("Geld")), new("c", Sample.De("Netz"))];
        string? Told(Item item, Func<string, GroupItemResult> of) =>
            PlainWords
                .OfGroup(
                    item,
                    part => new(1, new ItemResult(part.Key, "", 30, 0) { Median = 5, Groups = [of(part.Key)] }, null),
                    "nord",
                    "Norden"
                )
                ?.ToString();
        GroupItemResult Counts(params int[] counts) => new("nord", false) { N = 6, Counts = counts };
        GroupItemResult Mean(string key) =>
            new("nord", false)
            {
                N = 6,
                Mean = key == "x.b" ? 40.04 : 29.98,
                MeanRank = key == "x.b" ? 1.04 : 2.3,
                PercentRanked = key == "x.c" ? 20 : 90,
            };
        var choice = new SingleChoiceItem("x", Sample.De("X"), options, false);
        var ticks = new MultipleChoiceItem("x", Sample.De("X"), options, false, 0, 3, false);
        Assert.Equal("In Ihrer Gruppe, Norden, am häufigsten gewählt: „Geld“.", Told(choice, _ => Counts(1, 4, 1)));
        Assert.Equal("In Ihrer Gruppe, Norden, am häufigsten gewählt: „Rat“ und „Geld“.", Told(choice, _ => Counts(3, 3, 0)));
        Assert.Equal(
            "In Ihrer Gruppe, Norden, am häufigsten gewählt: „Netz“.",
            Told(ticks, key => key == "x.c" ? Counts(1, 5) : Counts(3, 3))
        );
        Assert.Equal(
            "In Ihrer Gruppe, Norden, im Durchschnitt die meisten Punkte: „Geld“.",
            Told(new PointsItem("x", Sample.De("X"), options, 100), Mean)
        );
        Assert.Equal(
            "In Ihrer Gruppe, Norden, im Durchschnitt am weitesten vorn: „Geld“.",
            Told(new RankingItem("x", Sample.De("X"), options, 3), Mean)
        );
        Assert.Equal(
            "In Ihrer Gruppe, Norden, am häufigsten auf den Plätzen 1 bis 2: „Rat“ und „Geld“.",
            Told(new RankingItem("x", Sample.De("X"), options, 2), Mean)
        );
        Assert.Equal(
            "Beim wahrscheinlichsten Wert: Ihre Gruppe, Norden, liegt in der Mitte bei 7; alle zusammen bei 5.",
            Told(new EstimateItem("x", Sample.De("X"), null, null, null, 0), _ => new("nord", false) { N = 6, Median = 7 })
        );
        // Nothing stands first where all stand alike, or nobody chose anything; and of a group that may not be shown nothing is told.
        Assert.Null(Told(choice, _ => Counts(2, 2, 2)));
        Assert.Null(Told(ticks, _ => Counts(6, 0)));
        Assert.Null(Told(choice, _ => new("nord", true)));
        Assert.Null(Told(choice, _ => new("sued", false) { N = 6, Counts = [6, 0, 0] }));
    }

    [Fact]
    public void Points_orders_and_choices_are_told_by_what_stands_first()
    {
        List<Option> options = [new("a", Sample.De("Rat")), new("b", Sample.De("Geld"))];
        ItemResult Of(Part part, double mean, double ranked, params int[] counts) =>
            new(part.Key, "", 9, 0)
            {
                Mean = mean,
                MeanRank = mean,
                PercentRanked = ranked,
                Counts = counts,
            };
        string? Told(Item item, Func<Part, ItemResult> result) => PlainWords.Of(item, part => new(1, result(part), null))?.Said.ToString();
        Assert.Equal(
            "Im Durchschnitt die meisten Punkte: „Geld“ (60,5 von 100).",
            Told(new PointsItem("p", Sample.De("P"), options, 100), part => Of(part, part.Key == "p.b" ? 60.52 : 39.48, 0))
        );
        Assert.Equal(
            "Im Durchschnitt bekamen alle gleich viele Punkte.",
            Told(new PointsItem("p", Sample.De("P"), options, 100), part => Of(part, 50, 0))
        );
        Assert.Equal(
            "Im Durchschnitt am weitesten vorn: „Rat“ und „Geld“.",
            Told(new RankingItem("o", Sample.De("O"), options, 2), part => Of(part, 1.5, 100, 5, 4))
        );
        Assert.Equal(
            "Am häufigsten auf Platz 1: „Geld“ (6 von 9).",
            Told(new RankingItem("o", Sample.De("O"), options, 1), part => Of(part, 1, 50, part.Key == "o.b" ? 6 : 3))
        );
        Assert.Equal(
            "Die meisten wählten „Rat“ (5 von 9).",
            Told(new SingleChoiceItem("c", Sample.De("C"), options, false), part => Of(part, 0, 0, 5, 4))
        );
    }

    [Theory]
    [InlineData("4", "Ihre Antwort bisher: 4 – eher wichtig.")]
    [InlineData("5", "Ihre Antwort bisher: 5.")]
    [InlineData("", "In Runde 1 machten Sie keine Angabe.")]
    [InlineData(null, "In Runde 1 haben Sie hier nicht geantwortet.")]
    public void Ones_own_answer_is_told_with_its_word(string? own, string sentence) =>
        Assert.Equal(sentence, PlainWords.Yours(1, [new RatedPart("r", null, Five)], _ => own).ToString());

    [Fact]
    public void Ones_own_answer_in_several_parts_is_told_in_one_sentence()
    {
        var points = new PointsItem("p", Sample.De("P"), [new("a", Sample.De("Rat")), new("b", Sample.De("Geld"))], 100);
        Assert.Equal(
            "Ihre Antwort bisher: Rat 100, Geld 0.",
            PlainWords.Yours(1, points.Parts, part => part.Key == "p.a" ? "100" : "0").ToString()
        );
        var ranks = new RankingItem("o", Sample.De("O"), points.Options, 2);
        Assert.Equal(
            "Ihre Antwort bisher: 1 Geld, 2 Rat.",
            PlainWords.Yours(1, ranks.Parts, part => part.Key == "o.a" ? "2" : "1").ToString()
        );
    }

    private static ItemResult Rated(IReadOnlyList<int> counts, int missing) =>
        new("r", "rating", counts.Sum(), missing) { Counts = counts };

    private static List<int> Counts(string counts) =>
        [.. counts.Split(' ').Select(count => int.Parse(count, CultureInfo.InvariantCulture))];

    private static IEnumerable<List<int>> Ways(int points, int people) =>
        points == 0
            ?
            [
                [],
            ]
            : from first in Enumerable.Range(0, people + 1)
            from others in Ways(points - 1, people - first)
            select (List<int>)[first, .. others];
}
