using System.Collections.Concurrent;
using Befragung.Delphi.Coding;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// Which mentions of a round say nearly the same in nearly the same words, question by question. Found once for all who look, and again when one was cut or joined.
/// </summary>
public sealed class SimilarMentions
{
    /// <summary>So many rounds are remembered; to find them again takes seconds at most.</summary>
    private const int Most = 20;

    private readonly ConcurrentDictionary<int, (string Stamp, IReadOnlyList<IReadOnlyList<Guid>> Groups)> found = new();

    /// <summary>The groups of at least two, the largest first.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Guid>>> GroupsAsync(SurveyDb db, int roundId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var mentions = db.Mentions.AsNoTracking().Where(mention => mention.RoundId == roundId);
        var stamp = await StampAsync(mentions, cancel);
        if (found.TryGetValue(roundId, out var known) && known.Stamp == stamp)
            return known.Groups;
        var texts = await mentions
            .InOrder()
            .Select(mention => new
            {
                mention.Id,
                mention.Place,
                mention.Text,
            })
            .ToListAsync(cancel);
        IReadOnlyList<IReadOnlyList<Guid>> groups =
        [
            .. texts
                .GroupBy(text => text.Place)
                .SelectMany(place => NearDuplicates.Of([.. place.Select(text => (text.Id, text.Text))]))
                .Select(group => (IReadOnlyList<Guid>)[group.First, .. group.Others.Select(other => other.Id)])
                .OrderByDescending(group => group.Count),
        ];
        if (found.Count >= Most)
            found.Clear();
        found[roundId] = (stamp, groups);
        return groups;
    }

    /// <summary>Texts change only by being cut or joined.</summary>
    private static async Task<string> StampAsync(IQueryable<Mention> mentions, CancellationToken cancel)
    {
        var texts = await mentions
            .GroupBy(_ => 1)
            .Select(all => new
            {
                Count = all.Count(),
                Letters = all.Sum(mention => (long)mention.Text.Length),
                Versions = all.Sum(mention => (long)mention.Version),
            })
            .SingleOrDefaultAsync(cancel);
        return $"{texts}";
    }
}
