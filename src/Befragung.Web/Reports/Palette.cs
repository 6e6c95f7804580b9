using Befragung.Delphi.Studies;
using Befragung.Web.Charts;

namespace Befragung.Web.Reports;

/// <summary>
/// The colours of a report beside its charts: those of the study, where it has some, in the depths that a page needs. Verdicts and charts keep theirs, so
/// that a colour means the same in every report.
/// </summary>
/// <param name="Accent">Of links and small words.</param>
/// <param name="Heading">The same, dark.</param>
/// <param name="Rule">Of rules and ornaments.</param>
/// <param name="Tint">The same as Rule, pale.</param>
public sealed record Palette(Colour Accent, Colour Heading, Colour Rule, Colour Tint)
{
    // Of headings, which are to be read from afar.
    private const double Dark = 10;

    private static readonly Palette House = new(Of(Ink.Accent), Of(Ink.Dark), Of(Ink.Accent), Of(Ink.Pale));

    public static Palette Of(Look look)
    {
        ArgumentNullException.ThrowIfNull(look);
        return Of(Colour.Of(look.Main), Colour.Of(look.Second));
    }

    public static Palette Of(Colour? main, Colour? second)
    {
        var painted = main is { } letters ? new Palette(letters, letters.Darker(Dark), letters, letters.Paler(0.65)) : House;
        return second is { } shapes ? painted with { Rule = shapes, Tint = shapes.Paler(0.65) } : painted;
    }

    private static Colour Of(string ink) => Colour.Of(ink)!.Value;

    /// <summary>Where the style sheet of these colours is, for pages that may have none inside; null for those of the house.</summary>
    public static string? Address(Look look)
    {
        ArgumentNullException.ThrowIfNull(look);
        return look is { Main: null, Second: null }
            ? null
            : $"/farben/{look.Main?.TrimStart('#') ?? "haus"}{(look.Second is { } second ? "-" + second.TrimStart('#') : "")}";
    }

    public string ToCss() => $":root {{ --accent: {Accent}; --heading: {Heading}; --rule: {Rule}; --tint: {Tint}; }}";
}
