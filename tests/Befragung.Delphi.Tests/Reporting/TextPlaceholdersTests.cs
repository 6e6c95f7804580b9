using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Tests.Results;

namespace Befragung.Delphi.Tests.Reporting;

public class TextPlaceholdersTests
{
    private static readonly string[] Known =
    [
        "runden",
        "innenstadt.anteil",
        "innenstadt.n",
        "innenstadt.median",
        "innenstadt.anteil.runde1",
    ];

    [Fact]
    public void They_are_found_with_their_places_whatever_stands_around_them() =>
        Assert.Equal(
            [new TextPlaceholder("innenstadt.anteil", 1, 4), new TextPlaceholder("runden", 3, 1)],
            TextPlaceholders.In("Mit{{innenstadt.anteil}} {einfach} {{\n\n{{ runden }}")
        );

    [Theory]
    [InlineData("{{innenstadt.anteil}} und {{RUNDEN}}", null)]
    [InlineData("ohne", null)]
    [InlineData(
        "a\nbc {{inenstadt.anteil}}",
        "Zeile 2, Spalte 4: „{{inenstadt.anteil}}“ ist kein Platzhalter. Am nächsten kommt: {{innenstadt.anteil}}, {{innenstadt.n}}, {{innenstadt.median}}."
    )]
    [InlineData(
        "{{innenstadt.prozent}}",
        "Zeile 1, Spalte 1: „{{innenstadt.prozent}}“ ist kein Platzhalter. Am nächsten kommt: {{innenstadt.anteil}}, {{innenstadt.n}}, {{innenstadt.median}}."
    )]
    [InlineData(
        "{{ganzanders}}",
        "Zeile 1, Spalte 1: „{{ganzanders}}“ ist kein Platzhalter. Welche es gibt, sagt die Liste auf der Seite."
    )]
    [InlineData("{{}}", "Zeile 1, Spalte 1: „{{}}“ ist kein Platzhalter. Welche es gibt, sagt die Liste auf der Seite.")]
    [InlineData("{{runden}} {{runden", "Zeile 1, Spalte 12: Der Platzhalter hat kein Ende. Es fehlt „}}“.")]
    public void What_is_none_is_told_with_line_column_and_what_comes_nearest(string text, string? problem) =>
        Assert.Equal(problem, TextPlaceholders.Problem(text, Known)?.ToString());

    [Fact]
    public void They_are_replaced_and_what_has_no_value_stays_as_it_is_written() =>
        Assert.Equal(
            "75 % in {{fremd}}",
            TextPlaceholders.Replace("{{innenstadt.anteil}} in {{fremd}}", name => name == "innenstadt.anteil" ? "75 %" : null)
        );

    [Fact]
    public void Typed_numbers_are_those_outside_placeholders() =>
        Assert.Equal(["3,5", "8", "1.000"], TextPlaceholders.Typed("{{a.runde1}} 3,5 und 8 von 1.000, also 8."));

    [Fact]
    public void A_text_is_marked_where_a_value_changed_is_gone_or_a_typed_number_left_the_finding()
    {
        var basis = TextBasis.Of(
            "{{a.n}} und {{b.n}}, 8 von 10",
            new Dictionary<string, string> { ["a.n"] = "8", ["b.n"] = "9" },
            "8 von 10 blieben."
        );
        Assert.Equal(["a.n", "b.n"], basis.Values.Keys);
        Assert.Empty(TextCheck.Of("{{a.n}} und {{b.n}}, 8 von 10", basis, basis.Values, "8 von 10 blieben."));
        Assert.Equal(
            [new NumberChange("a.n", "8", "7"), new NumberChange("b.n", "9", null), new NumberChange(null, "8", null)],
            TextCheck.Of(
                "{{a.n}} und {{b.n}}, 8 von 10, seit 2020",
                basis,
                new Dictionary<string, string> { ["a.n"] = "7" },
                "7 von 10 blieben."
            )
        );
        // Of a text from before, nobody knows what its numbers were; what is not there now is told all the same.
        Assert.Equal(
            [new NumberChange("b.n", null, null)],
            TextCheck.Of("{{a.n}} und {{b.n}}, 8", null, new Dictionary<string, string> { ["a.n"] = "7" }, "7 blieben.")
        );
    }

    [Fact]
    public void Numbers_are_those_of_the_report_newest_first_of_name_and_by_round()
    {
        var numbers = ReportNumbers.Of(
            RatedStudy.Report(new Rated("eins", "5555512344", "5555555544"), new Rated("zwei", "1234512345", null))
        );
        object? Of(string name) => Assert.Single(numbers, number => number.Name == name).Value;
        Assert.Equal(2, Of("runden"));
        Assert.Equal("2 Runden", Of("runden.worte")!.ToString());
        Assert.Equal((10, 10), (Of("teilgenommen"), Of("teilgenommen.runde1")));
        Assert.Equal(100, ((Percent)Of("eins.anteil")!).Value);
        Assert.Equal(70, ((Percent)Of("eins.anteil.runde1")!).Value);
        Assert.Equal((5.0, 10, Verdict.Moving), (Of("eins.median"), Of("eins.n"), Of("eins.urteil")));
        // Not asked again: its newest round is the first.
        Assert.Equal(Of("zwei.anteil"), Of("zwei.anteil.runde1"));
        Assert.DoesNotContain(numbers, number => number.Name == "zwei.anteil.runde2");
    }

    [Fact]
    public void What_too_few_answered_has_a_name_and_no_value() =>
        Assert.All(
            ReportNumbers
                .Of(RatedStudy.Report(new Rated("eins", "5555512344"), new Rated("leise", "33--------")))
                .Where(number => number.Name.StartsWith("leise.", StringComparison.Ordinal)),
            number => Assert.Null(number.Value)
        );
}
