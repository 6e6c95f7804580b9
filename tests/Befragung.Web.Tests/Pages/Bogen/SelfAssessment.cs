using System.Globalization;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>A town that assesses itself: a profile is what this questionnaire is for. And how twelve experts answer it.</summary>
internal static class SelfAssessment
{
    public const int Experts = 12;

    /// <summary>Of the first expert, who is the one that looks.</summary>
    public const string Reason = "Seit der Stadtwerkstatt kennt man sich.";

    public const string Yaml = """
        befragung: 1
        title: { de: Wie weit ist unsere Stadt?, en: How far has our town come? }
        languages: [de, en]
        contact: { name: Projektteam Stadtentwicklung, email: team@example.org }
        groups:
          - { key: nord, name: { de: Norden, en: North } }
          - { key: sued, name: { de: Süden, en: South } }
        settings: { rounds: 2, smallestCell: 5, reasons: true, profile: true }
        scales:
          stand: { points: 5, labels: { 1: { de: fehlt ganz, en: missing }, 3: { de: in Ansätzen, en: beginning }, 5: { de: voll vorhanden, en: fully there } }, noAnswer: true }
        sections:
          - key: kultur
            title: { de: Kultur des Miteinanders, en: A culture of working together }
            items:
              - { key: k1, type: rating, text: { de: "**Vertrauen** zwischen Rathaus und Vereinen", en: Trust between town hall and clubs }, note: { de: Man verlässt sich aufeinander., en: People rely on one another. }, scale: stand }
              - { key: k2, type: rating, text: { de: Fehler dürfen gemacht werden, en: Mistakes are allowed }, scale: stand }
              - { key: k3, type: rating, text: { de: Neue werden eingeladen, en: Newcomers are invited }, scale: stand }
              - { key: k4, type: rating, text: { de: Und bleiben die Neuen?, en: And do they stay? }, scale: stand, when: { item: k3, from: 4 } }
          - key: struktur
            title: { de: Strukturen und Zuständigkeiten, en: Structures and responsibilities }
            items:
              - { key: s1, type: rating, text: { de: Ratsbeschluss zur gemeinsamen Stadtentwicklung, en: Council decision on joint development }, scale: stand }
              - { key: s2, type: rating, text: { de: Räume für Treffen und Versuche, en: Spaces to meet and try things }, scale: stand }
              - key: s3
                type: multiRating
                text: { de: Der Marktplatz, en: The market square }
                criteria:
                  - { key: wert, name: { de: Bedeutung, en: Meaning }, scale: stand }
                  - { key: lage, name: { de: Zustand, en: Condition }, scale: stand }
          - key: mehr
            title: { de: Was noch zählt, en: What else counts }
            items:
              - { key: c1, type: singleChoice, text: { de: Wer beginnt?, en: Who begins? }, options: [ { key: rat, name: { de: Der Rat, en: The council } }, { key: alle, name: { de: Alle zusammen, en: Everyone together } } ] }
              - { key: w1, type: multipleChoice, text: { de: Was hilft dabei?, en: What helps? }, other: true, options: [ { key: geld, name: { de: Geld, en: Money } }, { key: zeit, name: { de: Zeit, en: Time } } ] }
              - { key: r1, type: ranking, text: { de: Was kommt zuerst?, en: What comes first? }, top: 2, options: [ { key: x, name: { de: Beratung, en: Advice } }, { key: y, name: { de: Austausch, en: Exchange } }, { key: z, name: { de: Förderung, en: Funding } } ] }
              - { key: z1, type: number, text: { de: Wie viele Treffen im Jahr?, en: How many meetings a year? }, unit: { de: Treffen, en: meetings }, decimals: 1 }
              - { key: l1, type: longText, text: { de: Was fehlt?, en: What is missing? } }
        """;

    /// <summary>
    /// What an expert answers. The first: trust 5, mistakes 2, newcomers 4 (so that they are asked whether these stay: 1). The last four leave out nearly everything.
    /// </summary>
    public static AnswerChange[] Of(int expert) =>
        expert switch
        {
            0 =>
            [
                new("k1", "5"),
                new("k1.:for", Reason),
                new("k2", "2"),
                new("k3", "4"),
                new("k4", "1"),
                new("s1", "3"),
                new("s2", ""),
                new("s3.wert", "5"),
                new("c1", "alle"),
                new("w1.geld", "0"),
                new("w1.zeit", "1"),
                new("w1.other", "Geduld & Humor"),
                new("r1.y", "1"),
                new("r1.x", "2"),
                new("z1", "12.5"),
                new("l1", "Ein <b>langer</b> Atem\nund Bänke."),
            ],
            < 8 =>
            [
                new("k1", Point(2 + (expert % 3))),
                new("k2", Point(1 + (expert % 4))),
                new("k3", "3"),
                new("s1", Point(3 + (expert % 3))),
                new("s2", "2"),
                new("s3.wert", "4"),
                new("s3.lage", "2"),
                new("c1", expert < 6 ? "rat" : "alle"),
                new("w1.geld", "1"),
                new("w1.zeit", expert < 4 ? "1" : "0"),
                new("r1.x", "1"),
                new("r1.z", "2"),
                new("z1", Point(expert)),
            ],
            _ => [new("l1", $"Geheimnis von {expert}")],
        };

    /// <summary>All answers of a round, those of the one who looks included.</summary>
    public static async Task HandInAsync(SurveyApp app, string key)
    {
        for (var expert = 0; expert < Experts; expert++)
            await app.HandInAsync(key, expert, Of(expert));
    }

    private static string Point(int point) => point.ToString(CultureInfo.InvariantCulture);
}
