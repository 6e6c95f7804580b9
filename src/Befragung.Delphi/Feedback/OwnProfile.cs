using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Feedback;

/// <summary>
/// One's own ratings summed up, as a self-assessment needs it: a mean per section, and what is rated highest and lowest. Only ratings count that have a value;
/// "keine Angabe" and what was not asked count nothing.
/// </summary>
public sealed record OwnProfile(IReadOnlyList<ProfileLine> Lines)
{
    // How many are named on each side, as far as equal ratings allow.
    private const int Most = 3;

    /// <summary>The highest ratings, highest first. Those alike are named all or not at all, and the highest always; none where all are alike.</summary>
    public IReadOnlyList<ProfileRating> Strongest => field ??= Outermost(Levels, height => height > 0.5);

    /// <summary>The lowest ratings, lowest first, in the same manner.</summary>
    public IReadOnlyList<ProfileRating> Weakest => field ??= Outermost([.. Levels.Reverse()], height => height < 0.5);

    /// <summary>How many ratings have a value.</summary>
    public int Ratings => Lines.Sum(line => line.Ratings.Count);

    /// <summary>Null where nothing is asked to be rated.</summary>
    internal static OwnProfile? Of(IEnumerable<OwnSection> sections)
    {
        var lines = sections
            .SelectMany(section =>
                section
                    .Items.SelectMany(item =>
                        item.Parts.Where(part => part.Part is RatedPart)
                            .Select(part => new ProfileRating(new(item.Item.Text, part.Part.Name), part))
                    )
                    .GroupBy(rating =>
                        (Criterion: rating.Name.Part is null ? "" : rating.Part.Part.Key.Split('.')[^1], rating.Scale.Signature)
                    )
                    .Select(alike => new ProfileLine(
                        section.Section,
                        alike.First().Name.Part,
                        alike.First().Scale,
                        [.. alike.Where(rating => rating.Part.Point is not null)]
                    ))
            )
            .ToList();
        return lines.Count == 0 ? null : new(lines);
    }

    /// <summary>All ratings by how high they are, the highest first.</summary>
    private IReadOnlyList<IGrouping<double, ProfileRating>> Levels =>
        field ??= [.. Lines.SelectMany(line => line.Ratings).GroupBy(rating => rating.Height).OrderByDescending(level => level.Key)];

    /// <summary>The outermost level, and as many more on its side of the scale as there is room for; never the one at the other end.</summary>
    private static List<ProfileRating> Outermost(IReadOnlyList<IGrouping<double, ProfileRating>> levels, Func<double, bool> onThisSide)
    {
        if (levels.Count < 2)
            return [];
        var found = levels[0].ToList();
        foreach (var level in levels.Skip(1).SkipLast(1).TakeWhile(level => onThisSide(level.Key)))
        {
            if (found.Count + level.Count() > Most)
                break;
            found.AddRange(level);
        }
        return found;
    }
}

/// <summary>What a section comes to; of several criteria or scales each by itself, because their mean would mean nothing.</summary>
/// <param name="Criterion">Null where items are rated as a whole.</param>
/// <param name="Ratings">The expert's ratings that have a value.</param>
public sealed record ProfileLine(Section Section, LocalizedText? Criterion, Scale Scale, IReadOnlyList<ProfileRating> Ratings)
{
    /// <summary>The mean of one's own ratings, in points of the scale; null without any.</summary>
    public double? Mean => Ratings.Count == 0 ? null : Ratings.Average(rating => (double)rating.Point);

    /// <summary>The mean of what all answered on average to the same items; null where that may not be said of each of them, since then it would compare other things.</summary>
    public double? MeanOfAll =>
        Ratings.Count > 0 && Ratings.All(rating => rating.Part.Others?.Result.Mean is not null)
            ? Ratings.Average(rating => rating.Part.Others!.Result.Mean!.Value)
            : null;
}

/// <summary>One rating.</summary>
public sealed record ProfileRating(PartName Name, OwnPart Part)
{
    public Scale Scale => ((RatedPart)Part.Part).Scale;

    public int Point => Part.Point!.Value;

    /// <summary>0 at the lowest point of its scale, 1 at the highest: so that ratings on scales of different lengths can be put in order.</summary>
    public double Height => (double)(Point - 1) / (Scale.Points - 1);
}
