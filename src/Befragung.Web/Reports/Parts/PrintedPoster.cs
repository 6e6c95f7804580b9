namespace Befragung.Web.Reports.Parts;

/// <summary>What stands on the poster of an open link, to be put up.</summary>
/// <param name="Style">With its fonts inside.</param>
/// <param name="From">Who asks; null where nobody is named.</param>
/// <param name="Group">For whom it is; null for all.</param>
/// <param name="Address">As it is typed.</param>
/// <param name="Picture">The same as SVG, for a camera.</param>
/// <param name="Takes">How long it takes.</param>
/// <param name="Until">The last day; null where none is said.</param>
/// <param name="AsksForCode">Whether one has to know an access code besides.</param>
/// <param name="Contact">Who answers questions; null where nobody is named.</param>
public sealed record PrintedPoster(
    string Title,
    string Language,
    string? From,
    string? Group,
    string Address,
    string Picture,
    string Takes,
    string? Until,
    bool AsksForCode,
    string? Contact
)
{
    public string Style { get; init; } = "";
}
