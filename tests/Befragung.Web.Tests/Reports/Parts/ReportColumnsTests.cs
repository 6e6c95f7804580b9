using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Reports.Printing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using static Befragung.Web.Tests.Reports.Parts.ReportPageTests;

namespace Befragung.Web.Tests.Reports.Parts;

/// <summary>A count, a share and n have columns of their own, whatever was asked: so one reads down a column, and takes it elsewhere.</summary>
public sealed class ReportColumnsTests : IDisposable
{
    private const int People = 12;

    private static readonly int[] HandedIn = [People, People, 0, 0, 0, 0, 0, 0];

    private static readonly RatingItem Rating = new("bewertung", SampleStudy.Text("Bewertung"), SampleStudy.Scale("nein", "teils", "ja"));

    private static readonly MultiRatingItem Ratings = new(
        "zwei",
        SampleStudy.Text("Zwei Bewertungen"),
        [new("a", SampleStudy.Text("Nutzen"), Rating.Scale), new("b", SampleStudy.Text("Aufwand"), Rating.Scale)]
    );

    private static readonly SingleChoiceItem Choice = new("auswahl", SampleStudy.Text("Auswahl"), Options(3), true);

    private static readonly MultipleChoiceItem Several = new("mehrere", SampleStudy.Text("Mehrere"), Options(3), false, 1, 3, true);

    private static readonly RankingItem Some = new("rang", SampleStudy.Text("Die ersten zwei"), Options(4), 2);

    private static readonly RankingItem All = new("alle", SampleStudy.Text("Alle in Reihenfolge"), Options(3), 3);

    private static readonly PointsItem Points = new("punkte", SampleStudy.Text("Punkte"), Options(2), 10);

    private static readonly NumberItem Number = new("zahl", SampleStudy.Text("Eine Zahl"), null, null, null, 0);

    private static readonly EstimateItem Estimate = new("schaetzung", SampleStudy.Text("Eine Schätzung"), null, null, null, 0);

    private static readonly LongTextItem Open = new("offen", SampleStudy.Text("In eigenen Worten"), 500);

    private readonly ReportHouse house = new();

    public void Dispose() => house.Dispose();

    [Theory]
    [InlineData(ReportVersion.Whole, "de")]
    [InlineData(ReportVersion.Data, "de")]
    [InlineData(ReportVersion.Data, "en")]
    public async Task No_cell_of_a_table_has_a_count_and_its_share(ReportVersion volume, string language)
    {
        var page = Parse(await house.Page.ForScreen(Report(Study()), language, volume: volume));
        var cells = page.QuerySelectorAll("main table:not(.paper-scale) td").Select(Said).ToList();
        Assert.NotEmpty(cells);
        Assert.All(cells, cell => Assert.DoesNotMatch(@"\d\s*·|·\s*\d|\d.*\(\d+[–,]?\d*\).*%|\d\s+\d+[,.]?\d* ?%", cell));
    }

    [Fact]
    public async Task Answers_of_a_rating_are_counted_in_one_column_and_shared_in_the_next_round_by_round()
    {
        var table = (await TablesAsync(Rating))[0];
        Assert.Equal(["Antwort", "Runde 1", "Runde 2"], Heads(table, 0));
        Assert.Equal(["Antworten", "Anteil", "Antworten", "Anteil"], Heads(table, 1));
        Assert.Equal(
            ["colgroup", "colgroup"],
            table.QuerySelectorAll("thead tr:first-child th[colspan]").Select(head => head.GetAttribute("scope"))
        );
        Assert.Equal(["8", "33 %", "8", "33 %"], Row(table, "3 ja"));
        Assert.Equal(["24", "100 %", "24", "100 %"], Row(table, "n"));
        Assert.Equal(["0", "–", "0", "–"], Row(table, "ohne gültige Antwort"));
        Assert.Equal(["2", "2"], Row(table, "Median"));
        Assert.Equal(["18–53 %", "18–53 %"], Row(table, "95-%-Intervall"));
    }

    [Fact]
    public async Task Answers_of_a_choice_and_of_several_are_counted_in_one_column_and_shared_in_the_next()
    {
        var choice = await TablesAsync(Choice);
        Assert.Equal(["8", "33 %", "8", "33 %"], Row(choice[0], "Option 1"));
        Assert.Equal(["24", "100 %", "24", "100 %"], Row(choice[0], "n"));
        Assert.EndsWith(", Anteil in Prozent", choice[1].QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["12", "33", "33", "33"], Row(choice[1], "Politik und Verwaltung"));
        var several = await TablesAsync(Several);
        Assert.Equal(["24", "100 %", "24", "100 %"], Row(several[0], "Option 1"));
        Assert.Equal(["12", "50 %", "12", "50 %"], Row(several[0], "Option 2"));
        Assert.StartsWith("Wie viel Prozent", several[1].QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["50", "50"], Row(several[1], "Option 2"));
        Assert.Equal(["12", "12"], Row(several[1], "n"));
    }

    [Fact]
    public async Task Ranks_are_counted_and_how_many_ranked_an_answer_stands_beside_its_share()
    {
        var some = await TablesAsync(Some);
        Assert.Equal(["Antwort", "Rang 1", "Rang 2", "Runde 1", "Runde 2"], Heads(some[0], 0));
        Assert.Equal(["Antworten", "Anteil", "Antworten", "Anteil"], Heads(some[0], 1));
        Assert.Equal(["12", "0", "12", "50 %", "12", "50 %"], Row(some[0], "Option 1"));
        Assert.Equal(["24", "24", "24", "100 %", "24", "100 %"], Row(some[0], "n"));
        Assert.Equal(["50", "50"], Row(some[1], "Option 1"));
        var all = await TablesAsync(All);
        Assert.Equal(["1,5", "1,5"], Row(all[0], "Option 1").TakeLast(2));
        Assert.Equal(["24", "24"], Row(all[0], "n").TakeLast(2));
    }

    [Fact]
    public async Task Who_wrote_stands_beside_their_share() =>
        Assert.Equal(["12", "50 %", "12", "12"], Row((await TablesAsync(Open))[0], "Runde 1"));

    [Fact]
    public async Task Many_rounds_go_in_several_tables_that_all_have_their_heads()
    {
        var study = Study();
        for (var round = 3; round <= 5; round++)
            Hold(study, round);
        var tables = (await PageAsync(study)).QuerySelectorAll(".item")[1].QuerySelectorAll("table.counted");
        Assert.Equal(["Antwort", "Runde 1", "Runde 2", "Runde 3"], Heads(tables[0], 0));
        Assert.Equal(["Antwort", "Runde 4", "Runde 5"], Heads(tables[1], 0));
        Assert.Equal("Antworten nach Runde: Runde 4 – Runde 5", tables[1].QuerySelector("caption")!.TextContent);
        Assert.All(tables, table => Assert.Equal("n", table.QuerySelector("tr.sum th")!.TextContent));
    }

    [Fact]
    public async Task Word_has_the_numbers_in_the_same_cells()
    {
        var html = await house.Page.ForPaper(Report(Study()), "de", ReportVersion.Data);
        using var stream = new MemoryStream(await house.Printer.WordAsync(() => Task.FromResult(html), new PrintProgress(), default));
        using var document = WordprocessingDocument.Open(stream, isEditable: false);
        var page = Parse(html).QuerySelectorAll("main table").ToList();
        var word = document.MainDocumentPart!.Document!.Body!.Descendants<Table>().ToList();
        Assert.Equal(page.Count, word.Count);
        foreach (var (table, made) in page.Zip(word).Where(pair => pair.First.ClassList.Contains("counted")))
        {
            var rows = made.Elements<TableRow>().ToList();
            Assert.Equal(
                table.QuerySelectorAll("thead tr").Length,
                rows.Count(row => row.TableRowProperties?.GetFirstChild<TableHeader>() is not null)
            );
            Assert.Equal(
                table.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.Children.Select(Said))),
                rows.TakeLast(table.QuerySelectorAll("tbody tr").Length)
                    .Select(row => string.Join('|', row.Elements<TableCell>().Select(cell => cell.InnerText.Replace('\u00a0', ' ').Trim())))
            );
            Assert.All(
                rows[^1].Elements<TableCell>().Skip(1),
                cell => Assert.Equal(JustificationValues.Right, cell.Descendants<Justification>().First().Val!.Value)
            );
        }
    }

    /// <summary>Of 24 people, so many answer the next point in round 3, and then so many the one after; the last point is followed by the first.</summary>
    [Theory]
    [InlineData(0, 0, "24 0 0 % 24 100 % 0 0 %", "0 %")]
    [InlineData(6, 6, "24 6 25 % 12 50 % 6 25 %", "50 %")]
    [InlineData(6, 0, "24 – – 18 75 % – –", "25 %")]
    [InlineData(3, 0, "24 – – – – – –", "–")]
    [InlineData(24, 0, "24 8 33 % 0 0 % 16 67 %", "100 %")]
    public async Task Where_the_same_people_went_is_told_for_each_rating_and_never_of_few(
        int next,
        int afterNext,
        string told,
        string moved
    )
    {
        var study = Study();
        study.PlanNext(study.CurrentRound.Questionnaire.Items.Select(item => item.Key).ToHashSet(), new Dictionary<string, string>());
        var tally = new RoundTally(study.CurrentRound.Questionnaire, study.LastAskedBefore(study.CurrentRound));
        for (var person = 0; person < 2 * People; person++)
        {
            var by =
                person < next ? 1
                : person < next + afterNext ? 2
                : 0;
            tally.Add($"g{(person % 2) + 1}", Sheet(person + by), null, [new EarlierSheet(2, Sheet(person), null)]);
            tally.AddFirst(Sheet(person), true);
        }
        SampleStudy.Close(study, tally, HandedIn, SampleStudy.Start.AddDays(84));
        var page = await PageAsync(study);
        var last = page.QuerySelectorAll("table.transitions")[^1];
        Assert.Equal(["Frage", "antworteten beide Male", "jetzt niedriger", "jetzt gleich", "jetzt höher"], Heads(last, 0));
        var rows = last.QuerySelectorAll("tbody tr");
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row => Assert.Equal(told, string.Join(' ', row.QuerySelectorAll("td").Select(Said))));
        // No other table says what this one does not.
        var stability = page.QuerySelectorAll("table")
            .First(table => table.QuerySelector("caption")!.TextContent == "Bewertungen: Änderungen bis Runde 3");
        Assert.Equal(moved, Said(stability.QuerySelectorAll("tbody tr")[1].QuerySelectorAll("td")[5]));
    }

    private static Option[] Options(int many) =>
        [.. Enumerable.Range(1, many).Select(number => new Option($"o{number}", SampleStudy.Text($"Option {number}")))];

    private static Study Study()
    {
        var study = new Study(
            "arten",
            SampleStudy.Questionnaire(
                new Section("s", SampleStudy.Text("S"), [Rating, Ratings, Choice, Several, Some, All, Points, Number, Estimate, Open])
            ),
            SampleStudy.Start,
            "team"
        );
        Hold(study, 1);
        Hold(study, 2);
        return study;
    }

    private static void Hold(Study study, int round)
    {
        if (round > 1)
            study.PlanNext(study.CurrentRound.Questionnaire.Items.Select(item => item.Key).ToHashSet(), new Dictionary<string, string>());
        var tally = new RoundTally(study.CurrentRound.Questionnaire, study.LastAskedBefore(study.CurrentRound));
        for (var group = 1; group <= 2; group++)
        for (var person = 0; person < People; person++)
        {
            var sheet = Sheet(person);
            tally.Add($"g{group}", sheet, null, round == 1 ? [] : [new EarlierSheet(round - 1, sheet, null)]);
            if (round > 1)
                tally.AddFirst(sheet, true);
        }
        SampleStudy.Close(study, tally, HandedIn, SampleStudy.Start.AddDays(42 * (round - 1)));
    }

    private static string Sheet(int person)
    {
        string Third() => ((person % 3) + 1).ToString(CultureInfo.InvariantCulture);
        var isOdd = person % 2 == 1;
        var values = new Dictionary<string, string>
        {
            ["bewertung"] = Third(),
            ["zwei.a"] = Third(),
            ["zwei.b"] = Third(),
            ["auswahl"] = $"o{Third()}",
            ["mehrere.o1"] = MarkPart.Chosen,
            ["rang.o1"] = isOdd ? "1" : "",
            ["rang.o2"] = isOdd ? "2" : "",
            ["rang.o3"] = isOdd ? "" : "1",
            ["rang.o4"] = isOdd ? "" : "2",
            ["alle.o1"] = isOdd ? "1" : "2",
            ["alle.o2"] = isOdd ? "2" : "1",
            ["alle.o3"] = "3",
            ["punkte.o1"] = isOdd ? "4" : "6",
            ["punkte.o2"] = isOdd ? "6" : "4",
            ["zahl"] = Third(),
            ["schaetzung.low"] = "1",
            ["schaetzung.best"] = Third(),
            ["schaetzung.high"] = "9",
        };
        if (isOdd)
        {
            values["mehrere.o2"] = MarkPart.Chosen;
            values["offen"] = "Ein Gedanke";
        }
        return JsonSerializer.Serialize(values.Where(pair => pair.Value.Length > 0).ToDictionary());
    }

    private async Task<IDocument> PageAsync(Study study)
    {
        var page = Parse(await house.Page.ForScreen(Report(study), "de", volume: ReportVersion.Data));
        ReportMeasuresTests.AssertSound(page);
        return page;
    }

    private async Task<IReadOnlyList<IElement>> TablesAsync(Item item)
    {
        var study = Study();
        var at = study.CurrentRound.Questionnaire.Items.ToList().FindIndex(one => one.Key == item.Key);
        return [.. (await PageAsync(study)).QuerySelectorAll(".item")[at].QuerySelectorAll("table")];
    }

    private static IEnumerable<string> Heads(IElement table, int row) => table.QuerySelectorAll("thead tr")[row].Children.Select(Said);

    private static IEnumerable<string> Row(IElement table, string name) =>
        table.QuerySelectorAll("tbody tr").Single(row => Said(row.Children[0]) == name).QuerySelectorAll("td").Select(Said);

    private static string Said(IElement cell) => cell.TextContent.Replace('\u00a0', ' ').Trim();
}
