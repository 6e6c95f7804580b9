using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>The average per cent of majority opinions of a section's rated items; an item with a larger majority is consensual.</summary>
public sealed record SectionApmo(string Section, double Apmo)
{
    internal static IReadOnlyList<SectionApmo> Of(Questionnaire questionnaire, IReadOnlyList<ItemResult> items)
    {
        var results = items.ToDictionary(item => item.Key, StringComparer.Ordinal);
        return
        [
            .. from section in questionnaire.Sections
            let rated = section
                .Items.SelectMany(item => item.Parts)
                .OfType<RatedPart>()
                .Select(part => Sides(part.Scale, results[part.Key]))
                .ToList()
            where rated.Count > 0
            let apmo = Statistics.Apmo.Of(rated)
            where apmo is not null
            select new SectionApmo(section.Key, apmo.Value),
        ];
    }

    internal static (int Agree, int Disagree, int N) Sides(Scale scale, ItemResult result)
    {
        int[] counts = [.. result.Counts!];
        return (Frequencies.Total(counts.AsSpan(^scale.Top..)), Frequencies.Total(counts.AsSpan(..scale.Bottom)), result.N);
    }
}
