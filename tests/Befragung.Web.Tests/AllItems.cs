using System.Globalization;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests;

/// <summary>A questionnaire with every type of question, in both languages, and how a small panel answers it: for what has to hold of all types alike.</summary>
internal static class AllItems
{
    public const int Experts = 12;

    public const string Yaml = """
        befragung: 1
        title: { de: Alle Fragetypen, en: All item types }
        languages: [de, en]
        groups: [{ key: nord, name: { de: Norden, en: North } }, { key: sued, name: { de: Süden, en: South } }]
        settings: { rounds: 3, smallestCell: 5 }
        scales:
          w5: { points: 5, labels: { 1: { de: unwichtig, en: unimportant }, 2: { de: eher unwichtig, en: rather unimportant }, 3: { de: "teils, teils", en: undecided }, 4: { de: eher wichtig, en: rather important }, 5: { de: sehr wichtig, en: very important } }, noAnswer: true }
          e5: { points: 5, labels: { 1: { de: unwichtig, en: unimportant }, 5: { de: sehr wichtig, en: very important } } }
          w9: { points: 9, labels: { 1: { de: trifft gar nicht zu, en: not at all true }, 9: { de: trifft voll zu, en: fully true } }, noAnswer: true }
          m9: { points: 9, labels: { 1: { de: niedrig, en: low }, 5: { de: mittel, en: medium }, 9: { de: hoch, en: high } } }
          w11: { points: 11, labels: { 1: { de: ausgeschlossen, en: impossible }, 11: { de: sicher, en: certain } } }
          w2: { points: 2, labels: { 1: { de: nein, en: no }, 2: { de: ja, en: yes } } }
        sections:
          - key: eins
            title: { de: Alles auf einmal, en: Everything at once }
            items:
              - { key: info, type: information, text: { de: Es geht um die Aufgaben., en: This is about tasks. } }
              - { key: r5, type: rating, text: { de: Wohnen, en: Housing }, note: { de: Miete und Eigentum, en: Rent and property }, scale: w5 }
              - { key: r9, type: rating, text: { de: Die Kleinstadt lebt vom Ehrenamt, en: Small towns live on volunteering }, scale: w9 }
              - { key: r9m, type: rating, text: { de: Wie hoch ist der Aufwand?, en: How high is the effort? }, scale: m9 }
              - { key: r11, type: rating, text: { de: Wahrscheinlichkeit, en: Probability }, scale: w11 }
              - { key: r2, type: rating, text: { de: Ja oder nein, en: Yes or no }, scale: w2 }
              - { key: mr, type: multiRating, text: { de: Nahverkehr, en: Public transport }, criteria: [{ key: x, name: { de: Wichtigkeit, en: Importance }, scale: w5 }, { key: y, name: { de: Dringlichkeit, en: Urgency }, scale: w5 }] }
              - { key: mr3, type: multiRating, text: { de: Digitalisierung, en: Digitalisation }, criteria: [{ key: x, name: { de: Nutzen, en: Benefit }, scale: e5 }, { key: y, name: { de: Wahrscheinlichkeit, en: Probability }, scale: w11 }] }
              - { key: sc, type: singleChoice, text: { de: "Welcher Sitz?", en: "Which seat?" }, other: true, options: [{ key: fest, name: { de: Fester Ort, en: Fixed place } }, { key: digital, name: { de: Nur digital, en: Digital only } }, { key: wandern, name: { de: Wandernd, en: Wandering } }] }
              - { key: mc, type: multipleChoice, text: { de: "Wer soll mitmachen?", en: "Who should take part?" }, other: true, min: 2, max: 3, options: [{ key: vereine, name: { de: Vereine, en: Clubs } }, { key: schulen, name: { de: Schulen, en: Schools } }, { key: betriebe, name: { de: Betriebe, en: Businesses } }] }
              - { key: rk, type: ranking, text: { de: "Die zwei wichtigsten Aufgaben?", en: "The two most important tasks?" }, top: 2, options: [{ key: beratung, name: { de: Beratung, en: Advice } }, { key: vernetzung, name: { de: Vernetzung, en: Networking } }, { key: geld, name: { de: Fördermittel, en: Funding } }] }
              - { key: rkall, type: ranking, text: { de: Bringen Sie alle in eine Reihenfolge, en: Put all in order }, options: [{ key: a, name: { de: Erstens, en: One } }, { key: b, name: { de: Zweitens, en: Two } }, { key: c, name: { de: Drittens, en: Three } }] }
              - { key: pt, type: points, text: { de: "Wer soll wie viel zahlen?", en: "Who should pay how much?" }, total: 100, options: [{ key: bund, name: { de: Bund, en: Federation } }, { key: land, name: { de: Länder, en: States } }, { key: ort, name: { de: Kommunen, en: Municipalities } }] }
              - { key: jahr, type: number, text: { de: "Ab welchem Jahr?", en: "From which year?" }, min: 2020, max: 2040 }
              - { key: euro, type: number, text: { de: "Wie viel Geld im Jahr?", en: "How much money a year?" }, unit: Euro, decimals: 2 }
              - { key: est, type: estimate, text: { de: "Wie viele Stellen?", en: "How many posts?" }, unit: { de: Stellen, en: posts }, min: 0, max: 100, decimals: 1 }
              - { key: st, type: shortText, text: { de: "Welcher Ort zeigt, wie es geht?", en: "Which place shows how?" } }
              - { key: lt, type: longText, text: { de: "Was wünschen Sie sich?", en: "What do you wish for?" } }
              - { key: id, type: ideas, text: { de: "Welche Themen fehlen?", en: "Which topics are missing?" }, entries: 2 }
        """;

    /// <summary>A study in its second round: all but one of the south answered the first, and everything that is not open is asked again.</summary>
    /// <param name="rounds">In which round it is in the end.</param>
    public static async Task<string> StudyAsync(SurveyApp app, int rounds = 2)
    {
        ArgumentNullException.ThrowIfNull(app);
        var key = await app.OpenStudyAsync(Experts, Yaml);
        for (var round = 1; round < rounds; round++)
        {
            for (var expert = 0; expert < Experts; expert++)
                if (expert != 6)
                    await app.HandInAsync(key, expert, Answered(expert, round));
            await app.CloseAsync(key);
            await app.NextAsync(key);
        }
        return key;
    }

    private static AnswerChange[] Answered(int expert, int round)
    {
        string Point(int most, int shift) => Text(1 + ((expert + shift) % most));
        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        return
        [
            new("r5", expert < 8 ? "4" : Text(1 + (expert % 5))),
            new("r9", expert == 3 ? "" : Text(expert < 6 ? 7 + (expert % 3) : 2)),
            new("r9m", Point(9, round)),
            new("r11", Point(11, 0)),
            new("r2", expert % 2 == 0 ? "1" : "2"),
            new("mr.x", Text(3 + (expert % 3))),
            new("mr.y", expert % 2 == 0 ? "1" : "5"),
            new("mr3.x", "5"),
            new("mr3.y", Point(4, 5)),
            new("sc", expert < 7 ? "fest" : "digital"),
            new("mc.vereine", "1"),
            new("mc.schulen", expert % 3 == 0 ? "1" : "0"),
            new("mc.betriebe", expert % 3 == 0 ? "0" : "1"),
            new(expert % 3 == 0 ? "rk.geld" : "rk.beratung", "1"),
            new("rk.vernetzung", "2"),
            new("rkall.a", "1"),
            new("rkall.b", expert < 5 ? "2" : "3"),
            new("rkall.c", expert < 5 ? "3" : "2"),
            new("pt.bund", Text(40 + expert)),
            new("pt.land", "30"),
            new("pt.ort", Text(30 - expert)),
            new("jahr", Text(2026 + (expert % 4))),
            new("euro", Text(1_000_000 + (expert * 52_500))),
            new("est.low", Text(expert)),
            new("est.best", Text(10 + (expert * 2))),
            new("est.high", Text(30 + (expert * 3))),
        ];
    }
}
