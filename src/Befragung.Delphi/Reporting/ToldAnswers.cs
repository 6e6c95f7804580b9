using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Reporting;

/// <summary>What a report tells of answers in own words, beside the frozen results: what the team released, and what it found.</summary>
/// <param name="Reasons">Released ones, with their replies.</param>
/// <param name="Themes">What open answers are about, as far as they are coded.</param>
public sealed record ToldAnswers(IReadOnlyList<Reason> Reasons, IReadOnlyList<ItemThemes> Themes)
{
    public static ToldAnswers None { get; } = new([], []);
}
