using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Text;

namespace Befragung.Web.Pages.Bogen;

/// <summary>What is an expert's own in the page part of an item: fills the places of its template.</summary>
/// <param name="Number">The item's number on this expert's way through the round; 0 for texts to read.</param>
/// <param name="Total">How many questions there are on that way.</param>
/// <param name="Posted">What was typed, where it has a problem and so was not saved.</param>
/// <param name="IsAsked">False for an item that an answer on the same page can still bring up.</param>
public sealed record OwnAnswers(
    ExpertDesk Desk,
    OpenSheet Open,
    int Number,
    int Total,
    IReadOnlyDictionary<string, string>? Posted,
    Sentence? Problem,
    bool IsAsked
)
{
    private Answers Now => Open.Answers;

    private Answers Wrong { get; } = Open.Sheet.Mistaken;

    /// <summary>What stands in a field; null for nothing.</summary>
    public string? Value(Part part) => AsTyped(part) ?? Now[part.Key] ?? (ExpertiseItem.IsKey(part.Key) ? Earlier(part) : null);

    /// <summary>Whether how well one knows the section is shown as it was said in the round before: it stands there until something else is said, and counts once the section is saved.</summary>
    public bool IsFromBefore(ExpertiseItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Now[item.Key] is null && item.SaidIn(Open.Earlier) is not null;
    }

    /// <summary>The same of a number, as it is written in the language of the page.</summary>
    public string? Typed(NumberPart part) => AsTyped(part) ?? TypedNumbers.Shown(Now[part.Key]);

    /// <summary>What is kept of a field as a mistake, as it was typed; null for none.</summary>
    public string? Mistaken(Part part) => Wrong[part.Key];

    /// <summary>Whether anything stands in the fields of an item.</summary>
    public bool IsFilledIn(Item item) =>
        item is ExpertiseItem
            ? Value(item.Parts[0]) is { Length: > 0 }
            : item.Parts.Any(part => Now[part.Key] is not null || Wrong[part.Key] is not null);

    /// <summary>Where there is a problem: what is kept of it, or all that was just typed where that is more than is kept.</summary>
    private string? AsTyped(Part part) =>
        Problem is null ? null
        : Posted?.GetValueOrDefault(part.Key) is var posted && Wrong[part.Key] is not { } wrong ? posted
        : posted is not null && AnswerSheet.KeptOf(posted) == wrong ? posted
        : wrong;

    /// <summary>The answer as it is saved.</summary>
    public string? Saved(Part part) => Now[part.Key];

    /// <summary>The answer of the round before; "" for "keine Angabe", null for none.</summary>
    public string? Earlier(Part part) => Open.Earlier[part.Key];

    /// <summary>The answer of an earlier round, as it counts.</summary>
    public string? EarlierIn(int round, Part part) => Open.EarlierRounds.Of(round)?[part.Key];

    /// <summary>Whether nothing was handed in in an earlier round that one was asked in.</summary>
    public bool LeftOutIn(int round) => Open.LeftOut.Contains(round);

    /// <summary>Whether what was answered in the round before was not handed in, and so is not in what all answered.</summary>
    public bool LeftOutBefore => Open.LeftOutBefore;

    public bool AnsweredEarlier(Item item) => Open.Earlier.Answered(item);
}
