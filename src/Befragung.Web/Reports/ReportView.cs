using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Web.Reports;

/// <summary>What the report's page is made of.</summary>
/// <param name="Language">"de" or "en".</param>
/// <param name="Style">The whole style sheet with its fonts, for paper; null on screen, where it is linked.</param>
/// <param name="Links">Where one can go from the page; null on paper.</param>
public sealed record ReportView(StudyReport Report, string Language, string? Style, ReportLinks? Links)
{
    public bool Printed => Style is not null;
}

/// <summary>Addresses around the report on screen: the same as a file, and in the other language.</summary>
public sealed record ReportLinks(string Pdf, string OtherLanguage);

/// <summary>One item in the report.</summary>
public sealed record ItemView(StudyReport Report, ItemReport Item)
{
    public PartView Of(PartReport part) => new(Report, Item, part);
}

/// <summary>One part of an item in the report.</summary>
public sealed record PartView(StudyReport Report, ItemReport Item, PartReport Part)
{
    public Scale Scale => ((RatedPart)Part.Part).Scale;
}

/// <summary>An item as it was asked, with the number under which the report has its results; texts to read have none.</summary>
public sealed record QuestionView(string? Number, Item Item);
