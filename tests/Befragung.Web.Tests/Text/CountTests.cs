using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Befragung.Delphi;
using Befragung.Delphi.Reporting;
using Befragung.Web.Text;

namespace Befragung.Web.Tests.Text;

/// <summary>A number and its word fit together, in every sentence and both languages: "1 Person", "2 Personen".</summary>
public sealed partial class CountTests
{
    private const string German = "de-DE",
        English = "en-GB";

    /// <summary>Texts in which a number stands before a plural all the same, and why.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["{0} answers, its certificate is valid until {1}."] = "a server answers; that is no count",
    };

    private static readonly (string Culture, string Text)[] Texts =
    [
        .. XDocument
            .Load(Repository.PathOf("src", "Befragung.Web", "Text", "Texts.en.resx"))
            .Root!.Elements("data")
            .SelectMany<XElement, (string, string)>(data =>
                [(German, data.Attribute("name")!.Value), (English, data.Element("value")!.Value)]
            ),
    ];

    /// <summary>The nouns that are counted somewhere, plural and singular, by language.</summary>
    private static readonly ILookup<string, (string Many, string One)> Nouns = (
        from text in Texts
        from Match form in Form().Matches(text.Text)
        from many in Word().Matches(form.Groups["many"].Value).Select(word => word.Value)
        from one in Word().Matches(form.Groups["one"].Value).Select(word => word.Value)
        where text.Culture == German ? IsGermanPlural(one, many) : IsEnglishPlural(one, many)
        select (text.Culture, Noun: (many, one))
    )
        .Distinct()
        .ToLookup(one => one.Culture, one => one.Noun);

    [Fact]
    public void The_nouns_are_found_in_the_texts()
    {
        string[] german = ["Antworten", "Bewertungen", "Bögen", "Fragen", "Gruppen", "Personen", "Punkten", "Runden", "Tagen", "Texte"];
        string[] english = ["answers", "characters", "criteria", "days", "people", "ratings", "rounds", "sheets"];
        Assert.Empty(german.Except(Nouns[German].Select(noun => noun.Many)));
        Assert.Empty(english.Except(Nouns[English].Select(noun => noun.Many)));
    }

    [Theory]
    [InlineData(German)]
    [InlineData(English)]
    public void No_number_stands_before_a_plural_without_its_singular(string culture)
    {
        var plurals = string.Join('|', Nouns[culture].Select(noun => noun.Many).Distinct());
        var adjective = culture == German ? @"(?!(?:der|die|aller|eine|andere) )\p{Ll}+e[nrs]? " : "(?:more|other|open|short|complete) ";
        // Whatever stands after "Runde {0}" belongs to another word.
        var bare = new Regex(
            $$"""(?<!(?:Runde|Runden|round|rounds) )\{\d(?::[^|}]*)?\} (?:{{adjective}})?(?:{{plurals}})\b""",
            RegexOptions.None,
            TimeSpan.FromSeconds(5)
        );
        None(Texts.Where(text => text.Culture == culture && bare.IsMatch(text.Text)).Select(text => text.Text));
    }

    [Theory]
    [InlineData(German)]
    [InlineData(English)]
    public void Every_count_is_written_with_the_word_that_fits_it(string culture)
    {
        var nouns = Nouns[culture].ToList();
        var many = string.Join('|', nouns.Select(noun => noun.Many).Except(nouns.Select(noun => noun.One)));
        var one = string.Join('|', nouns.Select(noun => noun.One).Except(nouns.Select(noun => noun.Many)));
        // Where a sentence begins with its number, the verb is looked at as well.
        var ofOne = new Regex(
            $$"""(?<![\d.,–] ?)\b(1|[Ee]ine?[mnrs]?|[Oo]ne) (({{many}})\b|(?<=^\w+ |[.:] \w+ )\p{L}+ (haben|sind|werden|wurden|waren|schrieben|have|are|were|do)\b)""",
            RegexOptions.None,
            TimeSpan.FromSeconds(5)
        );
        var ofMany = new Regex(
            $$"""(?<![\d.,])(0|2|1[.,]234) (({{one}})\b|(?<=^[\d.,]+ |[.:] [\d.,]+ )\p{L}+ (hat|ist|wird|wurde|war|schrieb|has|is|was|does)\b)""",
            RegexOptions.None,
            TimeSpan.FromSeconds(5)
        );
        var wrong = new List<string>();
        foreach (var (_, text) in Texts.Where(text => text.Culture == culture && Form().IsMatch(text.Text)))
        foreach (var number in (int[])[0, 1, 2, 1234])
        {
            var said = string.Format(
                new CountFormat(CultureInfo.GetCultureInfo(culture)),
                text,
                [.. Enumerable.Repeat<object>(number, 1 + Place().Matches(text).Max(place => place.Value[1] - '0'))]
            );
            Assert.DoesNotContain('|', said);
            Assert.DoesNotContain('#', said);
            if ((number == 1 ? ofOne : ofMany).IsMatch(said))
                wrong.Add(said);
        }
        None(wrong);
    }

    [Theory]
    [InlineData("{0:Person|Personen}", 1, "1 Person")]
    [InlineData("{0:Person|Personen}", 1234, "1.234 Personen")]
    [InlineData("{0:=Eine Person hat|# Personen haben} geantwortet", 1, "Eine Person hat geantwortet")]
    [InlineData("{0:=Eine Person hat|# Personen haben} geantwortet", 1234, "1.234 Personen haben geantwortet")]
    [InlineData("{0:=ein|#} Anschreiben", 0, "0 Anschreiben")]
    [InlineData("{0:Punkt|Punkte}", -1, "−1 Punkt")]
    [InlineData("{0:Punkt|Punkte}", 1.5, "1,5 Punkte")]
    // A place that a script fills in later, and a number that is a word already.
    [InlineData("{0:Punkt|Punkten}", "{1}", "{1} Punkten")]
    [InlineData("{0:Punkt|Punkten}", "1", "1 Punkt")]
    public void A_number_takes_its_word(string text, object number, string said) =>
        Assert.Equal(said, string.Format(new CountFormat(CultureInfo.GetCultureInfo(German)), text, number));

    /// <summary>In sentences, in tables and beside fields: a number of five digits and more is read with marks, a year without.</summary>
    [Theory]
    [InlineData(German, 2027, "2027")]
    [InlineData(German, 9999.5, "9999,5")]
    [InlineData(German, 10000, "10.000")]
    [InlineData(German, 1131250.25, "1.131.250,25")]
    [InlineData(English, 1131250.25, "1,131,250.25")]
    [InlineData(English, 0.5, "0.5")]
    public void A_long_number_has_marks_wherever_it_stands(string culture, double number, string said)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(said, string.Format(new CountFormat(CultureInfo.CurrentCulture), "{0}", number));
        Assert.Equal(said, string.Format(new CountFormat(CultureInfo.CurrentCulture), "{0}", (decimal)number));
        Assert.Equal(said, Words.Number(number));
        Assert.Equal(said, TypedNumbers.Told(number.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(1, "Gestellt wurde eine Frage.")]
    [InlineData(2, "Gestellt wurden zwei Fragen.")]
    [InlineData(30, "Gestellt wurden 30 Fragen.")]
    public void A_number_in_words_is_counted_too(int number, string said) =>
        Assert.Equal(said, new Sentence("Gestellt {0:=wurde eine Frage|wurden # Fragen}.", new InWords(number)).ToString());

    private static void None(IEnumerable<string> texts)
    {
        var left = texts.Where(text => !Allowed.ContainsKey(text)).Order(StringComparer.Ordinal).ToList();
        Assert.True(left.Count == 0, string.Join('\n', left));
    }

    private static bool IsGermanPlural(string one, string many) =>
        char.IsUpper(many[0])
        && one != many
        && one[0] == many[0]
        && Same(one, many) >= 1
        && (many.Length > one.Length || Same(one, many) < one.Length)
        && many.Length <= one.Length + 3;

    private static bool IsEnglishPlural(string one, string many) =>
        many == one + "s" || many == one[..^1] + "ies" || (one, many) is ("person", "people") or ("criterion", "criteria");

    private static int Same(string one, string many) => one.Zip(many).TakeWhile(pair => pair.First == pair.Second).Count();

    [GeneratedRegex(@"\{\d:(?<one>[^|}]*)\|(?<many>[^}]*)\}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Form();

    [GeneratedRegex(@"\{\d", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\p{L}+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Word();
}
