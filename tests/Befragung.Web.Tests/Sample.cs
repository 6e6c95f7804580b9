using System.Globalization;
using System.Text;

namespace Befragung.Web.Tests;

/// <summary>A small questionnaire with one item of every type, and panels for it.</summary>
internal static class Sample
{
    public const string Yaml = """
        befragung: 1
        title: { de: Kleine Befragung über Größe, en: Small survey about size }
        languages: [de, en]
        introduction: { de: Willkommen zur **kleinen** Befragung., en: Welcome to the **small** survey. }
        contact: { name: Büro für Größe, email: buero@befragung.internal }
        groups:
          - { key: nord, name: { de: Norden, en: North } }
          - { key: sued, name: { de: Süden, en: South } }
        settings: { rounds: 2, smallestCell: 5 }
        scales:
          s5: { points: 5, labels: { 1: { de: unwichtig, en: unimportant }, 5: { de: sehr wichtig, en: very important } }, noAnswer: true }
          s3: { points: 3, labels: { 1: { de: nein, en: "no" }, 3: { de: ja, en: "yes" } }, noAnswer: false }
        sections:
          - key: eins
            title: { de: Erster Abschnitt, en: First section }
            items:
              - { key: r1, type: rating, text: { de: Wie wichtig ist Größe?, en: How important is size? }, scale: s5 }
              - { key: r2, type: rating, text: { de: Ist klein schön?, en: Is small beautiful? }, scale: s3 }
              - key: m1
                type: multiRating
                text: { de: Der Marktplatz, en: The market square }
                criteria:
                  - { key: wert, name: { de: Wert, en: Value }, scale: s5 }
                  - { key: lage, name: { de: Lage, en: Situation }, scale: s5 }
              - key: a1
                type: ranking
                text: { de: Was kommt zuerst?, en: What comes first? }
                top: 2
                options:
                  - { key: x, name: { de: Beratung, en: Advice } }
                  - { key: y, name: { de: Austausch, en: Exchange } }
                  - { key: z, name: { de: Geld, en: Money } }
              - key: c1
                type: singleChoice
                text: { de: Wohin?, en: Where to? }
                options:
                  - { key: hin, name: { de: Hin, en: There } }
                  - { key: her, name: { de: Her, en: Back } }
          - key: zwei
            title: { de: Zweiter Abschnitt, en: Second section }
            items:
              - { key: h1, type: information, text: { de: Hier ist Platz für eigene Worte., en: Here is room for your own words. } }
              - { key: l1, type: longText, text: { de: Was fehlt?, en: What is missing? } }
              - { key: i1, type: ideas, text: { de: Ihre Ideen, en: Your ideas }, entries: 3 }
        """;

    public static string Address(int index) => string.Create(CultureInfo.InvariantCulture, $"person-{index}@example.org");

    /// <summary>So many experts, the first six of seven in the north.</summary>
    public static byte[] Panel(int experts) =>
        Encoding.UTF8.GetBytes(
            "Name;E-Mail;Gruppe;Sprache\n"
                + string.Concat(
                    Enumerable
                        .Range(0, experts)
                        .Select(index => $"Jörg Weiß {index};{Address(index)};{(index % 7 == 6 ? "sued" : "nord")};de\n")
                )
        );
}
