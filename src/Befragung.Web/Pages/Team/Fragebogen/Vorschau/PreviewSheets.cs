using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Microsoft.Extensions.Caching.Memory;

namespace Befragung.Web.Pages.Team.Fragebogen.Vorschau;

/// <summary>
/// What is typed in previews: in the memory of this server for as long as somebody looks, and nowhere else. Where it went, as after a restart, the sheet is empty again.
/// </summary>
public sealed class PreviewSheets : IDisposable
{
    private static readonly TimeSpan Unused = TimeSpan.FromHours(1);

    /// <summary>All of them together, in thousands of characters.</summary>
    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    /// <summary>A sheet, begun where there is none; of answers to a questionnaire that was changed since, what still fits is left.</summary>
    /// <param name="panelist">Whose it is taken to be.</param>
    /// <param name="round">What is asked.</param>
    /// <param name="edition">Changes with what is asked.</param>
    internal PreviewSheet Of(Panelist panelist, FrozenRound round, string edition, DateTime now)
    {
        lock (kept)
        {
            var found = kept.Get<PreviewSheet>(panelist.Id);
            if (found?.Edition == edition)
                return found;
            var sheet = new PreviewSheet(this, edition, Begin(panelist, now, Fitting(found?.Sheet.Answers, round.Questionnaire)));
            Keep(sheet);
            return sheet;
        }
    }

    internal void Forget(Guid panelist) => kept.Remove(panelist);

    internal void Keep(PreviewSheet sheet) =>
        kept.Set(
            sheet.Sheet.PanelistId,
            sheet,
            new MemoryCacheEntryOptions
            {
                SlidingExpiration = Unused,
                Size = 1 + ((sheet.Sheet.Answers.ToJson().Length + (sheet.Sheet.Mistakes?.Length ?? 0)) / 1000),
            }
        );

    public void Dispose() => kept.Dispose();

    private static AnswerSheet Begin(Panelist panelist, DateTime now, Answers answers) =>
        new(0, 0, panelist.Id, panelist.GroupKey, now, now, answers.Values.Count > 0 ? now : null, null, null, answers, null, 0);

    /// <summary>An item may have become another one under the same key, or its scale shorter.</summary>
    private static Answers Fitting(Answers? answers, Questionnaire questionnaire)
    {
        if (answers is null)
            return Answers.None;
        var changes = answers.Values.Select(one => new AnswerChange(one.Key, one.Value)).ToList();
        var wrong = AnswerChange.Check(questionnaire.Items, Answers.None, changes);
        var parts = questionnaire
            .Items.Where(item => !wrong.ContainsKey(item.Key))
            .SelectMany(item => item.Parts.Concat(item.ReasonParts(questionnaire.Settings)))
            .Select(part => part.Key)
            .ToHashSet(StringComparer.Ordinal);
        return Answers.Parse(
            JsonSerializer.Serialize(answers.Values.Where(one => parts.Contains(one.Key)).ToDictionary(StringComparer.Ordinal))
        );
    }
}

/// <summary>One of them.</summary>
/// <param name="edition">Of what it answers.</param>
internal sealed class PreviewSheet(PreviewSheets all, string edition, AnswerSheet begun) : ISheetKeeper
{
    private readonly Lock turn = new();

    public string Edition => edition;

    /// <summary>As it is kept; whoever changes it takes a copy.</summary>
    public AnswerSheet Sheet { get; private set; } = begun;

    public AnswerSheet Copy() => CopyOf(Sheet);

    public Task<bool> SaveAsync(AnswerSheet sheet, int was, Panelist? consented)
    {
        lock (turn)
        {
            if (Sheet.Version != was)
                return Task.FromResult(false);
            Sheet = CopyOf(sheet);
        }
        all.Keep(this);
        return Task.FromResult(true);
    }

    public Task<AnswerSheet> SheetAsync(AnswerSheet known, CancellationToken cancel) => Task.FromResult(Copy());

    private static AnswerSheet CopyOf(AnswerSheet one) =>
        new(
            one.Id,
            one.RoundId,
            one.PanelistId,
            one.GroupKey,
            one.InvitedAt,
            one.StartedAt,
            one.SavedAt,
            one.HandedInAt,
            one.SealedAt,
            one.Answers,
            one.NotAsked,
            one.Version,
            one.Mistakes,
            one.Kept
        );
}
