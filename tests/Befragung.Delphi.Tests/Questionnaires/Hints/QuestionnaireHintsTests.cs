using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Delphi.Studies;
using Befragung.Delphi.Tests.Drafts;
using Xunit.Abstractions;
using static Befragung.Delphi.Tests.Questionnaires.Hints.HintSample;

namespace Befragung.Delphi.Tests.Questionnaires.Hints;

/// <summary>Each hint at its border, and where it has to keep silent.</summary>
public sealed class QuestionnaireHintsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(25, false)]
    [InlineData(26, true)]
    public void A_text_of_more_than_25_words_is_long(int words, bool told)
    {
        var text = string.Join(' ', Enumerable.Range(0, words).Select(number => $"Wort{(char)('a' + number)}")) + " – ?";
        var hint = Of(Rating("r", text)).SingleOrDefault();
        Assert.Equal(told ? HintKind.LongText : null, hint?.Kind);
        Assert.Empty(Of(new InformationItem("r", Sample.De(text))));
        if (hint is not null)
            Assert.Equal(
                ("sections/0/items/0/text/de", "r/de", $"Der Text hat {words} Wörter."),
                (hint.Place, hint.Subject, hint.What.ToString()[..23])
            );
    }

    [Theory]
    [InlineData("de", "Ohne Geld geht es nicht.", "Ohne nicht")]
    [InlineData("de", "Es ist nicht unwichtig, wer mitmacht.", "nicht unwichtig")]
    [InlineData("de", "Niemand soll kein Angebot haben.", "Niemand kein")]
    [InlineData("de", "Ich glaube nicht, dass es nicht gelingt.", "nicht nicht")]
    [InlineData("de", "Das Vorhaben ist nicht undurchsichtig.", "nicht undurchsichtig")]
    [InlineData("de", "Die Stadt ist nicht nur klein, sie hat auch kein Geld.", null)]
    [InlineData("de", "Das Angebot ist nicht teuer und nicht weit weg.", null)]
    [InlineData("de", "Es fehlt nichts. Niemand zieht weg.", null)]
    [InlineData("de", "Es ist nicht leicht, unter einem Dach zu arbeiten.", null)]
    [InlineData("de", "Weder Bund noch Land zahlen.", null)]
    [InlineData("de", "Ein Unternehmen soll nicht allein entscheiden.", null)]
    [InlineData("en", "No town should apply unless it is ready.", "No unless")]
    [InlineData("en", "It isn’t unlikely that shops close.", "isn’t unlikely")]
    [InlineData("en", "Towns cannot do without help.", "cannot without")]
    [InlineData("en", "It is not only cheap, but never late.", null)]
    [InlineData("en", "It is no problem to understand the unit.", null)]
    [InlineData("en", "Whether or not towns grow, nobody knows.", null)]
    public void Two_negations_in_a_sentence_are_told_and_others_not(string language, string text, string? words)
    {
        var hint = Of(language, new RatingItem("r", new(language, text), FivePoints))
            .SingleOrDefault(one => one.Kind == HintKind.DoubleNegation);
        Assert.Equal(words, hint is null ? null : string.Join(' ', hint.What.Values));
    }

    [Fact]
    public void A_scale_without_words_at_its_ends_is_told_once_for_all_that_use_it()
    {
        var bare = FivePoints with
        {
            Labels = new Dictionary<int, LocalizedText> { [1] = Sample.De("unwichtig"), [4] = Sample.De("wichtig") },
        };
        var hint = Assert.Single(
            Of(
                Rating("a", "Leerstand"),
                new RatingItem("b", Sample.De("Wohnen"), bare),
                new MultiRatingItem("c", Sample.De("Klima"), [new("x", Sample.De("X"), FivePoints), new("y", Sample.De("Y"), bare)])
            )
        );
        Assert.Equal((HintKind.ScaleWithoutWords, "sections/0/items/1/scale"), (hint.Kind, hint.Place));
    }

    [Theory]
    [InlineData("de", "1–5;5–10", "1–5;5–10")]
    [InlineData("de", "1–5;6–10", null)]
    [InlineData("de", "unter 10;10 bis 20;20 und mehr", "10 bis 20;20 und mehr")]
    [InlineData("de", "unter 10;10 bis unter 20;20 und mehr", null)]
    [InlineData("de", "bis 10;über 10", null)]
    [InlineData("de", "bis 10 Jahre;ab 10 Jahren", "bis 10 Jahre;ab 10 Jahren")]
    [InlineData("de", "1 Tag;2 bis 3 Tage;mehr als 3 Tage", null)]
    [InlineData("de", "6 bis 12 Monate;1 bis 3 Jahre", null)]
    [InlineData("de", "unter 5.000;5.000 bis 20.000;mehr als 20.000", null)]
    [InlineData("de", "bis 1,5;1,2 bis 3", "bis 1,5;1,2 bis 3")]
    [InlineData("de", "2020;2025;2030", null)]
    [InlineData("de", "Bus;Bahn", null)]
    [InlineData("de", "Zu Fuß;zu fuß!", "Zu Fuß;zu fuß!")]
    [InlineData("de", "E-Bike;E Bike", "E-Bike;E Bike")]
    [InlineData("de", "Ja;ja", null)]
    [InlineData("en", "under 18;18 to 65;65 or older", "18 to 65;65 or older")]
    [InlineData("en", "under 18;18 to 64;65 or older", null)]
    [InlineData("en", "up to 1,000;1,000 to 5,000", "up to 1,000;1,000 to 5,000")]
    public void Options_that_overlap_or_read_alike_are_told(string language, string options, string? told)
    {
        var item = new SingleChoiceItem(
            "c",
            new(language, "?"),
            [.. options.Split(';').Select((name, number) => new Option($"o{number}", new(language, name)))],
            true
        );
        var hint = Of(language, item).SingleOrDefault();
        Assert.Equal(told, hint is null ? null : string.Join(';', hint.What.Values));
        Assert.Equal(told is null ? null : HintKind.OverlappingOptions, hint?.Kind);
    }

    [Theory]
    [InlineData("Der Laden braucht eine Post", "Der Laden braucht eine Post!", true)]
    [InlineData("Die Stadt braucht mehr bezahlbare Wohnungen.", "Die Stadt braucht mehr bezahlbare Wohnung.", true)]
    [InlineData("Die Stadt braucht mehr Wohnungen.", "Das Land braucht mehr Lehrkräfte.", false)]
    [InlineData("Innenstadtbelebung und Leerstand", "Leerstand und Innenstadtbelebung", true)]
    [InlineData("日本", "日本", true)]
    [InlineData("?", "!", false)]
    public void Texts_that_are_nearly_the_same_are_told(string one, string other, bool told)
    {
        var hint = Of(Rating("a", one), Rating("b", other)).SingleOrDefault(hint => hint.Kind == HintKind.NearDuplicate);
        Assert.Equal(told ? "b+a" : null, hint?.Subject);
    }

    /// <summary>
    /// "  " + nine letters + " " are ten trigrams. Two that differ in their last letter share eight: 2·8/20 is just 0.8; of eight letters, which are nine, seven: 14/18 is less.
    /// </summary>
    [Theory]
    [InlineData("abcdefghi", "abcdefghx", true)]
    [InlineData("abcdefgh", "abcdefgx", false)]
    public void The_border_of_what_is_nearly_the_same_is_four_fifths(string one, string other, bool told) =>
        Assert.Equal(told, Of(Rating("a", one), Rating("b", other)).Count > 0);

    [Fact]
    public void Of_many_that_are_alike_each_is_told_once_and_five_hundred_long_ones_cost_little()
    {
        var random = new Random(14);
        var words = Enumerable
            .Range(0, 3_000)
            .Select(_ => new string([.. Enumerable.Range(0, random.Next(3, 12)).Select(_ => (char)('a' + random.Next(26)))]))
            .ToList();
        string Text() => string.Join(' ', Enumerable.Range(0, 400).Select(_ => words[random.Next(words.Count)]));
        var items = Enumerable.Range(0, 500).Select(number => (Item)Rating($"r{number}", Text())).ToList();
        items[400] = Rating("r400", items[7].Text.In("de") + " mehr");
        var (found, cost) = Timed(items);
        output.WriteLine($"500 texts of {items[0].Text.In("de").Length} characters: {cost.TotalMilliseconds:0} ms");
        Assert.Equal("r400+r7", Assert.Single(found).Subject);
        Assert.True(cost < TimeSpan.FromSeconds(5), $"{cost}");

        // Nothing is rare among texts that are all the same.
        (found, cost) = Timed([
            .. items.Select((item, number) => (Item)Rating(item.Key, $"Wie wichtig ist es bis 2035, dass Ort {number} wächst?")),
        ]);
        output.WriteLine($"500 alike: {cost.TotalMilliseconds:0} ms");
        Assert.Equal(499, found.Count);
        Assert.True(cost < TimeSpan.FromSeconds(5), $"{cost}");
    }

    /// <summary>Time of the processor, the best of three: others work on the same machine.</summary>
    private static (IReadOnlyList<Hint> Found, TimeSpan Cost) Timed(IReadOnlyList<Item> items)
    {
        IReadOnlyList<Hint> found = [];
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 3; run++)
        {
            var clock = Environment.CpuUsage.TotalTime;
            found = [.. Of([.. items]).Where(hint => hint.Kind == HintKind.NearDuplicate)];
            var cost = Environment.CpuUsage.TotalTime - clock;
            best = cost < best ? cost : best;
        }
        return (found, best);
    }

    [Fact]
    public void What_no_group_is_asked_is_told_at_its_condition()
    {
        var north = new Condition { Groups = ["nord"] };
        var south = new Condition { Groups = ["sued"] };
        var hints = QuestionnaireHints.Of(
            Questionnaire(
                "de",
                new Section(
                    "eins",
                    Sample.De("Eins"),
                    [Rating("a", "Leerstand", north), Rating("b", "Wohnen", south with { Item = "a", From = 3 })]
                ),
                new Section("zwei", Sample.De("Zwei"), [Rating("c", "Klima", south), Rating("d", "Verkehr")]) { When = north }
            )
        );
        Assert.Equal(
            ["NobodyAsked sections/0/items/1/when b", "NobodyAsked sections/1/items/0/when c"],
            hints.Select(hint => $"{hint.Kind} {hint.Place} {hint.Subject}")
        );
    }

    [Theory]
    [InlineData("r", "6", null, null, null, true)]
    [InlineData("r", "4", "2", null, null, true)]
    [InlineData("r", "4", "4", null, null, false)]
    [InlineData("r", "2", null, "1", null, true)]
    [InlineData("r", null, null, "1 2", "1", false)]
    [InlineData("r", null, null, "1", "1", true)]
    [InlineData("r", null, null, null, "1 2 3 4 5", true)]
    [InlineData("c", null, null, null, "x y", true)]
    [InlineData("c", null, null, null, "x", false)]
    [InlineData("z", "11", null, null, null, true)]
    [InlineData("z", "10", null, null, null, false)]
    [InlineData("z", null, null, "5", "5", true)]
    [InlineData("m", null, null, "x", "x", true)]
    [InlineData("m", null, null, "x", "y", false)]
    public void A_condition_that_can_never_hold_is_told(string about, string? from, string? to, string? isOne, string? isNot, bool told)
    {
        var when = new Condition
        {
            Item = about,
            OfMarks = about == "m",
            From = from is null ? null : int.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
            To = to is null ? null : int.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
            Is = isOne?.Split(' '),
            IsNot = isNot?.Split(' '),
        };
        Option[] options = [new("x", Sample.De("Rathaus")), new("y", Sample.De("Kirche"))];
        var hints = Of(
            Rating("r", "Leerstand"),
            new SingleChoiceItem("c", Sample.De("Sitz"), options, true),
            new NumberItem("z", Sample.De("Jahre"), null, 0, 10, 0),
            new MultipleChoiceItem("m", Sample.De("Orte"), options, false, 0, 2, true),
            Rating("b", "Klima", when)
        );
        Assert.Equal(
            told ? "NeverHolds sections/0/items/4/when" : null,
            hints.Select(hint => $"{hint.Kind} {hint.Place}").SingleOrDefault()
        );
    }

    [Fact]
    public void A_condition_holds_together_with_that_of_its_section()
    {
        Condition Is(string point) => new() { Item = "r", Is = [point] };
        var hints = QuestionnaireHints.Of(
            Questionnaire(
                "de",
                new Section("eins", Sample.De("Eins"), [Rating("r", "Leerstand")]),
                new Section("zwei", Sample.De("Zwei"), [Rating("a", "Klima", Is("1")), Rating("b", "Wohnen", Is("2"))]) { When = Is("2") },
                new Section("drei", Sample.De("Drei"), [Rating("c", "Verkehr"), Rating("d", "Schule")]) { When = Is("1") with { From = 2 } }
            )
        );
        Assert.Equal(["NeverHolds a", "NeverHolds section drei"], hints.Select(hint => $"{hint.Kind} {hint.Subject}"));
    }

    [Theory]
    [InlineData(null, 0, false)]
    [InlineData(4, 0, true)]
    [InlineData(5, 0, false)]
    [InlineData(12, 4, false)]
    [InlineData(null, 4, true)]
    [InlineData(null, 5, false)]
    [InlineData(4, 5, false)]
    public void A_group_below_the_smallest_cell_is_told_by_its_panel_or_else_by_its_target(int? target, int invited, bool told)
    {
        var questionnaire = Questionnaire("de", new Section("s", Sample.De("S"), [Rating("r", "Leerstand")]));
        questionnaire = questionnaire with { Groups = [new("nord", Sample.De("Nord")) { Target = target }, questionnaire.Groups[1]] };
        var hints = QuestionnaireHints.Of(questionnaire, new Dictionary<string, int> { ["nord"] = invited });
        Assert.Equal(
            told ? "SmallGroup groups/0 nord" : null,
            hints.Select(hint => $"{hint.Kind} {hint.Place} {hint.Subject}").SingleOrDefault()
        );
    }

    [Fact]
    public void A_fingerprint_changes_with_the_words_and_not_with_the_place()
    {
        string Print(params Item[] items) => Of(items).Single(hint => hint.Kind == HintKind.DoubleNegation).Fingerprint;
        var one = Print(Rating("r", "Ohne Geld geht es nicht."));
        Assert.Equal(one, Print(Rating("a", "Leerstand"), Rating("r", "Ohne Geld geht es nicht.")));
        Assert.NotEqual(one, Print(Rating("r", "Ohne Geld geht es nie.")));
    }

    [Fact]
    public void No_questionnaire_is_too_strange_for_hints()
    {
        var random = new Random(1402);
        for (var i = 0; i < 300; i++)
        {
            var questionnaire = new RandomQuestionnaire(random).Next();
            var hints = QuestionnaireHints.Of(questionnaire);
            // What was waved away is found again by these two.
            Assert.Equal(hints.Count, hints.Select(hint => (hint.Kind, hint.Subject)).Distinct().Count());
            Assert.All(hints, hint => Assert.True(hint.What.ToString().Length > 40 && hint.Subject.Length <= 100));
            Assert.All(Duration.Of(questionnaire), one => Assert.InRange(one.Least, 1, one.Most));
        }
    }

    /// <summary>What the questionnaires say themselves of their length lies within.</summary>
    [Theory]
    [InlineData("expertengespraech.yaml", 15)]
    [InlineData("kleinstadtakademie.yaml", 20)]
    [InlineData("akteursbefragung.yaml", 15)]
    [InlineData("buergerbefragung-arbeitswelten.yaml", 5)]
    [InlineData("buergerbefragung-arbeitswelten.yaml", 10)]
    public void Minutes_are_about_what_authors_say(string file, int minutes) =>
        Assert.All(
            Duration.Of(QuestionnaireReader.Read(Repository.Read("questionnaires", file)).Questionnaire!),
            one => Assert.InRange(minutes, one.Least, one.Most)
        );

    [Fact]
    public void Minutes_differ_by_what_a_group_is_asked()
    {
        var questionnaire = Questionnaire(
            "de",
            new Section(
                "s",
                Sample.De("S"),
                [
                    Rating("r", "Leerstand"),
                    .. Enumerable.Range(0, 30).Select(number => Rating($"n{number}", $"Frage {number}", new() { Groups = ["nord"] })),
                ]
            )
        );
        var (north, south) = (Duration.Of(questionnaire)[0], Duration.Of(questionnaire)[1]);
        Assert.Equal((1, 1), (south.Least, south.Most));
        Assert.InRange(north.Most, 5, 7);
    }
}
