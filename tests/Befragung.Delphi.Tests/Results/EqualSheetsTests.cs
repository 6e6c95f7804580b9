using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Results;

/// <summary>Which sheets are called equal.</summary>
public class EqualSheetsTests
{
    private static readonly Questionnaire Asked = QuestionnaireReader
        .Read(
            """
            befragung: 1
            title: Gleich
            languages: [de]
            groups: [ { key: alle, name: Alle } ]
            scales: { s5: { points: 5 } }
            sections:
              - key: eins
                title: Eins
                items:
            """
                + string.Concat(
                    Enumerable
                        .Range(0, 11)
                        .Select(number => $"\n      - {{ key: r{number}, type: rating, text: Frage {number}, scale: s5 }}")
                )
                + """

                      - { key: l1, type: longText, text: Was fehlt? }
                """
        )
        .Questionnaire!;

    [Fact]
    public void A_sheet_is_equal_to_one_before_whatever_its_texts_say()
    {
        var equal = new EqualSheets(Asked);
        equal.Add(Sheet(11, "eins"), null);
        equal.Add(Sheet(11, "zwei"), null);
        equal.Add(Sheet(11, "zwei", other: "5"), null);
        equal.Add(Sheet(11, null), null);
        Assert.Equal((4, 2), (equal.Sheets, equal.Equal));
    }

    [Fact]
    public void Sheets_with_few_answers_are_alike_by_chance()
    {
        var equal = new EqualSheets(Asked);
        equal.Add(Sheet(9, null), null);
        equal.Add(Sheet(9, null), null);
        // What was not asked in the end is no answer.
        equal.Add(Sheet(10, null), "r0");
        equal.Add(Sheet(10, null), "r0");
        Assert.Equal(0, equal.Equal);
        equal.Add(Sheet(10, null), null);
        equal.Add(Sheet(10, null), null);
        Assert.Equal(1, equal.Equal);
    }

    private static Answers Sheet(int answered, string? text, string other = "3")
    {
        var values = Enumerable
            .Range(0, answered)
            .ToDictionary(
                number => $"r{number}",
                number => number == 0 ? other : (1 + (number % 5)).ToString(CultureInfo.InvariantCulture)
            );
        if (text is not null)
            values["l1"] = text;
        return Answers.Parse(System.Text.Json.JsonSerializer.Serialize(values));
    }
}
