using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Questionnaires.Hints;

namespace Befragung.Delphi.Tests.Questionnaires.Hints;

/// <summary>
/// Statements and questions, those with two statements in one marked by a person (+) before the rule saw them. What it is worth: it may miss some, but must hardly ever be wrong.
/// </summary>
public sealed class TwoStatementsTests
{
    /// <summary>All texts and notes of questions with "und" or "and" in the questionnaires that come along.</summary>
    private const string OfTheFive = """
        de - Aufwand und Ertrag passten zusammen.
        de + Welche Unterschiede zwischen den Ländern waren ein Problem, und wie sind Sie damit umgegangen?
        en + Which differences between the Länder were a problem, and how did you deal with them?
        de - Wir hatten guten Zugang zu Menschen und Daten.
        en - We had good access to people and data.
        de + Welches Ergebnis lässt sich am ehesten auf andere Kleinstädte übertragen, und unter welcher Bedingung?
        en + Which result is most easily transferred to other small towns, and on what condition?
        de - Also gegenüber Bund und Ländern, neben den kommunalen Spitzenverbänden.
        en - That is, towards the Federal Government and the Länder, alongside the associations of local authorities.
        de - Innenstadt und Leerstand gehören an die erste Stelle.
        en - Town centres and vacancy belong at the top.
        de - Ohne Gesundheit, Schule und Nahverkehr ist alles andere zweitrangig.
        en - Without health care, schools and public transport, all else is secondary.
        de - Klimaschutz und Klimaanpassung gehören in jedes Angebot der Akademie.
        en - Climate protection and adaptation belong in everything the Academy offers.
        de - Bürgermeisterinnen und Bürgermeister brauchen ein Forum unter sich.
        de - Der niedrigste und der höchste Wert zeigen, wie sicher Sie sich sind.
        en - The lowest and the highest value show how certain you are.
        de + Woran könnte die Kleinstadtakademie scheitern, und was beugt dem vor?
        en + What could make the Small Town Academy fail, and what would prevent it?
        de - Innenstadtbelebung und Leerstand
        en - Town centre revival and vacancy
        de - Baukultur und Baudenkmäler
        en - Building culture and listed buildings
        de - Mobilität und Nahverkehr
        en - Mobility and public transport
        de - Daseinsvorsorge und Versorgung
        en - Public services and local supply
        de - Zum Beispiel Schulen, Kitas, Bäder und Einkaufsmöglichkeiten.
        en - For example schools, nurseries, swimming pools and shops.
        de - Zum Beispiel gemeinsam genutzte Büros und Arbeit, die an keinen Ort gebunden ist.
        en - For example shared offices and work that is not tied to one place.
        de - Zum Beispiel Vorsorge für Hitze, Dürre und Starkregen.
        en - For example preparing for heat, drought and heavy rain.
        de - Lokale Demokratie und Demokratiebildung
        en - Local democracy and civic education
        de + Bei welchem Thema könnte die Kleinstadtakademie am meisten bewirken, und warum?
        en + On which topic could the Small Town Academy make the greatest difference, and why?
        de - Anleitungen, Vorlagen und Beispiele für die tägliche Arbeit.
        en - Instructions, templates and examples for everyday work.
        de - Etwa eine Stunde, mit kurzem Vortrag und Zeit für Fragen.
        en - About an hour, with a short talk and time for questions.
        de - Bürgermeisterinnen und Bürgermeister tauschen sich im geschützten Rahmen aus.
        de + Zwei Kleinstädte besuchen sich und lernen voneinander.
        en + Two small towns visit and learn from each other.
        de - Exkursion und Stadtspaziergang
        en - Field trip and town walk
        de - Denken Sie zum Beispiel an Zeit, Kosten, Anreise und Nutzen im Alltag.
        en - Think, for example, of time, cost, travel and practical benefit.
        de + Eine Stadt stellt das Personal an und arbeitet im Auftrag aller.
        en + One town employs the staff and works on behalf of all.
        de - Also mit eigenem Träger und dauerhaftem Geld, ohne befristete Projektmittel.
        en - That is, with a sponsor of its own and lasting funding, without temporary project money.
        de - Wer eine Idee hat, findet im Rathaus und in den Vereinen schnell die richtige Person.
        en - Whoever has an idea quickly finds the right person in the town hall and in the clubs.
        de + Es engagieren sich genug Menschen, und sie werden nicht überfordert.
        en + Enough people volunteer, and they are not overburdened.
        de + Es ist vereinbart, wer was entscheidet und wer was tut.
        en + It is agreed who decides what and who does what.
        de + Es gibt Räume, in denen man sich ohne große Kosten treffen und etwas erproben kann.
        en + There are spaces in which to meet and try things out at little cost.
        de - Rathaus, Vereine und Betriebe ziehen in verlässlichen Bündnissen an einem Strang.
        en - Town hall, clubs and businesses pull together in reliable alliances.
        de + Wer sich einsetzt, wird gesehen und bekommt Dank.
        en + Those who commit themselves are seen and thanked.
        de + Rathaus und Engagierte wissen, wie die anderen arbeiten und was sie brauchen.
        en + Town hall and volunteers know how the others work and what they need.
        de - An Geld, Räume, Geräte und Wissen kommen auch kleine Gruppen heran.
        en - Small groups, too, can get at money, rooms, equipment and knowledge.
        de + Man hört einander zu und streitet fair.
        en + People listen to one another and argue fairly.
        de + Auch kleine Vorhaben zählen und kommen schnell voran.
        en + Small projects count too and make quick progress.
        de + Alle Beteiligten haben etwas davon, und man sieht es in der Stadt.
        en + Everyone involved gains from it, and it can be seen in town.
        de - Höhe und Zweck der Mittel passen zu dem, was eine Kleinstadt braucht.
        en - The amount and purpose of funds fit what a small town needs.
        de - Anträge und Nachweise sind auch mit wenig Personal zu schaffen.
        en - Applications and reports can be managed even with few staff.
        """;

    /// <summary>The rule was made with these in view.</summary>
    private const string Known = """
        de + Die Akademie soll beraten und vernetzen.
        de + Die Akademie soll Wissen sammeln und den Austausch fördern.
        de + Kleinstädte wachsen und ihre Umgebung schrumpft.
        de + Der Bund stärkt die Städte und die Länder zahlen mit.
        de + Die Förderung ist einfach, und sie kommt schnell an.
        de + Das Rathaus hört zu und entscheidet schnell.
        de + Die Stadt wird gut geführt und sie ist offen für Neues.
        de + Digitale Angebote sparen Zeit und senken die Kosten.
        de + Bis 2035 wird die Hälfte der Läden schließen und der Leerstand wird steigen.
        de + Die Vereine werden gefördert und begleitet.
        de + Ich fühle mich informiert und kann mitreden.
        de + Wer pendelt, verliert Zeit und engagiert sich weniger.
        de + Die Kommunen brauchen mehr Geld und müssen weniger Berichte schreiben.
        de + Homeoffice entlastet den Verkehr sowie stärkt die Ortskerne.
        de + Wie zufrieden sind Sie mit dem Angebot und wie oft nutzen Sie es?
        de + Die Region profitiert vom Tourismus und leidet zugleich unter ihm.
        de + Der Verbund bringt neue Ideen hervor und erleichtert die Umsetzung.
        de + Jugendliche ziehen weg und kehren selten zurück.
        de - Innenstadtbelebung und Leerstand
        de - Bund und Länder arbeiten gut zusammen.
        de - Wichtig ist, dass Bund und Länder zusammenarbeiten.
        de - Die Kleinstädte brauchen eigene und gemeinsame Flächen.
        de - Die Akademie soll in Städten und in Dörfern Kurse anbieten.
        de - Das Vorhaben hat den Zusammenhalt und das Vertrauen gestärkt.
        de - Die Förderung hilft kleinen und mittleren Städten.
        de - Der Bund unterstützt kleine Städte und ländliche Gemeinden stärker als bisher.
        de - Es ist wichtig, dass der Bund und die Länder die Städte fördern.
        de - Die Zusammenarbeit zwischen Rathaus und Vereinen klappt.
        de - Bürgerinnen und Bürger werden früh beteiligt.
        de - Wie wichtig sind Schulen, Kitas und Bäder für Ihre Stadt?
        de - Die Verwaltung ist freundlich und hilfsbereit.
        de - Mehr und mehr Menschen arbeiten zu Hause.
        de - Klein- und Mittelstädte wachsen.
        de - Nach und nach ziehen junge Familien zu.
        de - Der Aufwand für Anträge und Berichte muss sinken.
        de - Die Kosten für Bund, Länder sowie Gemeinden steigen.
        de - Die Stadt soll Wohnungen für Junge und für Alte bauen.
        de - Zwischen 2025 und 2030 werden viele Läden schließen.
        de - Städte mit engagierten und gut vernetzten Menschen kommen voran.
        de - Politik und Verwaltung verstehen einander.
        de - Das Personal der Bauämter und der Kämmereien reicht aus.
        de - Ältere und jüngere Menschen begegnen sich im Alltag.
        de - Der Ausbau von Radwegen und Bahnstrecken hat Vorrang.
        de - Die Kleinstadtakademie soll Städte und Gemeinden beraten.
        de - Freie Träger und die Kirchen leisten viel.
        en + The academy should advise towns and train their staff.
        en + Small towns grow and their surroundings shrink, and they become poorer.
        en + Funding is simple, and it arrives quickly.
        en + The town hall listens and decides quickly.
        en + Digital services save time and reduce costs.
        en + How satisfied are you with the service and how often do you use it?
        en + The clubs are funded and supported.
        en + Young people leave and seldom come back.
        en + Towns need more money and should have to write fewer reports.
        en + The network brings ideas and makes work easier.
        en + By 2035 half of the shops will close and vacancy will rise.
        en - Town centre revival and vacancy
        en - The Federal Government and the Länder work well together.
        en - It is important that the mayor and the council are present.
        en - Small towns need space of their own and shared space.
        en - The academy should offer courses in towns and villages.
        en - Cooperation between town hall and clubs works well.
        en - Residents and businesses are involved early.
        en - How important are schools, nurseries and pools for your town?
        en - The staff are friendly and helpful.
        en - More and more people work from home.
        en - The academy offers advice and support.
        en - Between 2025 and 2030 many shops will close.
        en - The project has strengthened trust and cohesion.
        en - Small and medium-sized towns are growing.
        en - The cost of applications and reports must fall.
        en - It matters that young and old people meet in everyday life.
        """;

    /// <summary>Written after the rule was made.</summary>
    private const string Unseen = """
        de + Mobile Bürgerämter erreichen ältere Menschen und entlasten die Rathäuser.
        de + Leerstehende Läden schaden dem Ortsbild und verdrängen Kundschaft.
        de + Die Innenstadt muss autofrei werden und mehr Grün bekommen.
        de + Kommunen sollten Daten veröffentlichen und Bürgerräte einrichten.
        de + Fachkräfte fehlen und die Löhne steigen.
        de - Genossenschaften betreiben Dorfläden und Gasthäuser erfolgreich.
        de + Künstliche Intelligenz verkürzt Verfahren und ersetzt Personal.
        de + Der Nahverkehr fährt im Takt und ist bezahlbar.
        de + Ich kenne die Angebote der Stadt und nutze sie regelmäßig.
        de + Die Beteiligung war fair, und ihr Ergebnis wurde umgesetzt.
        de - Kleinere und größere Betriebe bilden gemeinsam aus.
        de - Die Stadt fördert Sport und Kultur.
        de - Gesundheitliche und soziale Angebote sind gut erreichbar.
        de - Bis 2040 versorgen Wind und Sonne die Region allein.
        de - Die Mittel für Schulen und Straßen reichen aus.
        de - Ohne Land und Bund lässt sich der Umbau nicht bezahlen.
        de - Das Miteinander von Alt und Jung gelingt.
        de - In zehn Jahren gibt es in jeder Kleinstadt ein Ärztehaus und eine Apotheke.
        de - Die Ziele sind klar und messbar.
        de - Wir wünschen uns mehr Treffpunkte für Familien und für ältere Menschen.
        de - Zugezogene und Einheimische kommen leicht in Kontakt.
        de - Die Akademie berät Rathäuser und Vereine zu Fördermitteln.
        de - Rad- und Fußwege sind sicher und gut beleuchtet.
        en + Mobile offices reach older people and relieve town halls.
        en + Vacant shops harm the townscape and drive customers away.
        en + The centre must become car-free and get more green space.
        en + Artificial intelligence shortens procedures and replaces staff.
        en + I know what the town offers and use it regularly.
        en + Skilled workers are scarce and wages are rising.
        en - Wind and sun supply the region by 2040.
        en - The town funds sport and culture.
        en - In ten years every small town has a health centre and a pharmacy.
        en - Newcomers and locals get in touch easily.
        en - The aims are clear and measurable.
        en - Health and social services are within easy reach.
        en - There is enough money for schools and roads.
        en - Cycle paths and footways are safe and well lit.
        """;

    [Theory]
    [InlineData(OfTheFive, 23, 5)]
    [InlineData(Known, 28, 1)]
    [InlineData(Unseen, 8, 7)]
    public void Two_statements_are_found_more_often_than_missed_and_nothing_else_is(string statements, int found, int missed)
    {
        var all = statements
            .Split('\n')
            .Select(line => line.Trim().Split(' ', 3))
            .Select(part => (Double: part[1] == "+", Text: part[2], Told: IsTold(part[0], part[2])))
            .ToList();
        Assert.Empty(all.Where(one => one.Told && !one.Double).Select(one => one.Text));
        Assert.Equal((found, missed), (all.Count(one => one.Told), all.Count(one => one.Double && !one.Told)));
    }

    [Fact]
    public void In_own_words_and_in_what_is_only_read_two_statements_do_no_harm()
    {
        const string Text = "Was hält auf, und was hilft?";
        Assert.True(IsTold("de", Text));
        Assert.Empty(HintSample.Of(new LongTextItem("t", Sample.De(Text), 1_000)));
        Assert.Empty(HintSample.Of(new InformationItem("t", Sample.De(Text))));
    }

    private static bool IsTold(string language, string text) =>
        HintSample
            .Of(language, new RatingItem("r", new(language, text), HintSample.FivePoints))
            .Any(hint => hint.Kind == HintKind.TwoStatements);
}
