using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Befragung.Web.Data;

/// <summary>
/// Moves an installation from one database to another: all rows as they are stored, keys and secrets included, in one transaction of the new database. Before it counts,
/// every row is read there again and compared.
/// </summary>
public sealed class InstallationCopy(SurveyDatabase from, SurveyDatabase to)
{
    /// <summary>For a backup: beside a server that goes on, as of one moment, and without keys.</summary>
    public bool IsBackup { get; init; }

    /// <summary>Returns how many rows each table has.</summary>
    /// <exception cref="RuleBrokenException">There is nothing to copy, the old one is in use or of another version, or the new one is not empty.</exception>
    public async Task<IReadOnlyList<(string Table, int Rows)>> RunAsync(CancellationToken cancel)
    {
        if (!from.Exists)
            throw new RuleBrokenException("In „{0}“ ist keine Datenbank.", from.Place);
        await using var source = from.Open();
        if (!await from.IsUpToDateAsync(source, cancel))
            throw new RuleBrokenException(
                "Die Datenbank „{0}“ ist von einer früheren Fassung. Starten Sie erst einmal den Server: Er stellt sie um.",
                from.Place
            );
        if (!IsBackup && await from.IsInUseAsync(source, cancel))
            throw new RuleBrokenException(
                "Mit „{0}“ arbeitet ein Server. Beenden Sie ihn zuerst, sonst ginge verloren, was währenddessen gespeichert wird.",
                from.Place
            );
        var isNew = !to.Exists;
        await using var target = to.Open();
        try
        {
            await to.MigrateAsync(target, cancel);
            if (await to.IsInUseAsync(target, cancel))
                throw new RuleBrokenException("Mit „{0}“ arbeitet schon ein Server. Nennen Sie eine leere Datenbank.", to.Place);
            return await CopyAsync(source, target, cancel);
        }
        catch when (isNew)
        {
            await target.DisposeAsync();
            to.Abandon();
            throw;
        }
    }

    private async Task<IReadOnlyList<(string Table, int Rows)>> CopyAsync(SurveyDb source, SurveyDb target, CancellationToken cancel)
    {
        await source.Database.OpenConnectionAsync(cancel);
        await using var reading = await source.Database.BeginTransactionAsync(
            // Nobody writes but here; beside a server, what counts is that all is seen as it was at one moment.
            IsBackup ? IsolationLevel.RepeatableRead : IsolationLevel.Serializable,
            cancel
        );
        await using var writing = await target.Database.BeginTransactionAsync(cancel);
        var shared = target.Model.GetEntityTypes().Select(entity => entity.GetTableName()).ToHashSet();
        var tables = InOrder(source.Model)
            .Where(entity => shared.Contains(entity.GetTableName()))
            .Select(entity => new Table(entity))
            .ToList();
        foreach (var table in tables)
            if (await table.CountAsync(target, cancel) > 0 || (await to.KeysAsync(target, cancel)).Count > 0)
                throw new RuleBrokenException(
                    "„{0}“ ist nicht leer. Nennen Sie eine leere Datenbank: Dort wird nichts überschrieben.",
                    to.Place
                );
        var copied = new List<(string, int)>();
        foreach (var table in tables)
            copied.Add((table.Name, await table.CopyAsync(source, target, to, cancel)));
        await to.TakeOverAsync(target, IsBackup ? [] : await from.KeysAsync(source, cancel), cancel);
        foreach (var table in tables)
            await table.CompareAsync(source, target, to, cancel);
        if (!IsBackup && !Same(await from.KeysAsync(source, cancel), await to.KeysAsync(target, cancel)))
            throw new InvalidDataException("The keys have not arrived as they were.");
        await writing.CommitAsync(cancel);
        return copied;
    }

    private static bool Same(IEnumerable<InstallationKey> one, IEnumerable<InstallationKey> other) =>
        one.Select(Told).Order(StringComparer.Ordinal).SequenceEqual(other.Select(Told).Order(StringComparer.Ordinal));

    private static string Told(InstallationKey key) => $"{key.Name} {key.IsSecret} {Convert.ToHexString(key.Content)}";

    /// <summary>What others refer to comes first.</summary>
    private static List<IEntityType> InOrder(IModel model)
    {
        var ordered = new List<IEntityType>();
        foreach (var entity in model.GetEntityTypes())
            Add(entity);
        return ordered;

        void Add(IEntityType entity)
        {
            if (ordered.Contains(entity))
                return;
            foreach (
                var principal in entity.GetForeignKeys().Select(key => key.PrincipalEntityType).Where(principal => principal != entity)
            )
                Add(principal);
            ordered.Add(entity);
        }
    }

    private sealed class Table(IEntityType entity)
    {
        private readonly List<(string Name, Type Type)> columns =
        [
            .. entity.GetProperties().Select(property => (property.GetColumnName(), TypeOf(property))),
        ];
        private readonly List<string> keys = [.. entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())];

        public string Name { get; } = entity.GetTableName()!;

        private string Select => $"SELECT {string.Join(", ", columns.Select(column => $"\"{column.Name}\""))} FROM \"{Name}\"";

        public async Task<long> CountAsync(SurveyDb db, CancellationToken cancel)
        {
            await using var command = CommandOf(db, $"SELECT count(*) FROM \"{Name}\"");
            return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
        }

        public async Task<int> CopyAsync(SurveyDb source, SurveyDb target, SurveyDatabase to, CancellationToken cancel)
        {
            var text =
                $"INSERT INTO \"{Name}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
            var rows = 0;
            await foreach (var row in RowsAsync(source, cancel))
            {
                // Each with a command of its own: one that has prepared itself may send the values of before.
                await using var insert = CommandOf(target, text);
                for (var i = 0; i < row.Length; i++)
                {
                    var parameter = insert.CreateParameter();
                    parameter.ParameterName = $"@p{i}";
                    parameter.Value = row[i] is { } value ? to.Stored(value) : DBNull.Value;
                    insert.Parameters.Add(parameter);
                }
                await insert.ExecuteNonQueryAsync(cancel);
                rows++;
            }
            return rows;
        }

        /// <exception cref="InvalidDataException">A row is missing, or another one.</exception>
        public async Task CompareAsync(SurveyDb source, SurveyDb target, SurveyDatabase to, CancellationToken cancel)
        {
            var arrived = new Dictionary<string, UInt128>(StringComparer.Ordinal);
            await foreach (var row in RowsAsync(target, cancel))
                arrived.Add(KeyOf(row), Digest(row, value => value));
            await foreach (var row in RowsAsync(source, cancel))
                if (!arrived.Remove(KeyOf(row), out var digest) || digest != Digest(row, to.Stored))
                    throw new InvalidDataException($"A row of {Name} has not arrived as it was.");
            if (arrived.Count > 0)
                throw new InvalidDataException($"{Name} has {arrived.Count} rows too many.");
        }

        private string KeyOf(object?[] row) =>
            string.Join('\n', keys.Select(key => Told(row[columns.FindIndex(column => column.Name == key)])));

        private static UInt128 Digest(object?[] row, Func<object, object> stored) =>
            System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(
                SHA256.HashData(
                    Encoding.UTF8.GetBytes(string.Join('\u001f', row.Select(value => value is null ? "\u001e" : Told(stored(value)))))
                )
            );

        private static string Told(object? value) =>
            value switch
            {
                byte[] bytes => Convert.ToHexString(bytes),
                DateTime at => at.Ticks.ToString(CultureInfo.InvariantCulture),
                DateTimeOffset at => at.UtcTicks.ToString(CultureInfo.InvariantCulture),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            };

        private async IAsyncEnumerable<object?[]> RowsAsync(
            SurveyDb db,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
        )
        {
            await using var command = CommandOf(db, Select);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
                yield return [.. columns.Select((column, i) => reader.IsDBNull(i) ? null : Read(reader, i, column.Type))];
        }

        private static object Read(DbDataReader reader, int column, Type type) =>
            type == typeof(int) ? reader.GetInt32(column)
            : type == typeof(long) ? reader.GetInt64(column)
            : type == typeof(bool) ? reader.GetBoolean(column)
            : type == typeof(Guid) ? reader.GetGuid(column)
            : type == typeof(DateTime) ? DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc)
            : type == typeof(DateTimeOffset) ? reader.GetFieldValue<DateTimeOffset>(column)
            : type == typeof(byte[]) ? reader.GetFieldValue<byte[]>(column)
            : type == typeof(string) ? reader.GetString(column)
            : throw new NotSupportedException($"A column of {type}.");

        /// <summary>What is stored, behind all conversions.</summary>
        private static Type TypeOf(IProperty property)
        {
            var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
            type = Nullable.GetUnderlyingType(type) ?? type;
            return type.IsEnum ? Enum.GetUnderlyingType(type) : type;
        }

        private static DbCommand CommandOf(SurveyDb db, string text)
        {
            var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Names of the model.
            command.CommandText = text;
#pragma warning restore CA2100
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            return command;
        }
    }
}
