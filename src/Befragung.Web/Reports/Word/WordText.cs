using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Befragung.Web.Reports.Word;

/// <summary>How a stretch of text is set. What differs from the paragraph alone is said.</summary>
/// <param name="Language">Where it is another one than the document's.</param>
internal sealed record WordLetters(
    string? Language = null,
    bool Bold = false,
    bool Italic = false,
    bool Upright = false,
    bool Sub = false,
    bool Super = false,
    bool Linked = false,
    string? Colour = null,
    int Size = 0
)
{
    public RunProperties? Properties()
    {
        var said = new RunProperties();
        if (Linked)
            said.Append(new RunStyle { Val = "Hyperlink" });
        if (Bold)
            said.Append(new Bold());
        if (Upright)
            said.Append(new Bold { Val = false });
        if (Italic)
            said.Append(new Italic());
        if (Colour is not null)
            said.Append(new Color { Val = Colour });
        if (Size > 0)
            said.Append(new FontSize { Val = Size.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        if (Sub || Super)
            said.Append(new VerticalTextAlignment { Val = Sub ? VerticalPositionValues.Subscript : VerticalPositionValues.Superscript });
        if (Language is not null)
            said.Append(new W.Languages { Val = Language });
        return said.HasChildren ? said : null;
    }
}

internal static class WordText
{
    private const char SoftHyphen = '\u00AD';

    /// <summary>A run of words. A place where a word may be broken, and a new line, are marks of their own.</summary>
    public static Run Run(string words, WordLetters? letters = null)
    {
        var run = new Run();
        if (letters?.Properties() is { } properties)
            run.Append(properties);
        var piece = new StringBuilder();
        foreach (var letter in Held(words))
            if (letter is SoftHyphen or '\n')
            {
                Flush();
                run.Append(letter == '\n' ? new Break() : new SoftHyphen());
            }
            else
            {
                piece.Append(letter);
            }
        Flush();
        return run;

        void Flush()
        {
            if (piece.Length > 0)
                run.Append(new W.Text(piece.ToString()) { Space = SpaceProcessingModeValues.Preserve });
            piece.Clear();
        }
    }

    /// <summary>What the program fills in, with what it shows until then.</summary>
    public static IEnumerable<OpenXmlElement> Field(string instruction, string shown, WordLetters? letters = null) =>
        [
            Mark(FieldCharValues.Begin, letters),
            new Run([.. Properties(letters), new FieldCode($" {instruction} ") { Space = SpaceProcessingModeValues.Preserve }]),
            Mark(FieldCharValues.Separate, letters),
            Run(shown, letters),
            Mark(FieldCharValues.End, letters),
        ];

    public static Run Mark(FieldCharValues kind, WordLetters? letters = null) =>
        new([.. Properties(letters), new FieldChar { FieldCharType = kind }]);

    private static IEnumerable<OpenXmlElement> Properties(WordLetters? letters) => letters?.Properties() is { } said ? [said] : [];

    /// <summary>Without what XML cannot hold.</summary>
    public static string Held(string words)
    {
        if (words.All(letter => XmlConvert.IsXmlChar(letter)))
            return words;
        var held = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
            if (rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value))
                held.Append(rune);
        return held.ToString();
    }
}
