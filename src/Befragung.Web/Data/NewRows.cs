using System.Data.Common;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Befragung.Web.Data;

/// <summary>
/// Inserts many rows, in the transaction that is under way. They go past the change tracker, which takes most of the time and keeps all of them in memory: so whoever
/// needs a row of the chronicle writes it. Which columns there are, and how a value is stored, comes from the model.
/// </summary>
internal static class NewRows
{
    public static async Task InsertAsync<T>(this SurveyDatabase database, SurveyDb db, IEnumerable<T> rows, CancellationToken cancel)
        where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var columns = entity
            .GetProperties()
            .Where(property => property.ValueGenerated == ValueGenerated.Never)
            .Select(property => new
            {
                Name = property.GetColumnName(),
                Mapping = property.GetRelationalTypeMapping(),
                Getter = property.GetGetter(),
                IsNullable = property.IsColumnNullable(),
            })
            .ToList();
        var text =
            $"INSERT INTO \"{entity.GetTableName()}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
#pragma warning disable CA2100 // Names of the model.
        insert.CommandText = text;
#pragma warning restore CA2100
        if (connection.CanCreateBatch)
            await TogetherAsync();
        else
            await OneByOneAsync();

        // A server is a way off: all go in one message.
        async Task TogetherAsync()
        {
            await using var batch = connection.CreateBatch();
            batch.Transaction = transaction;
            foreach (var row in rows)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = text;
                for (var i = 0; i < columns.Count; i++)
                    command.Parameters.Add(Parameter(i, row));
                batch.BatchCommands.Add(command);
            }
            if (batch.BatchCommands.Count == 0)
                return;
            await batch.PrepareAsync(cancel);
            await batch.ExecuteNonQueryAsync(cancel);
        }

        // In the same process each is a call, and the command is worked out once.
        async Task OneByOneAsync()
        {
            foreach (var row in rows)
            {
                for (var i = 0; i < columns.Count; i++)
                    if (insert.Parameters.Count == i)
                        insert.Parameters.Add(Parameter(i, row));
                    else
                        insert.Parameters[i].Value = Parameter(i, row).Value;
                await insert.ExecuteNonQueryAsync(cancel);
            }
        }

        DbParameter Parameter(int column, T row)
        {
            var its = columns[column];
            var parameter = its.Mapping.CreateParameter(insert, $"p{column}", its.Getter.GetClrValue(row), its.IsNullable);
            if (parameter.Value is { } value and not DBNull)
                parameter.Value = database.Stored(value);
            return parameter;
        }
    }
}
