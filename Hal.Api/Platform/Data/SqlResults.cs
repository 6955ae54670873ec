using Dapper;
using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>The results of one request's statements, in their order.</summary>
public sealed class SqlResults
{
    private readonly NpgsqlDataReader _reader;
    private readonly int _count;
    private int _left;

    internal SqlResults(NpgsqlDataReader reader, int count) => (_reader, _count) = (reader, count);

    /// <summary>Takes the next statement's only row, or nothing if it has none.</summary>
    /// <typeparam name="T">A record whose constructor has the columns in their order, or a scalar.</typeparam>
    public async Task<T?> SingleOrDefaultAsync<T>()
    {
        Begin();
        var row = await _reader.ReadAsync() ? Row<T>() : default;
        await LeaveAsync();
        return row;
    }

    /// <summary>Takes all rows of the next statement.</summary>
    /// <typeparam name="T">A record whose constructor has the columns in their order, or a scalar.</typeparam>
    public async Task<IReadOnlyList<T>> ListAsync<T>()
    {
        Begin();
        List<T>? rows = null;
        while (await _reader.ReadAsync())
            (rows ??= []).Add(Row<T>());

        await LeaveAsync();
        return rows ?? (IReadOnlyList<T>)[];
    }

    /// <summary>
    /// Skips the results that were not taken, also after a failure half-way, so that the next request finds its own.
    /// </summary>
    internal async Task SkipRestAsync()
    {
        while (_left < _count)
            await LeaveAsync();
    }

    // Dapper has no row parser for plain text.
    private T Row<T>() =>
        typeof(T) == typeof(string) ? (T)(object)(_reader.IsDBNull(0) ? null! : _reader.GetString(0)) : _reader.GetRowParser<T>()(_reader);

    private void Begin()
    {
        if (_left >= _count)
            throw new InvalidOperationException("There are no more results than statements.");
    }

    private Task<bool> LeaveAsync()
    {
        _left++;
        return _reader.NextResultAsync();
    }
}
