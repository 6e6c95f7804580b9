using System.Text;
using System.Text.Json;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Results;

/// <summary>
/// Counts a closing round: takes the sheets that were handed in one at a time, as a stream, and makes the result from columns per item.
/// Holds no sheet, so it is the same for 100 or 100 000 of them.
/// </summary>
public sealed class RoundTally
{
    private readonly Questionnaire questionnaire;
    private readonly List<Column> columns = [];
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> groups;
    private readonly List<(string PartKey, string Text)> texts = [];
    private int handedIn;

    public RoundTally(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        this.questionnaire = questionnaire;
        groups = questionnaire.Groups.Select((group, index) => (group.Key, index)).ToDictionary(pair => pair.Key, pair => pair.index, StringComparer.Ordinal);
        foreach (var item in questionnaire.Items) AddColumns(item);
    }

    /// <summary>Counts one sheet.</summary>
    /// <param name="groupKey">The expert's group.</param>
    /// <param name="answers">The sheet's document as stored.</param>
    /// <returns>The open answers on it, by part key; valid until the next call.</returns>
    public IReadOnlyList<(string PartKey, string Text)> Add(string groupKey, string answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var group = groups[groupKey];
        texts.Clear();
        handedIn++;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(answers));
        var keys = places.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> key = stackalloc char[128];
        Span<char> value = stackalloc char[64];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var known = reader.ValueSpan.Length <= key.Length && keys.TryGetValue(key[..reader.CopyString(key)], out var found) ? found : null;
            reader.Read();
            if (known is null || reader.ValueSpan.Length == 0) continue;
            if (known.IsText)
            {
                var text = reader.GetString()!;
                known.Column.Take(group, handedIn, known.Part, text);
                texts.Add((known.PartKey, text));
            }
            else
            {
                known.Column.Take(group, handedIn, known.Part, value[..reader.CopyString(value)]);
            }
        }
        return texts;
    }

    /// <summary>The result of all sheets taken in.</summary>
    /// <param name="round">Number of the round.</param>
    /// <param name="participation">Invited, started and handed in, per group of the questionnaire.</param>
    /// <param name="before">The result of the round before, which changes are measured against.</param>
    public RoundResult ToResult(int round, IReadOnlyDictionary<string, Response> participation, RoundResult? before)
    {
        ArgumentNullException.ThrowIfNull(participation);
        var settings = questionnaire.Settings;
        var responses = questionnaire.Groups.Select(group => participation.GetValueOrDefault(group.Key) ?? new Response(0, 0, 0)).ToList();
        var hidden = SmallCells.Hidden([.. responses.Select(response => response.HandedIn)], settings.SmallestCell);
        var evaluation = new Evaluation(handedIn, [.. groups.Keys], settings.QuantileType, settings.SmallestCell, before);
        return new RoundResult(round, settings.QuantileType, settings.SmallestCell,
            new Response(responses.Sum(response => response.Invited), responses.Sum(response => response.Started), handedIn),
            [.. questionnaire.Groups.Select((group, index) => hidden.Contains(index)
                ? new GroupResponse(group.Key, responses[index].Invited, null, null)
                : new GroupResponse(group.Key, responses[index].Invited, responses[index].Started, responses[index].HandedIn))],
            [.. columns.SelectMany(column => column.Results(evaluation))]);
    }

    private void AddColumns(Item item)
    {
        var n = questionnaire.Groups.Count;
        switch (item)
        {
            case RatingItem or MultiRatingItem:
                var type = item is RatingItem ? "rating" : "multiRating";
                foreach (var part in item.Parts.Cast<RatedPart>()) Add([part], new RatingColumn(type, part, n));
                break;
            case SingleChoiceItem choice:
                Add(choice.Parts, new ChoiceColumn("singleChoice", (ChoicePart)choice.Parts[0], n));
                break;
            case RankingItem ranking:
                Add(ranking.Parts, new RankingColumn("ranking", ranking, n));
                break;
            case LongTextItem or IdeasItem:
                Add(item.Parts, new WordsColumn(item is LongTextItem ? "longText" : "ideas", item.Key, n));
                break;
            case InformationItem:
                break;
            default:
                throw new InvalidOperationException($"Items of the kind {item.GetType().Name} have no evaluation.");
        }
    }

    private void Add(IReadOnlyList<Part> parts, Column column)
    {
        columns.Add(column);
        for (var i = 0; i < parts.Count; i++) places.Add(parts[i].Key, new Place(column, i, parts[i].Key, parts[i] is TextPart));
    }

    private sealed record Place(Column Column, int Part, string PartKey, bool IsText);
}
