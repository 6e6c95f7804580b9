using System.Text.Json.Serialization;

namespace Befragung.Delphi.Reporting;

/// <summary>What the results page offers beside the report, if the team wants it. Immutable; stands in the document of the report's texts.</summary>
public sealed record ResultsOffer
{
    /// <summary>How long the text of a page that was withdrawn may be.</summary>
    public const int MaxLength = 500;

    /// <summary>Nothing of it.</summary>
    public static ResultsOffer None { get; } = new();

    /// <summary>Whether other sites may show its pictures in their pages.</summary>
    public bool Embedding { get; init; }

    /// <summary>Whether its numbers can be taken as files.</summary>
    public bool Data { get; init; }

    /// <summary>Whether the page, once withdrawn, says so; else there is nothing at its address.</summary>
    public bool SaysWithdrawn { get; init; }

    /// <summary>What it says then beside the day, in German; "" for nothing.</summary>
    public string Withdrawn { get; init; } = "";

    /// <summary>The same in English.</summary>
    public string WithdrawnInEnglish { get; init; } = "";

    /// <summary>Why it cannot be offered; null where it can.</summary>
    [JsonIgnore]
    public Sentence? Problem =>
        Math.Max(Withdrawn.Length, WithdrawnInEnglish.Length) is > MaxLength and var length
            ? new("Der Text hat {0} Zeichen, möglich sind {1}.", length, MaxLength)
            : null;

    /// <summary>What it says beside the day in a language; in the other one, where that is all there is.</summary>
    public string Said(string language) =>
        (language == "en" ? (string[])[WithdrawnInEnglish, Withdrawn] : [Withdrawn, WithdrawnInEnglish]).FirstOrDefault(text =>
            text.Length > 0
        ) ?? "";
}
