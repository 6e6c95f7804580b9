using Befragung.Delphi.Drafts;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>Entries with a key and a name as rows of fields, with some empty ones behind: what is written there is added, and a row without a name goes.</summary>
/// <param name="Owner">What has the entries.</param>
/// <param name="Field">The name of their list there.</param>
/// <param name="One">What one of them is called.</param>
/// <param name="Most">How many characters a name may have.</param>
public sealed record RowFields(Draft Draft, DraftMap Owner, string Field, string One, int Most)
{
    private const int Empty = 3;

    /// <summary>Whether an entry may exclude the others.</summary>
    public bool Exclusive { get; init; }

    /// <summary>Whether each entry has a scale of its own.</summary>
    public bool Scales { get; init; }

    /// <summary>Whether each entry says how many people are aimed at.</summary>
    public bool Targets { get; init; }

    public IEnumerable<DraftMap> Rows =>
        [.. Owner.MapsOf(Field), .. Enumerable.Range(0, Math.Max(Empty, 2 - Owner.MapsOf(Field).Count())).Select(_ => new DraftMap())];
}
