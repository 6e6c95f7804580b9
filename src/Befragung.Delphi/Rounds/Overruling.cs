using Befragung.Delphi.Results;

namespace Befragung.Delphi.Rounds;

/// <summary>
/// The team's verdict on an item where it differs from the computed one, with the reason that the report tells. The frozen result keeps the computed one.
/// </summary>
/// <param name="Key">Key of the item or part.</param>
public sealed record Overruling(string Key, Verdict Verdict, string Reason, DateTime At, string By);
