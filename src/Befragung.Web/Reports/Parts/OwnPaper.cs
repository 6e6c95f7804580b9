using Befragung.Delphi.Feedback;

namespace Befragung.Web.Reports.Parts;

/// <summary>What the paper of one's own answers is made of.</summary>
/// <param name="Style">The whole style sheet with its fonts.</param>
public sealed record OwnPaper(OwnResult Result, string Language, string Style, DateTime MadeAt);

/// <summary>The highest or the lowest of one's own ratings.</summary>
/// <param name="Meaning">What that says, in plain words.</param>
public sealed record OwnSide(string Title, string Meaning, IReadOnlyList<ProfileRating> Ratings);
