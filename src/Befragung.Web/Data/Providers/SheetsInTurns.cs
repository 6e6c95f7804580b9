using System.Data.Common;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data.Providers;

/// <summary>
/// For a database with room for one writer. Whoever comes while the disk is busy waits for the next turn, and a turn takes all who wait into one transaction: it is the disk that
/// takes its time, and it takes the same for one sheet as for twenty. A save is acknowledged when the disk has it.
/// </summary>
internal sealed class SheetsInTurns : SheetWriter, IDisposable
{
    // So that nobody waits long for others.
    private const int MostAtOnce = 100;

    // With a lock of its own instead of a blocking collection: that one turns in circles before it sleeps, and there is hardly a moment without a wait.
    private readonly Queue<Job> waiting = [];
    private readonly IServiceScopeFactory scopes;
    private readonly WriteTurns writing;
    private readonly Lazy<Thread> thread;
    private bool ending;

    /// <param name="scopes">Where connections come from.</param>
    /// <param name="writing">Whose turn it is to write; shared with the steps of the team.</param>
    public SheetsInTurns(IServiceScopeFactory scopes, WriteTurns writing)
    {
        this.scopes = scopes;
        this.writing = writing;
        // A thread of its own: the pool's are for those who compute, and this one waits for the disk.
        thread = new(() =>
        {
            var started = new Thread(Write) { IsBackground = true, Name = nameof(SheetsInTurns) };
            started.Start();
            return started;
        });
    }

    public override Task<bool> SaveAsync(AnswerSheet sheet, int was, Panelist? consented = null)
    {
        var job = new Job(SheetRow.Of(sheet), was, consented?.Id, consented?.ConsentedAt);
        _ = thread.Value;
        lock (waiting)
        {
            ObjectDisposedException.ThrowIf(ending, this);
            waiting.Enqueue(job);
            Monitor.Pulse(waiting);
        }
        return job.Done.Task;
    }

    /// <summary>Writes what is still waiting, and ends.</summary>
    public void Dispose()
    {
        lock (waiting)
        {
            ending = true;
            Monitor.Pulse(waiting);
        }
        if (thread.IsValueCreated)
            thread.Value.Join();
    }

    private void Write()
    {
        Connection? connection = null;
        while (Next() is { Count: > 0 } turn)
        while (Try(ref connection, turn) is { } refused)
            turn.Remove(refused);
        connection?.Dispose();
    }

    /// <summary>Those who wait; sleeps until there are some, and returns none at the end.</summary>
    private List<Job> Next()
    {
        var turn = new List<Job>();
        lock (waiting)
        {
            while (waiting.Count == 0 && !ending)
                Monitor.Wait(waiting);
            while (turn.Count < MostAtOnce && waiting.TryDequeue(out var job))
                turn.Add(job);
        }
        return turn;
    }

    /// <summary>
    /// One transaction, and word to all whom it decides. Returns the one that was refused and spoilt it for the others; null when nobody waits any longer: a database that
    /// does not let anybody write is not asked again for each. A connection on which something went wrong is not used again.
    /// </summary>
    private Job? Try(ref Connection? connection, List<Job> jobs)
    {
        try
        {
            connection ??= scopes.CreateInOwnScope(scope => new Connection(scope));
            List<bool> written;
            writing.WaitAsync(CancellationToken.None).GetAwaiter().GetResult();
            try
            {
                written = connection.Write(jobs);
            }
            finally
            {
                writing.End();
            }
            for (var i = 0; i < jobs.Count; i++)
                jobs[i].Done.TrySetResult(written[i]);
            return null;
        }
#pragma warning disable CA1031 // Whatever it is, those who wait for it have to hear of it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var refused = connection?.Writing;
            connection?.Dispose();
            connection = null;
            foreach (var job in refused is null ? jobs : [refused])
                job.Done.TrySetException(failure);
            return refused;
        }
    }

    private sealed record Job(SheetRow Sheet, int Was, Guid? Consenting, DateTime? ConsentedAt)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A connection that stays open, with its commands prepared.</summary>
    private sealed class Connection : IDisposable
    {
        private readonly IServiceScope scope;
        private readonly DbConnection connection;
        private readonly DbCommand sheet;
        private readonly DbCommand consent;

        public Connection(IServiceScope scope)
        {
            this.scope = scope;
            var database = scope.ServiceProvider.GetRequiredService<SurveyDb>().Database;
            database.OpenConnection();
            connection = database.GetDbConnection();
            sheet = Command(
                SaveSheet,
                "@started",
                "@saved",
                "@handedIn",
                "@answers",
                "@notAsked",
                "@mistakes",
                "@kept",
                "@version",
                "@id",
                "@was"
            );
            consent = Command(SaveConsent, "@at", "@panelist");
        }

        /// <summary>The one that is being written, for which nobody else can be blamed.</summary>
        public Job? Writing { get; private set; }

        /// <summary>Which of them were written.</summary>
        public List<bool> Write(List<Job> jobs)
        {
            using var transaction = connection.BeginTransaction();
            sheet.Transaction = transaction;
            consent.Transaction = transaction;
            var written = jobs.ConvertAll(Write);
            transaction.Commit();
            return written;
        }

        public void Dispose()
        {
            sheet.Dispose();
            consent.Dispose();
            scope.Dispose();
        }

        private bool Write(Job job)
        {
            Writing = job;
            var row = job.Sheet;
            var written =
                Execute(
                    sheet,
                    row.StartedAt,
                    row.SavedAt,
                    row.HandedInAt,
                    row.Answers,
                    row.NotAsked,
                    row.Mistakes,
                    row.Kept,
                    row.Version,
                    row.Id,
                    job.Was
                ) > 0;
            if (written && job.Consenting is { } panelist)
                Execute(consent, job.ConsentedAt, panelist);
            Writing = null;
            return written;
        }

        private static int Execute(DbCommand command, params ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            return command.ExecuteNonQuery();
        }

        private DbCommand Command(string text, params ReadOnlySpan<string> parameters)
        {
            var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants come here.
            command.CommandText = text;
#pragma warning restore CA2100
            foreach (var name in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }
            return command;
        }
    }
}
