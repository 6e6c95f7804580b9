using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Reporting;

/// <summary>What a citation of a report is made of; the page puts it into the order of its language.</summary>
/// <param name="Authors">Null where nobody is named: then the title comes first.</param>
/// <param name="Kind">What it is: an interim report says so.</param>
/// <param name="Publisher">Null where the publisher is cited as the author, or none is named.</param>
/// <param name="Address">Where it is found: by its DOI, or else where it is released.</param>
public sealed record SuggestedCitation(
    LocalizedText? Authors,
    int Year,
    LocalizedText Title,
    Sentence Kind,
    string? Version,
    LocalizedText? Place,
    LocalizedText? Publisher,
    string? Address
)
{
    /// <summary>Whether all answers were made up.</summary>
    public bool IsSimulated { get; init; }

    public static SuggestedCitation Of(StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var details = report.Publication;
        var authors = details.Authors is { } named ? new LocalizedText(Publication.AnyLanguage, named) : null;
        return new(
            authors ?? details.Publisher,
            report.PublishedAt.Year,
            report.Title,
            report.IsInterim
                    ? new("Zwischenbericht einer Delphi-Befragung nach Runde {0} von {1}", report.Newest.Number, report.Settings.Rounds)
                : report.IsDelphi ? new("Ergebnisbericht einer Delphi-Befragung")
                : new("Ergebnisbericht einer Befragung"),
            details.Version,
            details.Place,
            authors is null ? null : details.Publisher,
            details.DoiAddress ?? report.Address
        )
        {
            IsSimulated = report.Notice is not null,
        };
    }
}

/// <summary>The program itself, as reports name it.</summary>
public static class Software
{
    public const string Name = "Befragung";

    /// <summary>Its version: 0.1.0.</summary>
    public static string Version { get; } = typeof(Software).Assembly.GetName().Version!.ToString(3);
}
