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
)
{
    // So many lines of so many letters the window shows in the size of the letter.
    private const int LinesInWindow = 6,
        LettersInLine = 40;

    /// <summary>Whether it only fits the window in small print.</summary>
    public bool IsDense => To.Sum(line => 1 + ((line.Length - 1) / LettersInLine)) > LinesInWindow;
}

/// <summary>Letters one behind the other, to be printed.</summary>
/// <param name="Style">With its fonts inside.</param>
public sealed record PrintedLetters(string Title, string Language, string Style, IReadOnlyList<PrintedLetter> Letters);
