using Befragung.Delphi.Results;

namespace Befragung.Web.Charts;

/// <summary>
/// One calm blue in four depths, which differ in grey as well, one warm tone for the expert's own answer, and two of earth for the bottom of a scale. Verdicts have a colour each, dark enough
/// for letters, and never the colour alone. <c>colours.css</c> has the same for style sheets; they are here as well because a picture leaves the page as a file.
/// </summary>
public static class Ink
{
    public const string Text = "#1d2733",
        Quiet = "#52606d",
        Dark = "#16304f",
        Accent = "#3a6a97",
        Blue = "#5b8ab5",
        Pale = "#b8cadb",
        Ground = "#edf2f8",
        Grid = "#dde3e9",
        Paper = "#ffffff",
        Own = "#a8420f",
        Against = "#d9a066",
        AgainstDark = "#8c4a12";

    public static string Of(Verdict verdict) =>
        verdict switch
        {
            Verdict.Consensus => "#00664d",
            Verdict.Majority => "#2a6592",
            Verdict.Moving => "#7a5200",
            Verdict.Undecidable => "#6b5b2e",
            Verdict.NoMajority => "#4a5560",
            Verdict.Polarised => "#a3213b",
            Verdict.Dissent => "#5b3f95",
            _ => Quiet,
        };

    /// <summary>A colour of a code, from 1 on; as the pages have them.</summary>
    public static string OfCode(int colour) =>
        colour switch
        {
            1 => Of(Verdict.Consensus),
            2 => Of(Verdict.Majority),
            3 => Of(Verdict.Moving),
            4 => Of(Verdict.Undecidable),
            5 => Of(Verdict.NoMajority),
            6 => Of(Verdict.Polarised),
            7 => Of(Verdict.Dissent),
            _ => Own,
        };
}
