using System.Collections.Concurrent;
using Befragung.Delphi;
using Befragung.Delphi.Studies;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>A step of a study that may take longer than a browser waits.</summary>
/// <param name="Doing">What is being done, as a sentence.</param>
/// <param name="Back">The page that it was begun on, and that shows what came of it.</param>
public sealed record LongStep(Sentence Doing, string Back)
{
    /// <summary>How far it is; null while it waits for another one, or where it is done by another server.</summary>
    public StepProgress? Progress { get; internal set; }

    /// <summary>Its end, be it good or bad.</summary>
    public Task Done { get; internal set; } = Task.CompletedTask;

    /// <summary>Why it failed; null while nobody knows, and where it did not.</summary>
    public Sentence? Failure =>
        Done.Exception?.InnerException switch
        {
            null => null,
            RuleBrokenException broken => broken.Sentence,
            _ => new(
                "Dabei ist ein Fehler aufgetreten. Er ist vermerkt. Nichts ist verloren: Sie können den Schritt noch einmal beginnen."
            ),
        };

    public bool IsUnderWay => !Done.IsCompleted;
}

/// <summary>
/// Opening, closing, taking in and deleting go on by themselves once they have begun: neither a browser that is closed nor a proxy that loses patience ends them. Of one study
/// one step follows the other, and beginning the same again joins it. What becomes of them stands in the database alone: when the program ends in the middle,
/// the next start, or the next step of the study, carries them on (<see cref="UnfinishedSteps"/>).
/// </summary>
public sealed class LongSteps(IServiceScopeFactory scopes, SurveyDatabase database, ILogger<LongSteps> log) : IHostedService
{
    // Of a step on another server only the database knows when it ends.
    private static readonly Task Elsewhere = new TaskCompletionSource().Task;

    private readonly ConcurrentDictionary<int, LongStep> steps = new();
    private readonly Lock door = new();

    /// <summary>How long whoever begins a step waits for its end, before they are shown that it is under way.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The step that is under way, or was the last that was begun on this server.</summary>
    public async Task<LongStep?> OfAsync(Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var own = steps.GetValueOrDefault(study.Id);
        if (own is { IsUnderWay: true } || !await database.IsTakenAsync(Turn.OfLongStep(study), cancel))
            return own;
        return new(new("Ein Schritt dieser Studie ist im Gange."), $"/team/studien/{study.Key}") { Done = Elsewhere };
    }

    /// <summary>Begins a step, or joins it where it is under way already. Gives back where to go from there.</summary>
    /// <param name="study">The study.</param>
    /// <param name="step">What is told of it.</param>
    /// <param name="act">What is done; null to carry on what was begun and cut off, which comes first in any case.</param>
    /// <param name="cancel">Ends the waiting, and nothing else.</param>
    /// <exception cref="RuleBrokenException">The step is not possible.</exception>
    public async Task<string> RunAsync(Study study, LongStep step, Func<IServiceProvider, Study, Task>? act, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(step);
        step = BeginOrJoin(study, step, act);
        // Whoever leaves ends the waiting, and nothing else.
        await Task.WhenAny(step.Done, Task.Delay(Patience, cancel));
        // What people understand: that it is not possible, that somebody was faster, or that the database is busy.
        if (
            step.Done.Exception?.InnerException is { } failure
            && (failure is RuleBrokenException or DbUpdateConcurrencyException || database.TroubleOf(failure) is not null)
        )
            await step.Done;
        return step.Done.IsCompletedSuccessfully ? step.Back : $"/team/studien/{study.Key}/schritt";
    }

    /// <summary>Carries on what was begun in a study, and waits a while for that. Whatever becomes of it, nobody is told but the log.</summary>
    public async Task CarryOnAsync(Study study, LongStep step)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(step);
        await Task.WhenAny(BeginOrJoin(study, step, null).Done, Task.Delay(Patience));
    }

    /// <summary>Carries on what a program that was ended has left, on this server or on another; returns of how many studies.</summary>
    public async Task<int> CarryOnAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var begun = 0;
        foreach (var study in await scope.ServiceProvider.GetRequiredService<UnfinishedSteps>().StudiesAsync(cancel))
        {
            if (await OfAsync(study, cancel) is { IsUnderWay: true })
                continue;
            BeginOrJoin(study, new(new("Ein Schritt, der unterbrochen wurde, wird fortgesetzt."), $"/team/studien/{study.Key}"), null);
            begun++;
        }
        return begun;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets what is under way come to its end, as long as the program has the time.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(steps.Values.Select(step => step.Done))
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
            .WaitAsync(cancellationToken);

    private LongStep BeginOrJoin(Study study, LongStep step, Func<IServiceProvider, Study, Task>? act)
    {
        lock (door)
        {
            var last = steps.GetValueOrDefault(study.Id);
            if (last is { IsUnderWay: true } && last.Doing.ToString() == step.Doing.ToString())
                return last;
            step.Done = Task.Run(() => DoAsync(study, step, act, last?.Done ?? Task.CompletedTask), CancellationToken.None);
            return steps[study.Id] = step;
        }
    }

    private async Task DoAsync(Study meant, LongStep step, Func<IServiceProvider, Study, Task>? act, Task before)
    {
        // What became of that is told to those who began it.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await using var taken = await database.TakeAsync(Turn.OfLongStep(meant), CancellationToken.None);
            await using (var scope = scopes.CreateAsyncScope())
            {
                step.Progress = scope.ServiceProvider.GetRequiredService<StepProgress>();
                await scope.ServiceProvider.GetRequiredService<UnfinishedSteps>().FinishAsync(meant.Id, CancellationToken.None);
            }
            if (act is null)
                return;
            await using (var scope = scopes.CreateAsyncScope())
            {
                step.Progress = scope.ServiceProvider.GetRequiredService<StepProgress>();
                var study =
                    await scope
                        .ServiceProvider.GetRequiredService<SurveyDb>()
                        .Studies.Include(one => one.Rounds)
                        .SingleOrDefaultAsync(one => one.Id == meant.Id, CancellationToken.None)
                    ?? throw new RuleBrokenException("Diese Studie wurde inzwischen gelöscht.");
                await act(scope.ServiceProvider, study);
            }
        }
        catch (Exception failure) when (failure is not RuleBrokenException)
        {
            log.LogError(failure, "A step of the study {Study} failed.", meant.Key);
            throw;
        }
    }
}
