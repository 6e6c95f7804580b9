using System.Globalization;
using System.Text.Json;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>How well people say that they know what a section is about; what those answered who know it well; and what a verdict is among those who know it.</summary>
public sealed class KnowingTests
{
    private const int Smallest = 5;

    private static readonly Questionnaire Asked = Asking();

    [Fact]
    public void It_is_counted_by_section_and_is_no_item()
    {
        var result = First([
            .. Times(4, "not", 1),
            .. Times(5, "some", 2),
            .. Times(6, "well", 3),
            .. Times(2, "", 4),
            .. Times(1, null, 5),
        ]);
        Assert.Equal([new SectionKnowing("s", 15, 3, 4, 5, 6)], result.Knowing!);
        Assert.DoesNotContain(result.Items, item => ExpertiseItem.IsKey(item.Key));
        Assert.Equal((18, 0), (result.Of("r")!.N, result.Of("r")!.Missing));
    }

    [Fact]
    public void Where_no_section_asks_nothing_is_said()
    {
        var result = Panel.Second(Panel.Asking(PercentAgreementRule.Usual), Panel.Of(0, 0, 0, 4, 16).Select(rating => (rating, rating)));
        Assert.Null(result.Knowing);
        Assert.Null(result.Of("q1")!.Knowing);
        Assert.Null(result.Of("q1")!.Firmness!.AmongKnowing);
        Assert.DoesNotContain("knowing", JsonSerializer.Serialize(result, RoundResult.Format), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_result_that_was_frozen_before_has_none()
    {
        var json = JsonSerializer.Serialize(First([.. Mixed(6, "well"), .. Mixed(6, "not")]), RoundResult.Format);
        var read = JsonSerializer.Deserialize<RoundResult>(json, RoundResult.Format)!;
        Assert.Equal(6, read.Of("r")!.Knowing!.N);
        Assert.Equal([new SectionKnowing("s", 12, 0, 6, 0, 6)], read.Knowing!);

        var old = JsonSerializer.Deserialize<RoundResult>(
            """{"round":1,"quantileType":7,"smallestCell":5,"response":{"invited":1,"started":1,"handedIn":1},"groups":[],"items":[{"key":"r","type":"rating","n":1,"missing":0}]}""",
            RoundResult.Format
        )!;
        Assert.Null(old.Knowing);
        Assert.Null(old.Of("r")!.Knowing);
    }

    [Fact]
    public void An_item_is_told_as_those_answered_it_who_know_it_well()
    {
        var result = First([
            .. Times(2, "well", 3, "x", 10),
            .. Times(3, "well", 4, "y", 20),
            .. Times(3, "well", 5, "y", 30),
            .. Times(3, "some", 5, "x", 1),
            .. Times(2, "not", 2, "z", 2),
            .. Times(2, null, 1, "x", 3),
        ]);
        var rating = result.Of("r")!.Knowing!;
        Assert.Equal((8, 4d, 3.75, 5d, 75d), (rating.N, rating.Median, rating.Quartile1, rating.Quartile3, rating.PercentAgreement));
        Assert.Null(rating.Counts);
        Assert.Equal([2, 6, 0], result.Of("c")!.Knowing!.Counts!);
        var number = result.Of("n")!.Knowing!;
        Assert.Equal((8, 20d, 17.5, 30d), (number.N, number.Median, number.Quartile1, number.Quartile3));
        // The plain result counts everybody.
        Assert.Equal((15, 15, 15), (result.Of("r")!.N, result.Of("c")!.N, result.Of("n")!.N));
        // What another section asks has nothing to do with it.
        Assert.Null(result.Of("u")!.Knowing);
    }

    /// <summary>Of few who know it well, and of few who are left, one could compute what they answered.</summary>
    [Theory]
    [InlineData(0, 20, false)]
    [InlineData(1, 19, false)]
    [InlineData(4, 16, false)]
    [InlineData(5, 15, true)]
    [InlineData(15, 5, true)]
    [InlineData(16, 4, false)]
    [InlineData(19, 1, false)]
    // They are everybody: that is the plain result.
    [InlineData(20, 0, false)]
    public void It_is_told_where_neither_they_nor_the_others_are_few(int well, int others, bool told)
    {
        var result = First([.. Mixed(well, "well"), .. Mixed(others, "some")]);
        foreach (var key in (string[])["r", "c", "n"])
            Assert.Equal((key, told), (key, result.Of(key)!.Knowing is not null));
    }

    /// <summary>Who knows it well and gave no answer to an item does not make them many.</summary>
    [Fact]
    public void Those_count_who_answered_the_item()
    {
        var result = First([.. Mixed(4, "well"), .. Times(3, "well", 0), .. Mixed(10, "not")]);
        Assert.Equal(7, result.Knowing!.Single().Well);
        Assert.Null(result.Of("r")!.Knowing);
    }

    [Theory]
    // All of the others answered alike: what is left would be the answer of each of them.
    [InlineData(6, 0, false)]
    // All but one.
    [InlineData(5, 1, false)]
    [InlineData(4, 2, true)]
    // So many that it says nothing of one.
    [InlineData(10, 0, true)]
    public void It_is_not_told_where_few_of_a_side_answered_alike(int top, int bottom, bool told)
    {
        foreach (var (knows, others) in ((string, string)[])[("well", "not"), ("not", "well")])
        {
            var result = First([
                .. Times(6, knows, 5, "x", 1),
                .. Times(6, knows, 1, "y", 2),
                .. Times(top, others, 4, "x", 3),
                .. Times(bottom, others, 2, "y", 4),
            ]);
            Assert.Equal(
                (told, told, told),
                (result.Of("r")!.Knowing is not null, result.Of("c")!.Knowing is not null, result.Of("n")!.Knowing is not null)
            );
        }
    }

    /// <summary>Whoever was not asked a section was not asked at its head either, whatever stands on the sheet.</summary>
    [Fact]
    public void What_was_not_asked_in_the_end_does_not_count()
    {
        var asked = Asked with
        {
            Sections =
            [
                Asked.Sections[1],
                Asked.Sections[0] with
                {
                    When = new Condition { Item = "u", From = 3 },
                },
            ],
        };
        Assert.Equal(["c", "knows-s", "m", "n", "r"], asked.LeftOut("g1", part => part == "u" ? "2" : null).Order(StringComparer.Ordinal));
        Assert.Empty(asked.LeftOut("g1", _ => "3"));
        var tally = new RoundTally(asked);
        tally.Add("g1", """{"u":"2","r":"1","knows-s":"well"}""", "r m c n knows-s");
        tally.Add("g1", """{"u":"3","r":"1","knows-s":"well"}""");
        Assert.Equal([new SectionKnowing("s", 1, 0, 0, 0, 1)], tally.ToResult(1, new Dictionary<string, Response>()).Knowing!);
    }

    [Fact]
    public void Rows_are_counted_as_sheets_are()
    {
        var people = Mixed(7, "well").Concat(Mixed(8, "some")).ToList();
        var tally = new RoundTally(Asked);
        foreach (var one in people)
        {
            var row = new short[tally.Slots.Count];
            var numbers = new double[tally.Slots.Numbers];
            tally.Slots.Read(Sheet(one), row, numbers, null);
            Assert.Equal(one.Knows, tally.Slots.ValueOf("knows-s", row, numbers));
            tally.Add("g1", row, [], numbers);
        }
        Assert.Equal(
            JsonSerializer.Serialize(First(people), RoundResult.Format),
            JsonSerializer.Serialize(tally.ToResult(1, new Dictionary<string, Response>()), RoundResult.Format)
        );
    }

    /// <summary>20 know it and stay at 3; 20 say that it is not their field, 10 say nothing, and all of these stay at 5.</summary>
    [Fact]
    public void A_verdict_is_tried_among_those_who_know_the_field()
    {
        var item = Second([.. Pairs(12, 3, "well"), .. Pairs(8, 3, "some"), .. Pairs(20, 5, "not"), .. Pairs(10, 5, null)]).Of("r")!;
        Assert.Equal(new OtherVerdict(Verdict.Consensus, Band.Middle), item.Firmness!.AmongKnowing);
        Assert.True(item.Firmness.IsOtherwiseAmongKnowing(item));
        Assert.NotEqual(FirmnessWord.Firm, item.Firmness.Word);
        Assert.EndsWith(
            "Anders wäre es allein unter denen, die sich nach eigenen Angaben hier etwas oder gut auskennen.",
            FirmnessReasons.Of(item, key => key)!.ToString(),
            StringComparison.Ordinal
        );

        var same = Second([.. Pairs(12, 5, "well"), .. Pairs(8, 5, "some"), .. Pairs(20, 5, "not")]).Of("r")!;
        Assert.False(same.Firmness!.IsOtherwiseAmongKnowing(same));
        Assert.DoesNotContain("eigenen Angaben", FirmnessReasons.Of(same, key => key)!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What is tried is what it is if all others had not taken part.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void It_is_as_if_the_others_had_not_taken_part(int seed)
    {
        var random = new Random(seed);
        var all = Enumerable
            .Range(0, 60)
            .Select(_ =>
            {
                var before = random.Next(10) < 6 ? 5 : random.Next(1, 6);
                return (
                    before,
                    random.Next(3) > 0 ? before : random.Next(1, 6),
                    (string?)((string[])["not", "some", "well"])[random.Next(3)]
                );
            })
            .ToList();
        var item = Second(all).Of("r")!;
        var others = Second(all.Where(one => one.Item3 != "not")).Of("r")!;
        Assert.Equal(others.Verdict, item.Firmness!.AmongKnowing!.Verdict);
        if (others.Verdict is not (Verdict.Moving or Verdict.Undecidable))
            Assert.Equal(others.Side, item.Firmness.AmongKnowing.Side);
    }

    [Theory]
    [InlineData(4, 20, false)]
    // Five could be told of, but no verdict rests on so few.
    [InlineData(5, 20, false)]
    [InlineData(6, 20, true)]
    [InlineData(20, 5, true)]
    [InlineData(20, 4, false)]
    [InlineData(20, 0, false)]
    [InlineData(0, 20, false)]
    public void It_is_tried_where_neither_they_nor_the_others_are_few(int know, int others, bool tried)
    {
        foreach (var level in (string[])["some", "well"])
            Assert.Equal(tried, Second([.. Pairs(know, 5, level), .. Pairs(others, 5, "not")]).Of("r")!.Firmness!.AmongKnowing is not null);
    }

    /// <summary>Others are told what few said of themselves no more than what few answered; the team is, as long as it is not known who was asked.</summary>
    [Theory]
    [InlineData(4, 0, false, false)]
    [InlineData(4, 8, false, true)]
    [InlineData(5, 0, true, true)]
    public void Of_few_it_is_not_told_what_they_said(int said, int silent, bool toOthers, bool toTeam)
    {
        var result = First([.. Mixed(said, "well"), .. Mixed(silent, null)]);
        Assert.Equal(toOthers, SmallTotals.Shown(result, Asked).Knowing!.Single().Well is not null);
        var study = new Study("probe", Asked, Sample.Noon, "ada@example.org");
        study.CurrentRound.Open(Sample.Noon, "ada@example.org");
        study.CurrentRound.Close(result, Sample.Noon, "ada@example.org");
        Assert.Equal(toTeam, SmallTotals.ForTeam(study.Rounds).Single().Knowing!.Single().Well is not null);
    }

    [Fact]
    public void A_sheet_on_which_nothing_else_is_said_is_empty()
    {
        var asking = new Asking(Asked, Guid.Empty, "g1", _ => null);
        AnswerSheet Saved(params (string Part, string? Value)[] answers)
        {
            var sheet = new AnswerSheet(1, 1, Guid.Empty, "g1", Sample.Noon, null, null, null, null, Answers.None, null, 0);
            sheet.Save([.. answers.Select(one => new AnswerChange(one.Part, one.Value))], asking, Sample.Noon);
            return sheet;
        }
        var empty = Saved(("knows-s", "well"));
        Assert.Equal(SheetOutcome.LeftOut, empty.Outcome(countsSaved: true));
        Assert.Throws<RuleBrokenException>(() => empty.HandIn(asking, Sample.Noon));
        Assert.StartsWith(Answers.NothingBut, empty.Answers.ToJson(), StringComparison.Ordinal);

        var answered = Saved(("knows-s", "well"), ("r", "4"));
        Assert.Equal(SheetOutcome.CountedAsSaved, answered.Outcome(countsSaved: true));
        answered.HandIn(asking, Sample.Noon);
        Assert.Equal("""{"r":"4","knows-s":"well"}""", answered.Answers.ToJson());
        // It counts in nobody's progress.
        Assert.Equal(new Progress(1, 0, 4), Progress.Of(Asked.Items, answered.Answers));
    }

    [Fact]
    public void A_section_says_in_its_file_that_it_asks_and_no_item_can_have_that_key()
    {
        string File(string key, string expertise) =>
            $"""
                befragung: 1
                title: Probe
                languages: [de]
                groups:
                  - key: g1
                    name: Eins
                sections:
                  - key: s
                    title: Gefragt
                    expertise: {expertise}
                    items:
                      - key: {key}
                        type: longText
                        text: Warum?
                """;
        var read = QuestionnaireReader.Read(File("q", "true")).Questionnaire!;
        Assert.Equal("knows-s", Assert.Single(read.Expertise).Key);
        Assert.Equal(["q"], read.Items.Select(item => item.Key));
        // As it is frozen, and as a file again.
        var frozen = JsonSerializer.Serialize(read, Questionnaire.Format);
        Assert.Contains("\"expertise\":true", frozen, StringComparison.Ordinal);
        Assert.True(JsonSerializer.Deserialize<Questionnaire>(frozen, Questionnaire.Format)!.Sections[0].Expertise);
        Assert.Contains("expertise: true", Draft.Of(read).Text, StringComparison.Ordinal);

        Assert.Empty(QuestionnaireReader.Read(File("q", "false")).Questionnaire!.Expertise);
        Assert.DoesNotContain(
            "expertise",
            JsonSerializer.Serialize(QuestionnaireReader.Read(File("q", "false")).Questionnaire, Questionnaire.Format),
            StringComparison.Ordinal
        );
        Assert.Null(QuestionnaireReader.Read(File("q", "gut")).Questionnaire);
        Assert.Null(QuestionnaireReader.Read(File("knows-s", "true")).Questionnaire);
    }

    private static Questionnaire Asking() =>
        Sample.Questionnaire with
        {
            Settings = StudySettings.Usual with { SmallestCell = Smallest, Rounds = 3 },
            Sections =
            [
                new(
                    "s",
                    Sample.De("Gefragt"),
                    [
                        new RatingItem("r", Sample.De("Leerstand"), Sample.Scale),
                        new MultiRatingItem("m", Sample.De("Wohnen"), [new("a", Sample.De("Wichtigkeit"), Sample.Scale)]),
                        new SingleChoiceItem(
                            "c",
                            Sample.De("Sitz"),
                            [.. "xyz".Select(key => new Option($"{key}", Sample.De($"{key}")))],
                            true
                        ),
                        new NumberItem("n", Sample.De("Wie viele?"), null, null, null, 0),
                    ]
                )
                {
                    Expertise = true,
                },
                new("t", Sample.De("Ohne"), [new RatingItem("u", Sample.De("Lärm"), Sample.Scale)]),
            ],
        };

    private sealed record Person(string? Knows, int Rating, string? Choice, int? Number);

    private static IEnumerable<Person> Times(int people, string? knows, int rating, string? choice = null, int? number = null) =>
        Enumerable.Repeat(new Person(knows, rating, choice, number), people);

    /// <summary>People who do not answer alike.</summary>
    private static IEnumerable<Person> Mixed(int people, string? knows) =>
        Enumerable.Range(0, people).Select(one => new Person(knows, 1 + (one % 5), $"{"xyz"[one % 3]}", one % 5));

    private static string Sheet(Person one)
    {
        var answers = new Dictionary<string, string>();
        if (one.Knows is { } knows)
            answers["knows-s"] = knows;
        if (one.Rating > 0)
            answers["r"] = answers["u"] = one.Rating.ToString(CultureInfo.InvariantCulture);
        if (one.Choice is { } choice)
            answers["c"] = choice;
        if (one.Number is { } number)
            answers["n"] = number.ToString(CultureInfo.InvariantCulture);
        return JsonSerializer.Serialize(answers);
    }

    private static RoundResult First(IEnumerable<Person> people)
    {
        var tally = new RoundTally(Asked);
        foreach (var one in people)
            tally.Add("g1", Sheet(one));
        return tally.ToResult(1, new Dictionary<string, Response>());
    }

    private static IEnumerable<(int Before, int Now, string? Knows)> Pairs(int people, int rating, string? knows) =>
        Enumerable.Repeat((rating, rating, knows), people);

    /// <summary>Round 2 of one rating.</summary>
    private static RoundResult Second(IEnumerable<(int Before, int Now, string? Knows)> people)
    {
        var all = people.ToList();
        var first = First(all.Select(one => new Person(null, one.Before, null, null)));
        var tally = new RoundTally(Asked, LastAsked.Of(Asked, [(1, Asked)]));
        foreach (var one in all)
            tally.Add(
                "g1",
                Sheet(new(one.Knows, one.Now, null, null)),
                null,
                new EarlierSheet(1, Sheet(new(null, one.Before, null, null)), null)
            );
        return tally.ToResult(2, new Dictionary<string, Response>(), first);
    }
}
