using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Reports.Figures;

/// <summary>
/// What pictures are called in addresses: the key of what they show, the kind of picture, and the round, as in "t1-verteilung-r2", "t2.wichtigkeit-verteilung-r1",
/// "themen-ueberblick-r2", "beteiligung-verlauf-r2". Keys of questionnaires have no hyphens, so no two names meet; and as a round that is closed never changes, a
/// name goes on meaning the same.
/// </summary>
public static class FigureKeys
{
    public static string Flow(int round) => $"beteiligung-verlauf-r{round}";

    /// <summary>What became of the questions up to a round.</summary>
    public static string Questions(int round) => $"fragen-verlauf-r{round}";

    public static string Groups(int round) => $"beteiligung-gruppen-r{round}";

    public static string Rating(PartReport part, int round) => $"{part.Part.Key}-verteilung-r{round}";

    /// <summary>What was written to an open item is about.</summary>
    public static string Themes(ItemThemes themes)
    {
        ArgumentNullException.ThrowIfNull(themes);
        return $"{themes.ItemKey}-themen-r{themes.Round}";
    }

    /// <summary>Of an item that has one picture for all its parts.</summary>
    public static string Of(Item item, int round) =>
        $"{item.Key}-{item switch
    {
        SingleChoiceItem or MultipleChoiceItem => "auswahl",
        RankingItem => "rangfolge",
        PointsItem => "punkte",
        _ => "werte",
    }}-r{round}";

    /// <summary>Of a series of ratings; its criterion stands behind the section's key, and a number where that is on several scales.</summary>
    public static string Overview(SectionReport section, SeriesReport series, int round)
    {
        ArgumentNullException.ThrowIfNull(section);
        var criterion = Criterion(series);
        var place = section
            .Series.Where(other => Criterion(other) == criterion)
            .TakeWhile(other => !ReferenceEquals(other, series))
            .Count();
        return $"{section.Key}{(criterion.Length > 0 ? "." : "")}{criterion}-ueberblick{(place > 0 ? $"-{place + 1}" : "")}-r{round}";
    }

    /// <summary>Of the items of a section by two criteria.</summary>
    public static string Plane(SectionReport section, int round)
    {
        ArgumentNullException.ThrowIfNull(section);
        return $"{section.Key}-ebene-r{round}";
    }

    /// <summary>Of the largest changes up to a round.</summary>
    public static string Moved(int round) => $"aenderungen-verlauf-r{round}";

    private static string Criterion(SeriesReport series) => series.Name is null ? "" : series.Parts[0].Part.Key.Split('.')[^1];
}
