using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Tests.Coding;

/// <summary>
/// Mentions as people write them about small towns, made from a grammar by chance and the same every time; among them some that say the same as another one in other spelling, order or forms.
/// </summary>
internal sealed class GermanMentions
{
    private static readonly string[] Beginnings = Words(
        "Fachkräfte Schulweg Verkehrs Radverkehrs Jugend Senioren Ortskern Innenstadt Gewerbe Hausarzt Pflege Breitband Glasfaser Bahnhofs Kultur Vereins Ehrenamts Bürger Klima Hochwasser Energie "
            + "Wärmenetz Leerstands Wohnraum Bauland Mietwohnungs Tourismus Wander Spielplatz Kita Ganztags Hort Bibliotheks Museums Schwimmbad Sport Turnhallen Feuerwehr Katastrophenschutz Abwasser "
            + "Trinkwasser Grünflächen Baum Park Parkplatz Lade Carsharing Rufbus Nahverkehrs Schienen Straßen Gehweg Barriere Inklusions Integrations Sprach Gründer Handwerks Handels Wochenmarkt Einzelhandels "
            + "Online Verwaltungs Personal Haushalts Förder Flächen Landschafts Naturschutz Landwirtschafts Wald Moor Gesundheits Apotheken Hebammen Demenz Nachbarschafts Dorf Stadtteil Kirchen Friedhofs "
            + "Denkmal Archiv Presse Daten Wissens Bildungs Volkshochschul Ausbildungs Hochschul Forschungs Technologie Industrie Logistik Abfall Kreislauf Lärm Licht Sicherheits Brücken Hafen Fluss"
    );

    private static readonly string[] Endings = Words(
        "konzept angebot planung förderung beratung versorgung entwicklung beteiligung netzwerk zentrum haus fonds budget programm projekt partnerschaft management beauftragter sprechstunde werkstatt "
            + "strategie leitbild satzung stelle büro plattform karte statistik bericht ausschuss beirat verbund verein stiftung preis woche messe börse agentur schule akademie initiative kampagne sanierung "
            + "nutzung gebühr steuer vorschrift kontrolle ausbau umbau rückbau neubau pflegeplan vertrag zuschuss"
    );

    private static readonly string[] Adverbs = Split(
        "dauerhaft|schrittweise|sofort|gemeinsam|digital|kostenlos|bürgernah|unbürokratisch|langfristig|flächendeckend|probeweise|transparent|fachlich|ehrenamtlich|regelmäßig|mutiger|zentral|besser|klüger|"
            + "gründlich|halbjährlich|sozial|barrierefrei|mit Augenmaß|ohne Umwege"
    );

    private static readonly string[] Verbs = Split(
        "ausbauen|finanzieren|umsetzen|abstimmen|vereinfachen|vorstellen|abschaffen|prüfen|betreiben|anpassen|ausschreiben|einführen|anbieten|ausweiten|begleiten|verlängern|bewerben|aufbauen|sichern|hinterfragen|"
            + "bündeln|erneuern|verkleinern|diskutieren|organisieren"
    );

    private static readonly string[] Places = Split(
        "im ländlichen Raum|in der Altstadt|rund um den Bahnhof|in den Ortsteilen|an der Landesgrenze|im Gewerbegebiet|in Orten unter zehntausend Einwohnern|zwischen Kernstadt und Umland|"
            + "in unserem Landkreis|entlang der Bundesstraße|auf dem Kasernengelände|in leeren Ladenlokalen|hinter der Schule|am Marktplatz|in der ganzen Region|vor Ort|im Neubaugebiet|am Seeufer|in Plattenbauten|"
            + "auf alten Bauernhöfen|an der Umgehungsstraße|in jedem Stadtviertel|im Schlosspark|am Krankenhaus|an beiden Ufern|in der Fußgängerzone|auf Brachen|an Haltestellen|im Rathaus|in Ferienorten"
    );

    private static readonly string[] People = Split(
        "junge Familien|ältere Menschen|Betriebe|Pendler|Zugezogene|Jugendliche|Vereine|Gäste|Studierende|Pflegekräfte|Alleinerziehende|Handwerker|Landwirte|Ladenbesitzer|Freiwillige|Eltern|Nachbarn|Investoren|"
            + "Lehrkräfte|Gründerinnen"
    );

    private static readonly string[] Aims = Split(
        "bleiben|schneller ans Ziel kommen|Nachwuchs finden|selbständig wohnen können|weniger Papierkram haben|nicht mehr wegziehen|Arbeit in der Nähe finden|sich kennenlernen|Geld sparen|gut planen können|"
            + "nicht im Stau stehen|ihre Ideen einbringen|gesund bleiben|Platz zum Üben haben|abends noch nach Hause kommen|endlich gehört werden|mehr Zeit füreinander haben|sicher unterwegs sind|auch im Winter kommen|"
            + "Verantwortung übernehmen|weniger Miete zahlen|Bescheid wissen"
    );

    private static readonly string[] Ways = Split(
        "gemeinsam mit|zusammen mit|unter Leitung von|mit Geld von|mit Hilfe von|nach dem Vorbild von|statt allein mit"
    );

    private static readonly string[] Partners = Split(
        "Vereinen|Sparkasse und Volksbank|Zweckverbänden|Schülerinnen und Schülern|Hochschulen|Leuten, die hier wohnen|einer Genossenschaft|Land und Bund|Nachbargemeinden|Kirchengemeinden|Hauptamtlichen|"
            + "Unternehmen aus dem Ort|Krankenkassen|Wohnungsgesellschaften|Stiftungen|Fachleuten|Stadtwerken|Geflüchteten|Ruheständlern|Künstlerinnen"
    );

    private static readonly string[] Fillers = Split(
        "bitte|unbedingt|meines Erachtens|vor allem|auch|wirklich|eigentlich|dringend|aus meiner Sicht|hier"
    );

    private readonly Draws draws;
    private readonly List<string> texts = [];

    /// <param name="count">How many mentions.</param>
    /// <param name="planted">How many of them say what another one says.</param>
    public GermanMentions(int count, int planted)
    {
        draws = Draws.Of("Nennungen");
        var compounds = Shuffled(Beginnings.SelectMany(one => Endings.Select(other => (one, other))).ToList());
        var bases = Enumerable
            .Range(0, count - planted)
            .Select(at => Mention(compounds[at % compounds.Count], isFirst: at < compounds.Count))
            .ToList();
        var all = bases.Select((parts, at) => (Text: Written(parts), Base: at, Of: at)).ToList();
        foreach (var at in Shuffled([.. Enumerable.Range(0, bases.Count)]).Take(planted))
            all.Add((Varied(bases[at]), all.Count, at));
        var pairs = all.Skip(bases.Count).ToList();
        var order = Shuffled(all);
        var placeOf = order.Select((one, place) => (one.Base, place)).ToDictionary(one => one.Base, one => one.place);
        texts.AddRange(order.Select(one => one.Text));
        Planted = pairs
            .Select(one => (Math.Min(placeOf[one.Base], placeOf[one.Of]), Math.Max(placeOf[one.Base], placeOf[one.Of])))
            .ToHashSet();
    }

    public IReadOnlyList<string> Texts => texts;

    /// <summary>The places of those that say the same, the earlier one first.</summary>
    public IReadOnlySet<(int One, int Other)> Planted { get; }

    /// <summary>What it is about, what shall be done, and up to three more; a compound that has been there before is never alone.</summary>
    private List<string> Mention((string Beginning, string Ending) compound, bool isFirst)
    {
        List<string> parts = [compound.Beginning + "|" + compound.Ending, One(Adverbs) + " " + One(Verbs)];
        string[] more = [One(Places), $"damit {One(People)} {One(Aims)}", One(Ways) + " " + One(Partners)];
        var wanted = (int)(draws.Next() * 4);
        foreach (var kind in Shuffled([0, 1, 2]).Take(isFirst ? wanted : Math.Max(2, wanted)))
            parts.Add(more[kind]);
        if (isFirst && parts.Count == 2 && draws.Next() < 0.5)
            parts.RemoveAt(1);
        return parts;
    }

    private static string Written(List<string> parts) => string.Join(' ', parts).Replace("|", "", StringComparison.Ordinal);

    /// <summary>The same said by somebody else: of a short mention one thing is different, of longer ones up to three.</summary>
    private string Varied(List<string> original)
    {
        List<string> parts = [.. original];
        var words = Written(parts).Count(sign => sign == ' ') + 1;
        var changes = Math.Min(1 + (words / 5), 1 + (int)(draws.Next() * 3));
        foreach (var change in Shuffled([0, 1, 2, 3, 4, 5]).Take(changes))
            parts = change switch
            {
                0 => [.. parts[..^1], Mistyped(parts[^1])],
                1 => [parts[0].Replace("|", draws.Next() < 0.5 ? "-" : " ", StringComparison.Ordinal), .. parts[1..]],
                2 => parts.Count > 2 ? [parts[^1], .. parts[..^1]] : [.. parts[1..], parts[0]],
                3 => [.. parts.Select((part, at) => at == 0 ? Inflected(part) : part)],
                4 => words < 3 ? parts : [.. parts[..1], One(Fillers), .. parts[1..]],
                _ =>
                [
                    .. parts.Select(part =>
                        part.Replace("ä", "ae", StringComparison.Ordinal)
                            .Replace("ö", "oe", StringComparison.Ordinal)
                            .Replace("ü", "ue", StringComparison.Ordinal)
                            .ToLowerInvariant()
                    ),
                ],
            };
        var text = Written(parts);
        return draws.Next() < 0.3 ? Mistyped(text) + "!" : text + (draws.Next() < 0.5 ? "." : "");
    }

    private static string Inflected(string compound) =>
        compound.EndsWith("ung", StringComparison.Ordinal) || compound.EndsWith("schaft", StringComparison.Ordinal) ? compound + "en"
        : compound.EndsWith('e') ? compound + "n"
        : compound + "s";

    /// <summary>One letter left out, doubled, or changed with the next.</summary>
    private string Mistyped(string text)
    {
        var at = 1 + (int)(draws.Next() * (text.Length - 2));
        return ((int)(draws.Next() * 3)) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            _ => text[..(at - 1)] + text[at] + text[at - 1] + text[(at + 1)..],
        };
    }

    private string One(string[] of) => of[(int)(draws.Next() * of.Length)];

    private List<T> Shuffled<T>(List<T> list)
    {
        for (var at = list.Count - 1; at > 0; at--)
        {
            var other = (int)(draws.Next() * (at + 1));
            (list[at], list[other]) = (list[other], list[at]);
        }
        return list;
    }

    private static string[] Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Split(string parts) => parts.Split('|');
}
