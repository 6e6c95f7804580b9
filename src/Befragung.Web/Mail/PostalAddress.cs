using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi;
using Befragung.Web.Access;

namespace Befragung.Web.Mail;

/// <summary>Where paper goes: the lines below the name, as they stand on an envelope. What does not fit its window is refused where it is entered.</summary>
public sealed class PostalAddress
{
    public const int MostLines = 6,
        LongestLine = 50,
        Longest = MostLines * (LongestLine + 1);

    // No mailbox is like it: it has no @.
    private const string KeyPrefix = "post ";

    private PostalAddress(IReadOnlyList<string> lines) => Lines = lines;

    public IReadOnlyList<string> Lines { get; }

    /// <summary>Reads what somebody typed: a line for each, or all in one with commas between.</summary>
    /// <param name="name">Whose it is: who puts the name on top means the same.</param>
    /// <param name="address">Null where nothing was typed, and where it is wrong.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static Sentence? Read(string? text, string name, out PostalAddress? address) => Of(LinesOf(text), name, out address);

    /// <summary>The same of lines that stand apart.</summary>
    public static Sentence? Of(IEnumerable<string> lines, string name, out PostalAddress? address)
    {
        address = null;
        var written = Below([.. lines.Where(line => line.Length > 0)], name).ToList();
        if (written.Count == 0)
            return null;
        if (written.Count == 1)
            return new("Eine Postanschrift hat mindestens zwei Zeilen: Straße oder Postfach, dann Postleitzahl und Ort.");
        if (written.Count > MostLines)
            return new(
                "Die Postanschrift hat {0:Zeile|Zeilen}. In das Fenster des Umschlags passen höchstens {1}.",
                written.Count,
                MostLines
            );
        if (written.Find(line => line.Length > LongestLine) is { } tooLong)
            return new(
                "In der Postanschrift ist die Zeile „{0}…“ zu lang. In das Fenster des Umschlags passen {1} Zeichen.",
                tooLong[..20],
                LongestLine
            );
        address = new(written);
        return null;
    }

    /// <summary>The lines below the name, where that stands on top.</summary>
    public static IReadOnlyList<string> Below(IReadOnlyList<string> lines, string name) =>
        lines is [var first, _, ..] && NameKeys.Fold(first) == NameKeys.Fold(name) ? [.. lines.Skip(1)] : lines;

    /// <summary>One that is stored already; null where none is.</summary>
    public static PostalAddress? Stored(string? text) => text is null ? null : new(text.Split('\n'));

    /// <summary>The lines of a text, without what cannot be seen.</summary>
    public static IReadOnlyList<string> LinesOf(string? text)
    {
        var lines = Split(text ?? "", '\n', '\r', '\v', '\u2028');
        return lines is [var only] ? Split(only, ',', ';') : lines;
    }

    /// <summary>Under which nobody else may be in a panel: the mailbox, or of those who have none name and postal address.</summary>
    /// <exception cref="RuleBrokenException">Neither is named.</exception>
    public static string KeyOf(Mailbox? mailbox, PostalAddress? post, string name) =>
        mailbox?.Key
        ?? post?.KeyWith(name)
        ?? throw new RuleBrokenException("Es fehlt eine E-Mail-Adresse oder eine Postanschrift. Eines von beiden wird gebraucht.");

    /// <summary>The key of somebody without a mailbox.</summary>
    public string KeyWith(string name) =>
        KeyPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(NameKeys.Fold($"{name}\n{this}"))))[..32];

    /// <summary>As it is stored and shown in a form.</summary>
    public override string ToString() => string.Join('\n', Lines);

    private static List<string> Split(string text, params char[] between) =>
        [
            .. text.Split(between)
                .Select(line =>
                    string.Join(
                        ' ',
                        Invisible.Trimmed(Invisible.WithoutDirections(line)).Split(Blank, StringSplitOptions.RemoveEmptyEntries)
                    )
                )
                .Where(line => line.Length > 0),
        ];

    // Whatever controls something is none of the address, and is seen as a blank.
    private static readonly char[] Blank =
    [
        .. Enumerable.Range(0, 0x3001).Select(code => (char)code).Where(one => char.IsControl(one) || char.IsWhiteSpace(one)),
    ];
}
