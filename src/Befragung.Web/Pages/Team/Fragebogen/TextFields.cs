using Befragung.Delphi.Drafts;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>A text of a draft as fields, one for each language, side by side.</summary>
/// <param name="Owner">What has the text.</param>
/// <param name="Field">Its name there.</param>
/// <param name="Most">How many characters it may have.</param>
/// <param name="Lines">How high the fields are; 1 for one line.</param>
/// <param name="Prefix">What stands before the names of the fields: the row.</param>
public sealed record TextFields(
    Draft Draft,
    DraftMap Owner,
    string Field,
    string Label,
    string? Hint,
    int Most,
    int Lines = 1,
    string Prefix = ""
);
