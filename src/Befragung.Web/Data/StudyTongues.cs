using System.Collections.Concurrent;

namespace Befragung.Web.Data;

/// <summary>
/// The languages of studies, for the pages that experts see between rounds: known by heart for some minutes, so that a look there asks the database for no questionnaire. Which languages there are changes only
/// while a round is prepared, and nothing is told by it.
/// </summary>
public sealed class StudyTongues(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    /// <summary>No more than that are kept at once.</summary>
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<int, (IReadOnlyList<string> Languages, DateTimeOffset Until)> known = new();

    public async ValueTask<IReadOnlyList<string>> OfAsync(int studyId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(studyId, out var kept) && kept.Until > now)
            return kept.Languages;
        await using var scope = scopes.CreateAsyncScope();
        var languages = await scope.ServiceProvider.GetRequiredService<Contacting>().LanguagesAsync(studyId, cancel);
        if (known.Count >= Most)
            known.Clear();
        known[studyId] = (languages, now + Kept);
        return languages;
    }
}
