using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Hal.Api.Platform.Data;

/// <summary>
/// Statements that are sent in one round trip. Those that write take effect together or not at all. Parameters are positional (<c>$1</c>)
/// and typed, so that each statement is prepared once for a connection.
/// </summary>
public sealed class SqlBatch
{
    private readonly List<(string Sql, SqlValue[] Values)> _statements = [];

    /// <summary>Whether there is nothing to send.</summary>
    public bool IsEmpty => _statements.Count == 0;

    /// <summary>How many statements there are.</summary>
    public int Count => _statements.Count;

    /// <summary>Adds a statement.</summary>
    /// <param name="sql">The statement, with <c>$1</c>, <c>$2</c>… for its values.</param>
    /// <param name="values">The values in order.</param>
    public SqlBatch Add(string sql, params ReadOnlySpan<SqlValue> values)
    {
        _statements.Add((sql, values.ToArray()));
        return this;
    }

    /// <summary>Adds the statements of another batch.</summary>
    /// <param name="other">A batch that is not sent by itself.</param>
    public SqlBatch Add(SqlBatch other)
    {
        _statements.AddRange(other._statements);
        return this;
    }

    /// <summary>Makes the driver's commands. They remember the connection they were prepared on, so each sending takes new ones.</summary>
    internal void AppendTo(NpgsqlBatch batch)
    {
        foreach (var (sql, values) in _statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values)
                command.Parameters.Add(value.ToParameter());

            batch.BatchCommands.Add(command);
        }
    }
}

/// <summary>A typed SQL value; the type is stated even for null, since it is part of what is prepared.</summary>
public readonly struct SqlValue
{
    private readonly NpgsqlDbType _type;
    private readonly object? _value;

    private SqlValue(NpgsqlDbType type, object? value) => (_type, _value) = (type, value);

    public static implicit operator SqlValue(Guid value) => new(NpgsqlDbType.Uuid, value);

    public static implicit operator SqlValue(Guid? value) => new(NpgsqlDbType.Uuid, value);

    public static implicit operator SqlValue(string? value) => new(NpgsqlDbType.Text, value);

    public static implicit operator SqlValue(bool value) => new(NpgsqlDbType.Boolean, value);

    public static implicit operator SqlValue(int value) => new(NpgsqlDbType.Integer, value);

    public static implicit operator SqlValue(long value) => new(NpgsqlDbType.Bigint, value);

    public static implicit operator SqlValue(decimal? value) => new(NpgsqlDbType.Numeric, value);

    public static implicit operator SqlValue(DateTime value) => new(NpgsqlDbType.TimestampTz, value);

    public static implicit operator SqlValue(DateTime? value) => new(NpgsqlDbType.TimestampTz, value);

    public static implicit operator SqlValue(byte[]? value) => new(NpgsqlDbType.Bytea, value);

    public static implicit operator SqlValue(int? value) => new(NpgsqlDbType.Integer, value);

    public static implicit operator SqlValue(string[] value) => new(NpgsqlDbType.Text | NpgsqlDbType.Array, value);

    public static implicit operator SqlValue(int[] value) => new(NpgsqlDbType.Integer | NpgsqlDbType.Array, value);

    public static implicit operator SqlValue(long[] value) => new(NpgsqlDbType.Bigint | NpgsqlDbType.Array, value);

    public static implicit operator SqlValue(Guid[] value) => new(NpgsqlDbType.Uuid | NpgsqlDbType.Array, value);

    public static implicit operator SqlValue(DateTime[] value) => new(NpgsqlDbType.TimestampTz | NpgsqlDbType.Array, value);

    public static implicit operator SqlValue(JsonElement? value) => new(NpgsqlDbType.Jsonb, Raw(value));

    public static implicit operator SqlValue(JsonElement value) => new(NpgsqlDbType.Jsonb, Raw(value));

    internal NpgsqlParameter ToParameter() => new() { NpgsqlDbType = _type, Value = _value ?? DBNull.Value };

    private static string? Raw(JsonElement? value) =>
        value is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } element ? element.GetRawText() : null;
}
