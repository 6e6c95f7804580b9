using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Results;

/// <summary>A rated part where the report lists or counts them all.</summary>
/// <param name="Number">The number of its item: "2.3".</param>
public sealed record RatedReport(SectionReport Section, string Number, PartReport Part)
{
    public Scale Scale => ((RatedPart)Part.Part).Scale;

    public ItemResult? Newest => Part.Newest?.Result;

    public Verdict? Verdict => Part.Newest?.Verdict;

    internal static IReadOnlyList<RatedReport> Of(StudyReport report) =>
        [.. from section in report.Sections from item in section.Items from part in item.Parts where part.Part is RatedPart select new RatedReport(section, item.Number, part)];
}
