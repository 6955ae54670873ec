namespace Hal.Api.Platform.Data;

/// <summary>
/// What a use case can do with the database: read, search, and enlist what it decided to write. When reads leave, and when and how enlisted
/// statements are written, is up to the <see cref="UnitOfWork"/> behind it, which only the pipeline holds.
/// </summary>
/// <param name="work">The request's unit of work.</param>
public sealed class Database(UnitOfWork work)
{
    /// <summary>
    /// Reads in one round trip. The statements have to be quick: they may share the round trip with other requests' statements.
    /// </summary>
    /// <param name="read">The statements.</param>
    /// <exception cref="StaleFactsException">What this instance remembers of the caller has changed.</exception>
    public Task ReadAsync(SqlRead read) => work.ReadAsync(read);

    /// <summary>Reads one row or none, in a round trip of its own.</summary>
    /// <typeparam name="T">A record whose constructor has the columns in their order, or a scalar.</typeparam>
    /// <param name="sql">The statement, with <c>$1</c>, <c>$2</c>… for its values.</param>
    /// <param name="values">The values in order.</param>
    /// <returns>The row; the default of <typeparamref name="T"/> if there is none.</returns>
    /// <exception cref="StaleFactsException">What this instance remembers of the caller has changed.</exception>
    public Task<T?> ReadOneAsync<T>(string sql, params ReadOnlySpan<SqlValue> values)
    {
        var read = new SqlRead();
        return work.ReadAsync(read, read.One<T>(sql, values));
    }

    /// <summary>Reads any number of rows, in a round trip of its own.</summary>
    /// <typeparam name="T">A record whose constructor has the columns in their order, or a scalar.</typeparam>
    /// <param name="sql">The statement, with <c>$1</c>, <c>$2</c>… for its values.</param>
    /// <param name="values">The values in order.</param>
    /// <exception cref="StaleFactsException">What this instance remembers of the caller has changed.</exception>
    public Task<IReadOnlyList<T>> ReadListAsync<T>(string sql, params ReadOnlySpan<SqlValue> values)
    {
        var read = new SqlRead();
        return work.ReadAsync(read, read.List<T>(sql, values));
    }

    /// <summary>
    /// Reads what takes longer, or whose plan depends on its values, such as a search: on a connection of a small pool of its own, so that
    /// no other request waits for it.
    /// </summary>
    /// <param name="read">The statements.</param>
    /// <exception cref="StaleFactsException">What this instance remembers of the caller has changed.</exception>
    public Task SearchAsync(SqlRead read) => work.SearchAsync(read);

    /// <summary>Searches for any number of rows by one statement.</summary>
    /// <typeparam name="T">A record whose constructor has the columns in their order, or a scalar.</typeparam>
    /// <param name="sql">The statement, with <c>$1</c>, <c>$2</c>… for its values.</param>
    /// <param name="values">The values in order.</param>
    /// <exception cref="StaleFactsException">What this instance remembers of the caller has changed.</exception>
    public Task<IReadOnlyList<T>> SearchListAsync<T>(string sql, params ReadOnlySpan<SqlValue> values)
    {
        var read = new SqlRead();
        return work.SearchAsync(read, read.List<T>(sql, values));
    }

    /// <summary>Searches for any number of rows by one composed statement.</summary>
    /// <typeparam name="T">A record whose constructor has the columns in their order, or a scalar.</typeparam>
    /// <param name="query">The statement.</param>
    /// <exception cref="StaleFactsException">What this instance remembers of the caller has changed.</exception>
    public Task<IReadOnlyList<T>> SearchListAsync<T>(SqlQuery query)
    {
        var read = new SqlRead();
        return work.SearchAsync(read, read.List<T>(query));
    }

    /// <summary>
    /// Keeps statements until the request is decided. They are written if it succeeds, with what the pipeline adds, and dropped if it is
    /// refused.
    /// </summary>
    /// <param name="batch">The statements.</param>
    public void Enlist(SqlBatch batch) => work.Enlist(batch);

    /// <summary>
    /// Keeps statements that are written even if the request is refused: a refusal may be the reason to write, as when a stolen token ends
    /// its sign-in.
    /// </summary>
    /// <param name="batch">The statements.</param>
    public void EnlistAlways(SqlBatch batch) => work.EnlistAlways(batch);
}
