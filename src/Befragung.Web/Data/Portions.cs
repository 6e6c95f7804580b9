using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// Does what touches a whole panel a portion at a time, each in a transaction of its own that is over in a moment: whoever saves meanwhile waits for one portion, and not
/// for the step. What is done so far has to be there for nobody, and the step has to find its way on from any portion; see <see cref="UnfinishedSteps"/>.
/// </summary>
public sealed class Portions(SurveyDb db, SurveyDatabase database, StepProgress progress)
{
    /// <summary>How many people, or rows, are one portion.</summary>
    public const int Size = 500;

    // For whoever waits: a transaction that began at once again would come before them.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(2);

    /// <summary>Takes these up in portions. The last one, or an empty one where there are none, comes with the end of the step.</summary>
    public async Task ForAllAsync<T>(
        Turn turn,
        IReadOnlyList<T> all,
        Func<IReadOnlyList<T>, Task> portion,
        Func<Task> end,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(portion);
        ArgumentNullException.ThrowIfNull(end);
        progress.Begin(all.Count);
        var done = 0;
        do
        {
            if (done > 0)
                await Task.Delay(Between, cancel);
            var some = all.Skip(done).Take(Size).ToList();
            done += some.Count;
            await using var transaction = await database.BeginAsync(db, turn, cancel);
            await portion(some);
            if (done == all.Count)
                await end();
            await transaction.CommitAsync(cancel);
            progress.Add(some.Count);
        } while (done < all.Count);
    }

    /// <summary>Deletes all of these rows, and what depends on them.</summary>
    /// <param name="turn">What nobody else must do at the same time.</param>
    /// <param name="rows">In the order of an index, so that no portion has to look for them.</param>
    /// <param name="cancel">Ends it between two portions.</param>
    public async Task DeleteAsync<T>(Turn turn, IOrderedQueryable<T> rows, CancellationToken cancel)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(rows);
        int gone;
        do
        {
            await using (var transaction = await database.BeginAsync(db, turn, cancel))
            {
                gone = await rows.Take(Size).ExecuteDeleteAsync(cancel);
                await transaction.CommitAsync(cancel);
            }
            progress.Add(gone);
            await Task.Delay(Between, cancel);
        } while (gone == Size);
    }
}

/// <summary>How far a long step is, for whoever waits for it; one for each step.</summary>
public sealed class StepProgress
{
    private int done;

    public int Done => done;

    /// <summary>How many there are in all; 0 where nobody has counted.</summary>
    public int Of { get; private set; }

    public void Begin(int of)
    {
        done = 0;
        Of = of;
    }

    public void Add(int more) => Interlocked.Add(ref done, more);
}
