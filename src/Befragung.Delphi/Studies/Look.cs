using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Studies;

/// <summary>
/// How the report of a study looks: the study's own colours and its logo. It may change at any time, because it changes nothing that the report says. Charts
/// keep their colours, so that a verdict looks the same in every study. Immutable; one JSON document.
/// </summary>
public sealed record Look
{
    public static Look Usual { get; } = new();

    /// <summary>Version of the stored form, so that later versions of the platform can read what earlier ones wrote.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Of headings, numbers and links, as #16304f; null for that of the house.</summary>
    public string? Main { get; init; }

    /// <summary>Of rules and ornaments; null for the main one.</summary>
    public string? Second { get; init; }

    public Logo? Logo { get; init; }

    /// <summary>The same with other colours, each checked.</summary>
    /// <exception cref="RuleBrokenException">One of them is too pale on white paper.</exception>
    public Look With(Colour? main, Colour? second)
    {
        if (main is { } letters && letters.Contrast(Colour.White) < Colour.ForText)
            throw new RuleBrokenException(
                "Die Hauptfarbe {0} hebt sich zu wenig vom weißen Papier ab: {1} zu 1, für Schrift nötig sind 4,5 zu 1. Die nächste dunklere Farbe, die genügt, ist {2}.",
                letters.ToString(),
                Told(letters),
                letters.Darker(Colour.ForText).ToString()
            );
        if (second is { } shapes && shapes.Contrast(Colour.White) < Colour.ForShapes)
            throw new RuleBrokenException(
                "Die zweite Farbe {0} hebt sich zu wenig vom weißen Papier ab: {1} zu 1, für Linien und Flächen nötig sind 3 zu 1. Die nächste dunklere Farbe, die genügt, ist {2}.",
                shapes.ToString(),
                Told(shapes),
                shapes.Darker(Colour.ForShapes).ToString()
            );
        return this with { Main = main?.ToString(), Second = second?.ToString() };
    }

    /// <summary>A contrast with white as it is told: rounded down, so that what does not suffice never looks as if it did.</summary>
    public static double Told(Colour colour) => Math.Floor(colour.Contrast(Colour.White) * 100) / 100;
}

/// <summary>What is known of a logo without its picture, which lies by itself.</summary>
/// <param name="Id">Of the picture. Another picture has another id.</param>
/// <param name="Type">image/png or image/jpeg.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Alternative">What it shows, in words; null where it only decorates.</param>
public sealed record Logo(Guid Id, string Type, int Width, int Height, LocalizedText? Alternative);
