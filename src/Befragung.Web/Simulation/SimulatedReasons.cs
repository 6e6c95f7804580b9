using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;

namespace Befragung.Web.Simulation;

/// <summary>
/// What simulated experts give as reasons, and what a simulated team makes of them. Plain sentences that such people might say; nobody said them. Of an item,
/// each sentence is mostly said by one expert only.
/// </summary>
internal static class SimulatedReasons
{
    /// <summary>One of so many experts who could say a sentence says it.</summary>
    private const int Rarely = 40;

    /// <summary>Who answers outside the middle half is asked, and gives one more often.</summary>
    private const int Asked = 24;

    private static readonly Dictionary<string, (string[] For, string[] Against)> Topics = new()
    {
        ["t_innenstadt"] = (
            [
                "Ohne belebte Mitte verlieren alle anderen Maßnahmen ihren Ort.",
                "Leerstand ist das, was man zuerst sieht – er prägt das Selbstbild.",
                "In der Mitte trifft sich, wer sonst nichts miteinander zu tun hat.",
                "Eine leere Erdgeschosszone steckt die Nachbarhäuser an.",
            ],
            [
                "Handel kommt nicht zurück; wichtiger ist, was an seine Stelle tritt.",
                "Dafür gibt es schon Programme genug. Uns fehlt eher die Zeit, sie zu nutzen.",
                "Viele Ortskerne stehen gut da. Die Aufgabe ist nicht überall dieselbe.",
            ]
        ),
        ["t_wohnen"] = (
            [
                "Wer bleiben will, findet oft keine kleine Wohnung.",
                "Ältere Menschen sitzen in zu großen Häusern, Familien suchen vergeblich.",
            ],
            ["Der Wohnungsmarkt ist bei uns entspannt; das ist ein Thema der Großstädte.", "Hier können Kleinstädte wenig steuern."]
        ),
        ["t_finanzen"] = (
            ["Ohne freie Mittel bleibt jede Idee Papier.", "Der Eigenanteil entscheidet, ob wir uns überhaupt bewerben."],
            ["Daran ändert eine Akademie nichts.", "Über Geld verhandeln die Verbände; das ist deren Aufgabe."]
        ),
    };

    private static readonly Dictionary<char, (string[] For, string[] Against)> Kinds = new()
    {
        ['t'] = (
            [
                "Das spüren die Menschen bei uns jeden Tag.",
                "Hier fehlt kleinen Verwaltungen das Wissen, und niemand kann es allein aufbauen.",
                "In fünf Jahren lässt sich das nicht mehr nachholen.",
                "Darüber reden wir in jeder Ratssitzung.",
                "Gute Lösungen gibt es; sie müssten nur weitergegeben werden.",
                "Hier kommen viele andere Themen zusammen.",
                "Städte unserer Größe werden dabei bisher übersehen.",
                "Ohne Austausch erfindet jede Stadt dasselbe noch einmal.",
            ],
            [
                "Dafür ist der Landkreis zuständig.",
                "Das Thema ist wichtig, aber es ist in guten Händen.",
                "Hier fehlt es an Personal, nicht an Wissen.",
                "Die Unterschiede zwischen den Städten sind dafür zu groß.",
                "Andere Themen drängen mehr.",
                "Das entscheidet sich auf Landesebene.",
                "Wer alles wichtig nennt, setzt keinen Schwerpunkt.",
            ]
        ),
        ['f'] = (
            [
                "Man lernt am meisten von denen, die es gerade selbst machen.",
                "Das passt in den Alltag einer kleinen Verwaltung.",
                "Die Hürde ist niedrig; auch Ehrenamtliche können mitmachen.",
                "Aus solchen Begegnungen entstehen Kontakte, die bleiben.",
                "Davon hat auch etwas, wer nicht selbst dabei war.",
                "Bei uns hat das schon einmal gut geholfen.",
            ],
            [
                "Die Reise kostet einen ganzen Tag; den hat bei uns niemand.",
                "Es gibt schon viele solcher Angebote.",
                "Danach passiert meist nichts mehr.",
                "Es kommen immer dieselben.",
                "Für unsere Fragen ist das zu allgemein.",
                "Ohne jemanden, der es pflegt, veraltet das schnell.",
            ]
        ),
        ['o'] = (
            [
                "So können die Städte selbst bestimmen.",
                "Das gibt Sicherheit über die Projektlaufzeit hinaus.",
                "Die Wege sind kurz, und man kann bald anfangen.",
                "Damit gibt es schon Erfahrung.",
                "Fachlich unabhängig und trotzdem verlässlich.",
            ],
            [
                "Der Aufwand steht in keinem Verhältnis.",
                "Dann entscheiden wieder die Großen.",
                "Es bliebe von der nächsten Haushaltslage abhängig.",
                "Zu weit weg vom Alltag der Städte.",
                "Wer dort ein Ehrenamt übernimmt, ist schnell überlastet.",
            ]
        ),
    };

    private static readonly string[] Neutral =
    [
        "Was vor Ort hilft, sollte zuerst kommen.",
        "Aus Erfahrung mit früheren Projekten.",
        "Nur so bleibt es auch nach dem Ende der Förderung.",
        "Alles andere baut darauf auf.",
        "Das kann sonst niemand leisten.",
    ];

    /// <summary>Replies to what speaks for something.</summary>
    private static readonly string[] Doubting =
    [
        "Das stimmt, aber nur, wo jemand die Zeit dafür hat.",
        "Bei uns war es anders: Ohne Geld vom Land wäre es liegen geblieben.",
        "Einverstanden. Offen bleibt, wer die Folgekosten trägt.",
    ];

    /// <summary>Replies to what speaks against it.</summary>
    private static readonly string[] Encouraging =
    [
        "Das lässt sich lösen, wenn sich mehrere Städte zusammentun.",
        "Bei uns reichte dafür eine halbe Stelle.",
        "Gerade deshalb sollte jemand damit anfangen.",
    ];

    /// <summary>Replies to what does neither.</summary>
    private static readonly string[] Weighing =
    [
        "Das sehe ich genauso.",
        "Das kommt auf die Größe der Stadt an.",
        "Dazu wüsste ich gern mehr Beispiele.",
    ];

    /// <summary>What the team says to some reasons.</summary>
    private static readonly Dictionary<string, string> TeamReplies = new()
    {
        ["Dafür gibt es schon Programme genug. Uns fehlt eher die Zeit, sie zu nutzen."] =
            "Danke. Nach der Zeit fragen wir in Runde 2 mit einer eigenen These.",
        ["Wer bleiben will, findet oft keine kleine Wohnung."] = "Gemeint sind beim Wohnen auch kleine Wohnungen und solche zur Miete.",
        ["Ohne belebte Mitte verlieren alle anderen Maßnahmen ihren Ort."] =
            "Das sahen nicht alle so. Bitte lesen Sie auch, was dagegen spricht.",
        ["Die Reise kostet einen ganzen Tag; den hat bei uns niemand."] = "Gedacht ist an höchstens zwei Besuche im Jahr.",
        ["Dafür ist der Landkreis zuständig."] =
            "Gefragt ist, ob das Thema in die Kleinstadtakademie gehört, nicht, wer dafür zuständig ist.",
        ["Eine leere Erdgeschosszone steckt die Nachbarhäuser an."] = "Gefragt ist nach der Innenstadt als Ganzem, nicht nur nach Läden.",
    };

    /// <summary>What a team does not release as it is: some say more than is needed, some name somebody.</summary>
    private static readonly Dictionary<string, (string Lengthy, string Naming)> Delicate = new()
    {
        ["t_innenstadt"] = (
            "Damit steht und fällt bei uns alles andere. Vor drei Jahren haben wir es zurückgestellt, weil gerade der Kindergarten dran war, und danach fehlte das Geld; heute wäre es doppelt so teuer, und die Leute haben die Geduld verloren.",
            "Fragen Sie Frau Hübner aus unserem Bauamt, die erzählt Ihnen dasselbe."
        ),
        ["f_besuch"] = (
            "Einmal im Jahr zwei Tage Zeit dafür wäre schon ein Gewinn. Wir hatten das 2017 im Rahmen eines Projekts, damals noch mit einer halben Stelle, und davon zehren wir bis heute, obwohl die Stelle längst wieder weg ist.",
            "Frau Petersen war im letzten Jahr als Einzige dabei und hat mit niemandem darüber gesprochen."
        ),
        ["t_mobilitaet"] = (
            "Ohne Auto kommt bei uns niemand zur Ausbildung. Der Bus um 6.40 Uhr fährt in den Ferien nicht, der nächste erst kurz nach acht, und in der Berufsschule sind sie mit ihrer Geduld am Ende, das kann ich verstehen.",
            "Herr Nowak vom Landkreis hat es schon zweimal abgelehnt."
        ),
        ["o_stiftung"] = (
            "Eine Stiftung überdauert Wahlen. Das haben wir bei unserer Bürgerstiftung gesehen, die drei Bürgermeister und zwei Haushaltssperren überlebt hat, wenn auch zuletzt mit weniger Ertrag, weil die Zinsen fehlten.",
            "Mit Herrn Dr. Voß im Vorstand würde daraus nichts."
        ),
    };

    /// <summary>An expert's reasons for some answers.</summary>
    /// <param name="index">Which expert.</param>
    /// <param name="round">The round that is asked.</param>
    /// <param name="answer">What the expert answers to a part.</param>
    /// <param name="before">The result that the expert saw.</param>
    /// <param name="chance">A chance for each name.</param>
    public static IEnumerable<AnswerChange> Given(
        int index,
        Round round,
        Func<string, string?> answer,
        RoundResult? before,
        Func<string, Random> chance
    )
    {
        foreach (var item in round.Questionnaire.Items.Where(item => item.Parts.Any(part => answer(part.Key) is { Length: > 0 })))
        {
            var parts = item.ReasonParts(round.Questionnaire.Settings);
            if (parts.Count == 0)
                continue;
            var part = parts.Count > 1 && !InTopBand(item, answer) ? parts[1] : parts[0];
            // Every other one in this round, and the others in the next.
            var sentences = Sentences(item.Key, part.Side).Reverse().Where((_, place) => place % 2 != round.Number % 2).ToList();
            if (sentences.Count == 0)
                continue;
            var place = index % sentences.Count;
            var one = MiddleHalf.Of(item, before).Any(half => half.LeavesOut(answer(half.Part.Key))) ? Asked : Rarely;
            if (index / sentences.Count % one == chance($"{part.Key}{place}{round.Number}").Next(one))
                yield return new(part.Key, sentences[place]);
        }
    }

    /// <summary>Which reasons of others convince an expert; some convince more than others do.</summary>
    public static IEnumerable<AnswerChange> Votes(
        int index,
        IEnumerable<ShownReason> shown,
        Answers earlier,
        Func<string, Random> chance
    ) =>
        from reason in shown
        where earlier[new ReasonPart(reason.ItemKey, reason.Side).Key] is null
        let name = reason.ItemKey + reason.Text
        where chance($"{name}{index}").NextDouble() < 0.3 * chance(name).NextDouble()
        select new AnswerChange(new ConvincedPart(reason.ItemKey, reason.Id).Key, ConvincedPart.Convinced);

    /// <summary>What an expert replies to reasons of others: some of them are replied to, the others are not.</summary>
    public static IEnumerable<AnswerChange> Replies(
        int index,
        IEnumerable<ShownReason> shown,
        Answers earlier,
        Func<string, Random> chance
    ) =>
        from reason in shown
        where earlier[new ReasonPart(reason.ItemKey, reason.Side).Key] is null
        let name = reason.ItemKey + reason.Text
        where chance($"re{name}").NextDouble() < 0.25 && chance($"re{name}{index}").NextDouble() < 0.012
        let sentences = reason.Side switch
        {
            ReasonSide.For => Doubting,
            ReasonSide.Against => Encouraging,
            _ => Weighing,
        }
        select new AnswerChange(new ReplyPart(reason.ItemKey, reason.Id).Key, sentences[index % sentences.Length]);

    /// <summary>What the team replies to a reason that it released; null for nothing.</summary>
    public static string? OfTeam(Reason reason) =>
        reason.State == ReasonState.Released && reason.AnswersTo is null ? TeamReplies.GetValueOrDefault(reason.Text) : null;

    /// <summary>What the team decides.</summary>
    /// <param name="isNew">Nobody else wrote the very same.</param>
    public static void Decide(Reason reason, bool isNew, DateTime at, string by)
    {
        if (Delicate.Values.Any(one => one.Naming == reason.Text))
            reason.Withhold("Nennt eine Person.", at, by);
        else if (!isNew)
            reason.Withhold("Steht wörtlich schon da.", at, by);
        else
            reason.Release(
                Delicate.Values.Any(one => one.Lengthy == reason.Text)
                    ? reason.Text[..(reason.Text.IndexOf('.', StringComparison.Ordinal) + 1)]
                    : null,
                at,
                by
            );
    }

    private static bool InTopBand(Item item, Func<string, string?> answer) =>
        item.Parts.OfType<RatedPart>().First() is var part
        && int.TryParse(answer(part.Key), System.Globalization.CultureInfo.InvariantCulture, out var point)
        && point >= part.Scale.LowestOfTop;

    private static string[] Sentences(string itemKey, ReasonSide side)
    {
        if (side == ReasonSide.Neutral)
            return Neutral;
        if (!Kinds.TryGetValue(itemKey[0], out var kind))
            return [];
        var own = Topics.GetValueOrDefault(itemKey, ([], []));
        string[] delicate = Delicate.TryGetValue(itemKey, out var two) ? [side == ReasonSide.For ? two.Lengthy : two.Naming] : [];
        return side == ReasonSide.For ? [.. own.For, .. kind.For, .. delicate] : [.. own.Against, .. kind.Against, .. delicate];
    }
}
