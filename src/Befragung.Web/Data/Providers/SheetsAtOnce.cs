using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Npgsql;

namespace Befragung.Web.Data.Providers;

/// <summary>
/// For a database in which many write at once: each save is a transaction of its own, in one message. Saves of a round share a turn; whoever seals or discards the
/// round takes it alone (<see cref="SurveyDatabase.HoldSavesAsync"/>), so that no save is half before and half after that.
/// </summary>
internal sealed class SheetsAtOnce(NpgsqlDataSource source) : SheetWriter
{
    private const string Share = "SELECT pg_advisory_xact_lock_shared(@kind, @round)";

    private const string Save = $"WITH written AS ({SaveSheet} RETURNING 1) SELECT count(*) FROM written";

    private const string SaveWithConsent =
        $"WITH written AS ({SaveSheet} RETURNING 1), consented AS ({SaveConsent} AND EXISTS (SELECT 1 FROM written)) SELECT count(*) FROM written";

    public override async Task<bool> SaveAsync(AnswerSheet sheet, int was, Panelist? consented = null)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var row = SheetRow.Of(sheet);
        var turn = Turn.OfSaves(sheet.RoundId);
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(Share) { Parameters = { new("kind", turn.Kind), new("round", turn.Id) } });
        var save = new NpgsqlBatchCommand(consented is null ? Save : SaveWithConsent)
        {
            Parameters =
            {
                Of("started", row.StartedAt),
                Of("saved", row.SavedAt),
                Of("handedIn", row.HandedInAt),
                Of("answers", row.Answers),
                Of("notAsked", row.NotAsked),
                Of("mistakes", row.Mistakes),
                Of("kept", row.Kept),
                Of("version", row.Version),
                Of("id", row.Id),
                Of("was", was),
            },
        };
        if (consented is not null)
        {
            save.Parameters.Add(Of("at", consented.ConsentedAt));
            save.Parameters.Add(Of("panelist", consented.Id));
        }
        batch.BatchCommands.Add(save);
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        var written = reader.GetInt64(0) > 0;
        // What goes wrong at the end of the transaction is told here.
        await reader.CloseAsync();
        return written;
    }

    private static NpgsqlParameter Of(string name, object? value) => new(name, value ?? DBNull.Value);
}
