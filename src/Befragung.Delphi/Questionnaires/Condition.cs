using System.Text.Json.Serialization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// When an item or a section is asked. All that is named has to hold. A question that was not answered, or with "keine Angabe", or was itself not asked,
/// fulfils nothing.
/// </summary>
public sealed record Condition
{
    /// <summary>Only these groups are asked.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>The earlier item, or a part of it, that has to be answered in a certain way.</summary>
    public string? Item { get; init; }

    /// <summary>One of these values; of a multiple choice: one of these options is chosen.</summary>
    public IReadOnlyList<string>? Is { get; init; }

    /// <summary>None of these values; of a multiple choice: none of these options is chosen.</summary>
    public IReadOnlyList<string>? IsNot { get; init; }

    /// <summary>At least this point, rank or number.</summary>
    public decimal? From { get; init; }

    /// <summary>At most this point, rank or number.</summary>
    public decimal? To { get; init; }

    /// <summary>The item is a multiple choice, whose options are answered one by one.</summary>
    public bool OfMarks { get; init; }

    /// <summary>Whether the condition is fulfilled.</summary>
    /// <param name="group">The expert's group; null for none, which belongs to no named one.</param>
    /// <param name="answer">The expert's value of a part; null or "" where there is none.</param>
    public bool Holds(string? group, Func<string, string?> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (Groups is not null && !Groups.Contains(group))
            return false;
        if (Item is null)
            return true;
        return OfMarks ? MarksHold(answer) : answer(Item) is { Length: > 0 } value && HoldsFor(value);
    }

    /// <summary>The condition in words, without the text of the item it looks at: that is the first value.</summary>
    /// <param name="questionnaire">What the condition belongs to.</param>
    public IEnumerable<Sentence> InWords(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        if (Groups is not null)
            yield return new(
                "nur für: {0}",
                new Names([.. questionnaire.Groups.Where(group => Groups.Contains(group.Key)).Select(group => group.Name)])
            );
        if (Item is null || questionnaire.ItemOf(Item) is not { } item)
            yield break;
        var part = item.Parts.FirstOrDefault(one => one.Key == Item);
        object about = part?.Name is { } name ? $"{item.Text} ({name})" : item.Text;
        Names Named(IEnumerable<string> values) => new([.. values.Select(value => NameOf(item, part, value))]) { Either = true };
        if (Is is not null)
            yield return new("nur bei der Antwort {1} auf „{0}“", about, Named(Is));
        if (IsNot is not null)
            yield return new("nur bei einer anderen Antwort als {1} auf „{0}“", about, Named(IsNot));
        object End(decimal end) =>
            part is RatedPart { Scale: var scale } && scale.LabelOf((int)end) is { } label ? new Names([label]) : end;
        if (From is { } from)
            yield return To is { } to
                ? new("nur bei {1} bis {2} als Antwort auf „{0}“", about, End(from), End(to))
                : new("nur ab {1} als Antwort auf „{0}“", about, End(from));
        else if (To is { } most)
            yield return new("nur bis {1} als Antwort auf „{0}“", about, End(most));
    }

    /// <summary>Whether an answer to the item is one that is asked for, whatever the group.</summary>
    internal bool HoldsFor(string value) =>
        Is?.Contains(value) != false
        && IsNot?.Contains(value) != true
        && ((From, To) is (null, null) || (NumberPart.Read(value) is { } number && !(number < From) && !(number > To)));

    private bool MarksHold(Func<string, string?> answer)
    {
        bool Chosen(string option) => answer($"{Item}.{option}") == MarkPart.Chosen;
        bool Answered(string option) => answer($"{Item}.{option}") is { Length: > 0 };
        return Is?.Any(Chosen) != false && (IsNot is null || (IsNot.All(Answered) && !IsNot.Any(Chosen)));
    }

    private object NameOf(Item item, Part? part, string value) =>
        (object?)(
            OfMarks
                ? item.Parts.FirstOrDefault(one => one.Key == $"{Item}.{value}")?.Name
                : part switch
                {
                    ChoicePart choice => choice.Options.FirstOrDefault(option => option.Key == value)?.Name,
                    RatedPart rated when int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var point) =>
                        rated.Scale.LabelOf(point),
                    MarkPart => part.Name,
                    _ => null,
                }
        ) ?? value;
}
