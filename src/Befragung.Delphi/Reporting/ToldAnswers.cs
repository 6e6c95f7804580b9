using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Reporting;

/// <summary>What a report tells of answers in own words, beside the frozen results: what the team released, and what it found.</summary>
/// <param name="Reasons">Released ones, with their replies.</param>
/// <param name="Themes">What open answers are about, as far as they are coded.</param>
public sealed record ToldAnswers(IReadOnlyList<Reason> Reasons, IReadOnlyList<ItemThemes> Themes)
{
    public static ToldAnswers None { get; } = new([], []);

    /// <summary>What was decided on reasons; null where nobody asked.</summary>
    public Moderation? Moderation { get; init; }
}

/// <summary>How many reasons of the closed rounds, with the replies to them, the team released, how many of these it shortened, and how many it withheld.</summary>
public sealed record Moderation(int Released, int Shortened, int Withheld);
