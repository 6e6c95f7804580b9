using System.Text.Json;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Drafts;

/// <summary>
/// What earlier rounds of a study asked, as far as it binds the questionnaire of a later one: what stands around the questions was decided before anybody answered, and answers
/// under one key are compared, so that all of them have to be answers to the same.
/// </summary>
public sealed class AskedBefore
{
    private readonly Dictionary<string, (int Round, Item Item)> items = new(StringComparer.Ordinal);
    private readonly Questionnaire? last;
    private readonly int next;
    private Dictionary<string, Item>? writtenOut;

    /// <param name="rounds">What the rounds before asked, by their numbers, in any order.</param>
    public AskedBefore(IEnumerable<(int Round, Questionnaire Questionnaire)> rounds)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        foreach (var (round, questionnaire) in rounds.OrderByDescending(one => one.Round))
        {
            last ??= questionnaire;
            next = Math.Max(next, round + 1);
            foreach (var item in questionnaire.Items.Where(item => item is not InformationItem))
                items.TryAdd(item.Key, (round, item));
        }
    }

    /// <summary>All that was asked, each item as it was asked last; conditions may look back at them.</summary>
    public IReadOnlyList<Item> Items => [.. items.Values.Select(one => one.Item)];

    /// <summary>Where a later questionnaire changes what stands, each at its place in the text that it was read from.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="questionnaire">What it is; null where it is none yet, so that only what stands around the sections can be looked at.</param>
    public IReadOnlyList<DraftProblem> Problems(string yaml, Questionnaire? questionnaire)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        if (last is null || (questionnaire ?? QuestionnaireReader.ReadFrame(yaml, OutsideChecks.None)) is not { } now)
            return [];
        List<(string Place, Sentence What)> found = [.. OfFrame(now, last), .. OfItems(now)];
        if (found.Count == 0)
            return [];
        var places = FilePlaces.Of(yaml);
        return
        [
            .. found.Select(one =>
            {
                var (line, column) = places.Find(one.Place);
                return new DraftProblem(one.Place, new(line, column, one.What));
            }),
        ];
    }

    private IEnumerable<(string Place, Sentence What)> OfFrame(Questionnaire now, Questionnaire before)
    {
        (string Place, Func<Questionnaire, object?> Of)[] frozen =
        [
            ("title", one => one.Title),
            ("languages", one => one.Languages),
            ("consent", one => one.Consent),
            ("recruiting", one => one.Recruiting),
            ("groups", one => one.Groups),
            ("groupLabel", one => one.OwnGroupLabel),
            ("settings", one => one.Settings),
        ];
        Questionnaire? written = null;
        foreach (var (place, of) in frozen)
            if (Json(of(now)) != Json(of(before)) && Json(of(now)) != Json(of(written ??= WrittenOut(before))))
                yield return (
                    place,
                    new(
                        "Das steht seit der Öffnung von Runde 1 fest und lässt sich für Runde {0} nicht mehr ändern. Stellen Sie es in der Textansicht wieder her, oder holen Sie eine frühere Fassung zurück.",
                        next
                    )
                );
    }

    private IEnumerable<(string Place, Sentence What)> OfItems(Questionnaire now)
    {
        foreach (var (part, section) in now.Sections.Index())
        foreach (var (place, item) in section.Items.Index())
            if (items.TryGetValue(item.Key, out var before) && !AreAlike(item, before.Item))
                yield return Difference($"sections/{part}/items/{place}", item, WrittenOut(before.Item), before.Round);
    }

    /// <summary>What is written in one's own words is read, and compared with nothing.</summary>
    private bool AreAlike(Item now, Item before) =>
        (now.IsOpen && before.IsOpen) || now.TakesAnswersOf(before) || now.TakesAnswersOf(WrittenOut(before));

    private static (string Place, Sentence What) Difference(string place, Item now, Item before, int round) =>
        (now, before) switch
        {
            _ when now.GetType() != before.GetType() => (
                $"{place}/type",
                new(
                    "Unter dem Schlüssel dieser Frage stand in Runde {0} eine Frage anderer Art. Stellen Sie die Art wieder her, oder geben Sie der Frage einen neuen Schlüssel; dann ist sie eine neue Frage.",
                    round
                )
            ),
            (RatingItem, RatingItem) => (
                $"{place}/scale",
                new(
                    "Diese Frage hatte in Runde {0} eine andere Skala. Stellen Sie die Skala wieder her, oder geben Sie der Frage einen neuen Schlüssel; dann ist sie eine neue Frage.",
                    round
                )
            ),
            (MultiRatingItem, MultiRatingItem) => (
                $"{place}/criteria",
                new(
                    "Diese Frage hatte in Runde {0} andere Merkmale oder andere Skalen. Stellen Sie sie wieder her, oder geben Sie der Frage einen neuen Schlüssel; dann ist sie eine neue Frage.",
                    round
                )
            ),
            _ when Json(OptionsOf(now)) != Json(OptionsOf(before)) => (
                $"{place}/options",
                new(
                    "Diese Frage hatte in Runde {0} andere Antworten zur Auswahl. Stellen Sie sie wieder her, oder geben Sie der Frage einen neuen Schlüssel; dann ist sie eine neue Frage.",
                    round
                )
            ),
            _ => (
                place,
                new(
                    "Diese Frage hatte in Runde {0} andere Vorgaben für die Antwort. Stellen Sie sie wieder her, oder geben Sie der Frage einen neuen Schlüssel; dann ist sie eine neue Frage.",
                    round
                )
            ),
        };

    private static IReadOnlyList<Option>? OptionsOf(Item item) =>
        item switch
        {
            SingleChoiceItem choice => choice.Options,
            MultipleChoiceItem choice => choice.Options,
            RankingItem ranking => ranking.Options,
            PointsItem points => points.Options,
            _ => null,
        };

    /// <summary>As it is once it went through a file: what was stored long ago may say in other words what is as usual.</summary>
    private Questionnaire WrittenOut(Questionnaire one) =>
        Draft.Of(one).Check(OutsideChecks.None with { Asked = Items }).Questionnaire ?? one;

    private Item WrittenOut(Item item)
    {
        writtenOut ??= last is null
            ? []
            : WrittenOut(last with { Sections = [new("alle", last.Title, [.. Items.Select(one => one with { When = null })])] })
                .Items.ToDictionary(one => one.Key, StringComparer.Ordinal);
        return writtenOut.GetValueOrDefault(item.Key, item);
    }

    private static string Json(object? value) => JsonSerializer.Serialize(value, Questionnaire.Format);
}
