using System.Collections.Concurrent;
using Befragung.Delphi;

namespace Befragung.Web.Reports.Printing;

/// <summary>A report that is being printed, or could not be.</summary>
public sealed class ReportPrint(string subject, string fingerprint)
{
    public string Subject => subject;

    public string Fingerprint => fingerprint;

    public PrintProgress Progress { get; } = new();

    /// <summary>The PDF, or the reason why there is none.</summary>
    public Task<byte[]> Pdf { get; internal set; } = null!;

    internal DateTime? FailedAt { get; set; }

    /// <summary>Tells this attempt from the next.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Why it could not be printed; null while nobody knows.</summary>
    public Sentence? Problem =>
        Pdf is { IsFaulted: true, Exception.InnerException: ReportPrinterException failure } ? failure.Sentence : null;
}

/// <summary>
/// Prints reports in the background, each once, whoever asks for it meanwhile: those who go away end nothing. Only so many wait, one browser prints at a time,
/// and the end of the program is the end of the browser. A failure is remembered for a minute, so that all who waited can be told.
/// </summary>
public sealed class ReportPrints(PrintedReports printed, ReportPrinter printer, TimeProvider clock, ILogger<ReportPrints> log)
    : IHostedService,
        IDisposable
{
    /// <summary>How many are under way at most: so few that each gets theirs in a few minutes.</summary>
    public const int Most = 12;

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, ReportPrint> prints = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock door = new();

    /// <summary>The print of this, if it is under way or has failed just now.</summary>
    public ReportPrint? Of(string subject, string fingerprint)
    {
        foreach (var old in prints.Values.Where(print => print.FailedAt < Now - Remembered))
            Forget(old);
        return prints.GetValueOrDefault(Key(subject, fingerprint));
    }

    public void Forget(ReportPrint print)
    {
        ArgumentNullException.ThrowIfNull(print);
        lock (door)
            prints.TryRemove(new(Key(print.Subject, print.Fingerprint), print));
    }

    /// <summary>The print that is under way already, or a new one.</summary>
    /// <exception cref="ReportPrinterException">Too many wait.</exception>
    public ReportPrint Begin(ReportPaper paper, string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(paper);
        lock (door)
        {
            if (Of(paper.Subject, fingerprint) is { } underWay)
                return underWay;
            if (prints.Values.Count(print => !print.Pdf.IsCompleted) >= Most)
                throw new ReportPrinterException(
                    new("Gerade werden viele Berichte erstellt. Bitte versuchen Sie es in einer Minute noch einmal.")
                )
                {
                    RetryAfter = Remembered,
                };
            var print = new ReportPrint(paper.Subject, fingerprint);
            print.Pdf = Task.Run(() => MakeAsync(paper, print), CancellationToken.None);
            return prints[Key(paper.Subject, fingerprint)] = print;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        printed.Tidy(atStart: true);
        return Task.CompletedTask;
    }

    /// <summary>Waits until the browser has ended.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        foreach (var print in prints.Values)
            await print
                .Pdf.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                .WaitAsync(cancellationToken);
    }

    public void Dispose() => stopping.Dispose();

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static string Key(string subject, string fingerprint) => $"{subject}.{fingerprint}";

    private async Task<byte[]> MakeAsync(ReportPaper paper, ReportPrint print)
    {
        try
        {
            // Whoever looked just before the last print was done comes here just after.
            var pdf = await printed.FindAsync(paper.Subject, print.Fingerprint, stopping.Token) ?? await PrintAsync(paper, print);
            Forget(print);
            return pdf;
        }
        catch (Exception failure)
        {
            print.FailedAt = Now;
            if (failure is ReportPrinterException or OperationCanceledException)
                throw;
            log.LogError(failure, "The report {Subject} could not be printed.", paper.Subject);
            throw new ReportPrinterException(
                failure is IOException or UnauthorizedAccessException
                    ? new(
                        "Das PDF lässt sich auf dem Server nicht ablegen. Der Fehler ist vermerkt; bitte sagen Sie denen Bescheid, die ihn betreiben."
                    )
                    : new("Beim Erstellen des PDFs ist ein Fehler aufgetreten. Er ist vermerkt."),
                failure
            );
        }
    }

    private async Task<byte[]> PrintAsync(ReportPaper paper, ReportPrint print)
    {
        var unfinished = printed.Unfinished();
        try
        {
            if (paper.Kind == PaperKind.Word)
                await File.WriteAllBytesAsync(
                    unfinished,
                    await printer.WordAsync(() => paper.Html(Now), print.Progress, stopping.Token),
                    stopping.Token
                );
            else
                await printer.Print(() => paper.Html(Now), unfinished, print.Progress, stopping.Token);
            return await printed.KeepAsync(paper.Subject, print.Fingerprint, unfinished, stopping.Token, paper.Kind);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
