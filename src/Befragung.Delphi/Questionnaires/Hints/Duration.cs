namespace Befragung.Delphi.Questionnaires.Hints;

/// <summary>How long a group takes for a questionnaire, from a quick to a careful person.</summary>
/// <param name="GroupKey">The group.</param>
/// <param name="Least">Whole minutes.</param>
/// <param name="Most">Whole minutes.</param>
/// <remarks>
/// Reading: most adults read 175 to 300 words a minute (Brysbaert 2019, doi:10.1016/j.jml.2019.104047; of English texts that are no fiction). All words that a sheet shows count, a scale once. Answering: an ordinary question
/// takes about ten seconds and an open one up to minutes (Pew Research Center 2022, "How we keep our online surveys from running too long"); the seconds of each type are
/// assumptions around that. Questions that depend on an answer count for the careful person alone. Reasons, which may be left out, do not count.
/// </remarks>
public sealed record Duration(string GroupKey, int Least, int Most)
{
    private const double QuickWords = 300,
        CarefulWords = 175;

    /// <summary>One for each group, in their order.</summary>
    public static IReadOnlyList<Duration> Of(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        var reach = new Reach(questionnaire);
        return [.. questionnaire.Groups.Select(group => Of(questionnaire, reach, group.Key))];
    }

    /// <summary>From the quickest person of any group to the most careful one; of no group.</summary>
    public static Duration OfAll(Questionnaire questionnaire)
    {
        var all = Of(questionnaire);
        return new("", all.Min(one => one.Least), all.Max(one => one.Most));
    }

    private static Duration Of(Questionnaire questionnaire, Reach reach, string group)
    {
        var quick = 0.0;
        var careful = 0.0;
        void Read(params LocalizedText?[] texts)
        {
            var words = texts.OfType<LocalizedText>().Sum(text => Wording.Count(text.In(questionnaire.Languages[0])));
            quick += words / QuickWords * 60;
            careful += words / CarefulWords * 60;
        }
        var scales = new HashSet<string>(StringComparer.Ordinal);
        Read(questionnaire.Introduction, questionnaire.Consent);
        foreach (var section in questionnaire.Sections)
        {
            var asked = section.Items.Where(item => reach.GroupsOf(item).Contains(group)).ToList();
            if (asked.Count == 0)
                continue;
            Read(section.Title, section.Introduction);
            foreach (var item in asked)
            {
                var before = quick;
                Read([item.Text, item.Note, .. item.Parts.Select(part => part.Name)]);
                Read([.. item.Parts.OfType<ChoicePart>().SelectMany(part => part.Options).Select(option => option.Name)]);
                foreach (var scale in item.Scales.Where(scale => scales.Add(scale.Signature)))
                    Read([.. scale.Labels.Values]);
                var (least, most) = Seconds(item);
                quick += least;
                careful += most;
                if (section.When?.Item is not null || item.When?.Item is not null)
                    quick = before;
            }
        }
        return new(group, Math.Max(1, (int)Math.Floor(quick / 60)), Math.Max(1, (int)Math.Ceiling(careful / 60)));
    }

    /// <summary>What answering takes after reading.</summary>
    private static (double Least, double Most) Seconds(Item item) =>
        item switch
        {
            RatingItem => (4, 10),
            MultiRatingItem rating => (4 * rating.Criteria.Count, 10 * rating.Criteria.Count),
            SingleChoiceItem => (4, 10),
            MultipleChoiceItem => (6, 20),
            RankingItem ranking => (5 * ranking.Top, 12 * ranking.Top),
            PointsItem points => (5 * points.Options.Count, 12 * points.Options.Count),
            NumberItem => (6, 20),
            EstimateItem => (15, 45),
            ShortTextItem => (8, 30),
            LongTextItem => (20, 120),
            IdeasItem ideas => (20, Math.Min(ideas.Entries, 5) * 30),
            _ => (0, 0),
        };
}
