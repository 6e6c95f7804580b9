using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Reporting;

/// <summary>A rated part where the report lists or counts them all.</summary>
/// <param name="Number">The number of its item: "2.3".</param>
public sealed record RatedReport(SectionReport Section, string Number, PartReport Part)
{
    public ItemReport Item => Section.Items.First(item => item.Number == Number);

    public Scale Scale => ((RatedPart)Part.Part).Scale;

    public ItemResult? Newest => Part.Newest?.Result;

    public Verdict? Verdict => Part.Newest?.Verdict;

    /// <summary>The side that the verdict goes to, and else the band that most answered in.</summary>
    public Band Side => Part.Newest?.SideOn(Scale) ?? Band.Top;

    /// <summary>How many answered on that side, in per cent; 0 without an answer.</summary>
    public double Strength => Part.Newest?.StrengthOn(Scale) ?? 0;

    /// <summary>How many answers lie in a band of the scale.</summary>
    public int Count(Band band) => Newest is { } result ? BandShares.CountOf(result, Scale, band) : 0;

    /// <summary>How many answered in a band, in a sentence; null without an answer.</summary>
    public Sentence? Share(Band band) => Part.Newest?.Share(Scale, band);

    internal static IReadOnlyList<RatedReport> Of(StudyReport report) =>
        [
            .. from section in report.Sections
            from item in section.Items
            from part in item.Parts
            where part.Part is RatedPart
            select new RatedReport(section, item.Number, part),
        ];
}
