using Befragung.Delphi.Rounds;
using Befragung.Web.Data;

namespace Befragung.Web.Pages.Team.Auswertung;

/// <summary>The reasons of a round that somebody goes through: those that are looked for, by questions in the order of the questionnaire, some on each page.</summary>
/// <param name="state">Null for whatever was decided on them.</param>
/// <param name="onlyItem">Key of the only item; null for all.</param>
/// <param name="sought">What else is looked for; null for nothing.</param>
internal sealed class ReasonQueue(SurveyDb db, Round round, ReasonState? state, string? onlyItem, ReasonsSought? sought)
{
    /// <summary>Each holds a text that may be long.</summary>
    public const int PerPage = 50;

    /// <summary>The items with how many reasons each has; without those that have none.</summary>
    public async Task<List<(string Key, int Count)>> CountedAsync(CancellationToken cancel)
    {
        var counts = await db.ReasonsByItemAsync(round.Id, state, cancel, sought);
        return
        [
            .. round
                .Questionnaire.Items.Where(item => onlyItem is null || item.Key == onlyItem)
                .Select(item => (item.Key, Count: counts.GetValueOrDefault(item.Key)))
                .Where(item => item.Count > 0),
        ];
    }

    /// <param name="items">As they were counted.</param>
    /// <param name="page">From 1.</param>
    public Task<List<Reason>> PageAsync(IReadOnlyList<(string Key, int Count)> items, int page, CancellationToken cancel) =>
        db.ReasonPageAsync(round.Id, state, items, (page - 1) * PerPage, PerPage, cancel, sought);

    /// <summary>The next one that waits once one of them is decided on, with the page that it will stand on; after the last one the first. Null where none is left.</summary>
    public async Task<(Guid? Id, int Page)?> NextAsync(Reason decided, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(decided);
        var own = await IdsAsync(decided.ItemKey, cancel);
        var place = own.IndexOf(decided.Id);
        own.Remove(decided.Id);
        var items = (await CountedAsync(cancel))
            .Select(item => item.Key == decided.ItemKey ? (item.Key, own.Count) : item)
            .Where(item => item.Count > 0)
            .ToList();
        if (items.Count == 0)
            return null;
        var before = items.TakeWhile(item => IsBefore(item.Key, decided.ItemKey)).Sum(item => item.Count);
        var index = place < 0 ? 0 : before + place;
        if (index >= items.Sum(item => item.Count))
            index = 0;
        var page = (index / PerPage) + 1;
        if (place >= 0 && place < own.Count)
            return (own[place], page);
        // The first of the item that follows, or of the first one.
        var next = index == 0 ? items[0].Key : items.First(item => !IsBefore(item.Key, decided.ItemKey) && item.Key != decided.ItemKey).Key;
        return (next == decided.ItemKey ? own[0] : (await IdsAsync(next, cancel)).FirstOrDefault(), page);
    }

    private Task<List<Guid>> IdsAsync(string item, CancellationToken cancel) =>
        db.ReasonIdsAsync(round.Id, item, ReasonState.Waiting, cancel, sought);

    private bool IsBefore(string itemKey, string other)
    {
        var first = round.Questionnaire.Items.First(item => item.Key == itemKey || item.Key == other);
        return first.Key == itemKey && itemKey != other;
    }
}
