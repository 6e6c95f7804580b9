using System.Globalization;
using Befragung.Delphi.Questionnaires.Hints;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>What hints and durations are called on pages.</summary>
public static class HintWords
{
    /// <summary>A kind of hint, as the key of a text.</summary>
    public static string Kind(HintKind kind) =>
        kind switch
        {
            HintKind.LongText => "Lange Texte",
            HintKind.TwoStatements => "Zwei Aussagen in einer",
            HintKind.DoubleNegation => "Doppelte Verneinung",
            HintKind.ScaleWithoutWords => "Skalen ohne Wörter",
            HintKind.OverlappingOptions => "Antworten, die sich überschneiden",
            HintKind.NearDuplicate => "Fast gleiche Fragen",
            HintKind.NobodyAsked => "Was niemand sieht",
            HintKind.NeverHolds => "Bedingungen, die nie zutreffen",
            HintKind.Leftovers => "Reste aus anderen Programmen",
            _ => "Kleine Gruppen",
        };

    /// <summary>What a form says of a hint, so that it is the same one.</summary>
    public static string Mark(Hint hint)
    {
        ArgumentNullException.ThrowIfNull(hint);
        return string.Create(CultureInfo.InvariantCulture, $"{hint.Kind} {hint.Subject} {hint.Fingerprint}");
    }
}
