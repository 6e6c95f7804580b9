using System.Diagnostics;
using System.Text;

namespace Befragung.Web.Tests;

/// <summary>
/// Waits for what a browser, another process or a thread of the server has yet to do: for as long as it takes on a busy machine, but not for ever, and whoever
/// waited in vain is told what for. That something does <em>not</em> happen is not shown by waiting: let what could cause it happen first.
/// </summary>
internal static class Wait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90),
        LongestRun = TimeSpan.FromMinutes(6),
        Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The first line that a program writes and that is right; else tells all that it wrote.</summary>
    public static async Task<string> ForLineAsync(Process program, Func<string, bool> isRight)
    {
        using var patience = new CancellationTokenSource(Longest);
        var seen = new StringBuilder();
        try
        {
            while (await program.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (isRight(line))
                    return line;
                seen.AppendLine(line);
            }
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The program did not write what was waited for. It wrote: {seen}", late);
        }
        throw new InvalidOperationException(
            $"The program ended before it wrote what was waited for. It wrote: {seen}{await program.StandardError.ReadToEndAsync()}"
        );
    }

    /// <summary>The end of a program; one that does not come to it is killed.</summary>
    public static async Task ForEndAsync(Process program)
    {
        using var patience = new CancellationTokenSource(LongestRun);
        try
        {
            await program.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late)
        {
            program.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"The program {program.StartInfo.FileName} {string.Join(' ', program.StartInfo.ArgumentList)} did not end.",
                late
            );
        }
    }

    /// <param name="what">What is waited for, as a statement: "The browser has started".</param>
    public static Task UntilAsync(string what, Func<bool> holds) => UntilAsync(what, () => Task.FromResult(holds()));

    public static async Task UntilAsync(string what, Func<Task<bool>> holds) => await UntilAsync(what, holds, held => held);

    /// <summary>Looks until what is seen there is right, and gives it back; else tells what was seen last.</summary>
    public static async Task<T> UntilAsync<T>(string what, Func<Task<T>> look, Func<T, bool> isRight)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (isRight(seen))
                return seen;
            if (watch.Elapsed > Longest)
                throw new TimeoutException($"Waited in vain for this: {what}. Last seen: {seen}");
            await Task.Delay(Pause);
        }
    }
}
