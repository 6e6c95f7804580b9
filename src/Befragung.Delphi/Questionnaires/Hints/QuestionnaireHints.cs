using System.Globalization;

namespace Befragung.Delphi.Questionnaires.Hints;

/// <summary>
/// What often goes wrong with questionnaires, looked for in one: wording, scales and options, conditions, and the sizes of groups. All of it can be meant so; none of it keeps
/// a round from opening.
/// </summary>
public static class QuestionnaireHints
{
    /// <param name="questionnaire">The questionnaire.</param>
    /// <param name="panel">How many people of each group are in the panel; a group that is not there has nobody yet.</param>
    /// <returns>In the order of the questionnaire.</returns>
    public static IReadOnlyList<Hint> Of(Questionnaire questionnaire, IReadOnlyDictionary<string, int>? panel = null)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        return
        [
            .. OfGroups(questionnaire, panel ?? new Dictionary<string, int>()),
            .. OfSections(questionnaire)
                .Concat(OfDuplicates(questionnaire))
                .Concat(Leftovers.In(questionnaire))
                .OrderBy(one => one.Section)
                .ThenBy(one => one.Item)
                .Select(one => one.Hint),
        ];
    }

    /// <summary>What often goes wrong with the wording of a statement that experts are to judge, in each of its languages.</summary>
    public static IEnumerable<(string Language, Sentence What)> OfStatement(LocalizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Texts.SelectMany(one => OfText(isOpen: false, one.Value, one.Key).Select(hint => (one.Key, hint.Item2)));
    }

    private static IEnumerable<Hint> OfGroups(Questionnaire questionnaire, IReadOnlyDictionary<string, int> panel)
    {
        var smallest = questionnaire.Settings.SmallestCell;
        for (var i = 0; i < questionnaire.Groups.Count; i++)
        {
            var group = questionnaire.Groups[i];
            var invited = panel.GetValueOrDefault(group.Key);
            // As long as a panel grows, what it is to become counts.
            var people = Math.Max(invited, group.Target ?? 0);
            if (people == 0 || people >= smallest)
                continue;
            yield return new(
                HintKind.SmallGroup,
                $"groups/{Number(i)}",
                group.Key,
                people == invited
                    ? new Sentence(
                        "Im Panel sind aus „{0}“ bisher {1}. Gezeigt wird eine Gruppe erst ab {2:Antwort|Antworten}: Gewinnen Sie mehr Personen, oder legen Sie Gruppen zusammen.",
                        group.Name,
                        people,
                        smallest
                    )
                    : new Sentence(
                        "Aus „{0}“ sollen es {1} werden. Gezeigt wird eine Gruppe erst ab {2:Antwort|Antworten}: Planen Sie mehr Personen ein, oder legen Sie Gruppen zusammen.",
                        group.Name,
                        people,
                        smallest
                    ),
                $"{people} {smallest}"
            );
        }
    }

    private static IEnumerable<(int Section, int Item, Hint Hint)> OfSections(Questionnaire questionnaire)
    {
        var reach = new Reach(questionnaire);
        var scales = new HashSet<string>(StringComparer.Ordinal);
        for (var s = 0; s < questionnaire.Sections.Count; s++)
        {
            var section = questionnaire.Sections[s];
            var place = $"sections/{Number(s)}";
            var whole = Unasked(reach, place, $"section {section.Key}", section.When, null);
            if (whole is not null)
                yield return (s, -1, whole);
            for (var i = 0; i < section.Items.Count; i++)
            {
                var item = section.Items[i];
                var here = $"{place}/items/{Number(i)}";
                if (whole is null && Unasked(reach, here, item.Key, section.When, item.When) is { } unasked)
                    yield return (s, i, unasked);
                foreach (var hint in OfItem(item, here, questionnaire.Languages, scales))
                    yield return (s, i, hint);
            }
        }
    }

    /// <summary>Says that nobody can come to be asked. Of an item, the condition of its section holds as well.</summary>
    private static Hint? Unasked(Reach reach, string place, string subject, Condition? outer, Condition? inner)
    {
        var words = string.Join(" + ", new[] { outer, inner }.OfType<Condition>().Select(InWords));
        var at = (inner ?? outer) is null ? place : $"{place}/when";
        if (reach.Contradiction(outer, inner) is { } about)
            return new(
                HintKind.NeverHolds,
                at,
                subject,
                new Sentence(
                    "Diese Bedingung trifft nie zu: Keine Antwort auf „{0}“ erfüllt sie. Ändern Sie die Bedingung, oder streichen Sie, was davon abhängt.",
                    about.Text
                ),
                words
            );
        return reach.Groups(outer, inner).Count > 0
            ? null
            : new(
                HintKind.NobodyAsked,
                at,
                subject,
                new Sentence(
                    "Das wird niemandem gezeigt: Die Bedingungen schließen zusammen jede Gruppe aus. Nehmen Sie eine Gruppe in die Bedingung auf, oder streichen Sie, was davon abhängt."
                ),
                words
            );
    }

    private static IEnumerable<Hint> OfItem(Item item, string place, IReadOnlyList<string> languages, HashSet<string> scales)
    {
        foreach (var language in languages)
            if (item is not InformationItem && item.Text.Texts.TryGetValue(language, out var text))
                foreach (var (kind, what) in OfText(item.IsOpen, text, language))
                    yield return new(kind, $"{place}/text/{language}", $"{item.Key}/{language}", what, text);
        foreach (var (scale, at) in ScalesOf(item))
            if (scales.Add(scale.Signature) && (scale.LabelOf(1) is null || scale.LabelOf(scale.Points) is null))
                yield return new(
                    HintKind.ScaleWithoutWords,
                    place + at,
                    $"{item.Key}{at}",
                    new Sentence(
                        "Die Skala hat nicht an beiden Enden ein Wort. Was 1 und {0} heißen, deutet sonst jede Person anders: Benennen Sie beide Enden.",
                        scale.Points
                    ),
                    scale.Signature
                );
        foreach (var language in languages)
            if (Overlap(OptionsOf(item), language) is var (what, words))
                yield return new(HintKind.OverlappingOptions, $"{place}/options", $"{item.Key}/{language}", what, words);
    }

    private static IEnumerable<(HintKind, Sentence)> OfText(bool isOpen, string text, string language)
    {
        var words = Wording.Count(text);
        if (words > Wording.MostWords)
            yield return (
                HintKind.LongText,
                new Sentence(
                    "Der Text hat {0:Wort|Wörter}. Über {1} überlesen viele etwas: Kürzen Sie ihn, oder schreiben Sie Einzelheiten in die Erläuterung.",
                    words,
                    Wording.MostWords
                )
            );
        // What is said below is known of German and English alone.
        language = LanguageTag.Primary(language);
        if (language is not ("de" or "en"))
            yield break;
        // In own words, people can answer both.
        if (!isOpen && Clauses.Joined(text, language) is { } joint)
            yield return (
                HintKind.TwoStatements,
                new Sentence(
                    "Vor und nach „{0}“ steht wohl je eine Aussage. Wer nur einer zustimmt, kann darauf nicht antworten: Machen Sie zwei Fragen daraus, oder streichen Sie eine Aussage.",
                    joint
                )
            );
        if (Negations.In(text, language) is var (first, second))
            yield return (
                HintKind.DoubleNegation,
                new Sentence(
                    "„{0}“ und „{1}“ in einem Satz verneinen doppelt. Das wird leicht verkehrt herum verstanden: Sagen Sie es ohne Verneinung.",
                    first,
                    second
                )
            );
    }

    private static IEnumerable<(Scale Scale, string At)> ScalesOf(Item item) =>
        item switch
        {
            RatingItem rating => [(rating.Scale, "/scale")],
            MultiRatingItem rating => rating.Criteria.Select((criterion, number) => (criterion.Scale, $"/criteria/{Number(number)}/scale")),
            _ => [],
        };

    internal static IReadOnlyList<Option> OptionsOf(Item item) =>
        item switch
        {
            SingleChoiceItem choice => choice.Options,
            MultipleChoiceItem choice => choice.Options,
            RankingItem ranking => ranking.Options,
            PointsItem points => points.Options,
            _ => [],
        };

    /// <summary>The first two options that are not apart in a language.</summary>
    private static (Sentence What, string Words)? Overlap(IReadOnlyList<Option> options, string language)
    {
        var names = options.Select(option => option.Name.Texts.GetValueOrDefault(language)).OfType<string>().ToList();
        var plain = names.ConvertAll(NearDuplicates.Normal);
        var ranges = names.ConvertAll(name => NumberRange.Read(name, language));
        for (var second = 1; second < names.Count; second++)
        for (var first = 0; first < second; first++)
        {
            var words = $"{names[first]}\n{names[second]}";
            if (ranges[first] is { } one && ranges[second] is { } other)
            {
                if (one.Overlaps(other))
                    return (
                        new(
                            "„{0}“ und „{1}“ überschneiden sich. Wer in beidem liegt, wählt nach Belieben: Lassen Sie die eine Antwort enden, bevor die andere beginnt.",
                            names[first],
                            names[second]
                        ),
                        words
                    );
            }
            // What is the same letter by letter is told by the check of the file.
            else if (
                plain[first].Length > 0
                && plain[first] == plain[second]
                && !string.Equals(names[first], names[second], StringComparison.OrdinalIgnoreCase)
            )
                return (
                    new(
                        "„{0}“ und „{1}“ lesen sich gleich. Niemand kann die beiden unterscheiden: Benennen Sie eine anders.",
                        names[first],
                        names[second]
                    ),
                    words
                );
        }
        return null;
    }

    private static IEnumerable<(int Section, int Item, Hint Hint)> OfDuplicates(Questionnaire questionnaire)
    {
        var items = questionnaire
            .Sections.SelectMany((section, s) => section.Items.Select((item, i) => (Section: s, Place: i, Item: item)))
            .Where(one => one.Item is not InformationItem)
            .ToList();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var language in questionnaire.Languages)
        {
            var texts = items.ConvertAll(one => one.Item.Text.Texts.GetValueOrDefault(language) ?? "");
            foreach (var (text, before) in NearDuplicates.In(texts))
            {
                var (section, place, item) = items[text];
                if (told.Add(item.Key))
                    yield return (
                        section,
                        place,
                        new(
                            HintKind.NearDuplicate,
                            $"sections/{Number(section)}/items/{Number(place)}/text/{language}",
                            $"{item.Key}+{items[before].Item.Key}",
                            new Sentence(
                                "Fast dasselbe steht schon bei „{0}“. Zweimal gefragt ermüdet es und zählt doppelt: Streichen Sie eine der beiden Fragen, oder machen Sie den Unterschied deutlich.",
                                items[before].Item.Text
                            ),
                            $"{texts[text]}\n{texts[before]}"
                        )
                    );
            }
        }
    }

    private static string InWords(Condition condition) =>
        string.Join(
            ' ',
            [
                .. condition.Groups ?? [],
                "/",
                condition.Item,
                "/",
                .. condition.Is ?? [],
                "/",
                .. condition.IsNot ?? [],
                "/",
                condition.From?.ToString(CultureInfo.InvariantCulture),
                condition.To?.ToString(CultureInfo.InvariantCulture),
            ]
        );

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
