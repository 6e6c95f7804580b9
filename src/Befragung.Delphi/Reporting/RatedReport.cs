using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Reporting;

/// <summary>A rated part where the report lists or counts them all.</summary>
/// <param name="Number">The number of its item: "2.3".</param>
public sealed record RatedReport(SectionReport Section, string Number, PartReport Part)
{
    public Scale Scale => ((RatedPart)Part.Part).Scale;

    public ItemResult? Newest => Part.Newest?.Result;

    public Verdict? Verdict => Part.Newest?.Verdict;

    /// <summary>Whether more agree than disagree, or as many.</summary>
    public bool Agrees => Newest?.PercentAgreement >= Newest?.PercentDisagreement;

    /// <summary>The larger of the two sides, in per cent; 0 without an answer.</summary>
    public double Strength => Math.Max(Newest?.PercentAgreement ?? 0, Newest?.PercentDisagreement ?? 0);

    /// <summary>How many answers lie in the upper or in the lower band of the scale.</summary>
    public int Count(bool agreeing) =>
        Newest?.Counts is not { } counts ? 0
        : agreeing ? counts.Skip(Scale.LowestOfTop - 1).Sum()
        : counts.Take(Scale.Bottom).Sum();

    internal static IReadOnlyList<RatedReport> Of(StudyReport report) =>
        [
            .. from section in report.Sections
            from item in section.Items
            from part in item.Parts
            where part.Part is RatedPart
            select new RatedReport(section, item.Number, part),
        ];
}
