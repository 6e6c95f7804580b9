namespace Befragung.Web.Reports.Parts;

/// <summary>A letter for a window envelope (DIN 5008, form B).</summary>
/// <param name="To">The lines in the window.</param>
/// <param name="From">Who writes, in one line above these.</param>
/// <param name="Body">HTML.</param>
/// <param name="Picture">The link as SVG, for a camera.</param>
/// <param name="TypeAt">Where the code is typed by those who have none.</param>
public sealed record PrintedLetter(
    string Language,
    IReadOnlyList<string> To,
    string From,
    string Day,
    string Subject,
    string Body,
    string Picture,
    string TypeAt,
    string Code
);

/// <summary>Letters one behind the other, to be printed.</summary>
/// <param name="Style">With its fonts inside.</param>
public sealed record PrintedLetters(string Title, string Language, string Style, IReadOnlyList<PrintedLetter> Letters);
