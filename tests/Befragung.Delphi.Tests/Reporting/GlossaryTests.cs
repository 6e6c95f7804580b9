using Befragung.Delphi.Reporting;

namespace Befragung.Delphi.Tests.Reporting;

public sealed class GlossaryTests
{
    [Fact]
    public void Every_term_is_told_in_both_languages_once_and_in_whole_sentences()
    {
        Assert.Equal(Glossary.All.Count, Glossary.All.Select(term => term.Key).Distinct().Count());
        Assert.Equal(Glossary.All.Count, Glossary.All.Select(term => term.German).Distinct().Count());
        Assert.Equal(Glossary.All.Count, Glossary.All.Select(term => term.English).Distinct().Count());
        Assert.All(
            Glossary.All,
            term =>
            {
                Assert.Matches(@"^\p{Lu}.{30,}[.]$", term.InGerman);
                Assert.Matches(@"^\p{Lu}.{20,}[.]$", term.InEnglish);
            }
        );
    }

    [Theory]
    [InlineData("de", "Der Median liegt bei 4, die mittlere Hälfte zwischen 3 und 5 (n = 12).", "median middle_half n")]
    [InlineData("de", "Mediane und Quartile der Runden", "median quartile round")]
    [InlineData("de", "Keine Mehrheit, aber kein Dissens; anderswo eine Mehrheit oder zwei Lager.", "no_majority dissent majority camps")]
    [InlineData("de", "Mehrheitlich geht es um N Personen, Panelpflege, Median-Filter und Nicht-Codes.", "median")]
    [InlineData("de", "Maß A und Krippendorffs α", "agreement_a alpha")]
    [InlineData("en", "The medians of the panel; what this means is open.", "median panel")]
    [InlineData("en", "Kruskal–Wallis test, p < 0.05, with a mean rank of 2", "kruskal p mean_rank")]
    public void A_text_is_searched_for_terms_whatever_their_ending(string language, string text, string keys)
    {
        var uses = Glossary.In(text, language).ToList();

        Assert.Equal(keys, string.Join(' ', uses.Select(use => use.Term.Key).Distinct()));
        Assert.All(uses, use => Assert.NotEmpty(text.Substring(use.Start, use.Length).Trim()));
    }

    [Fact]
    public void A_list_is_sorted_by_the_words_of_its_language()
    {
        Term[] some = [.. Glossary.All.Where(term => term.Key is "stable" or "consensus" or "firmness" or "camps")];

        Assert.Equal(["Festigkeit", "Konsens", "stabil", "zwei Lager"], Glossary.Sorted(some, "de").Select(term => term.German));
        Assert.Equal(["consensus", "firmness", "stable", "two camps"], Glossary.Sorted(some, "en").Select(term => term.English));
    }
}
