namespace Hal.Api.Platform.Data;

/// <summary>
/// Statements that are read in one round trip. Each is declared together with what becomes of its rows, so a result cannot be taken for
/// another statement's.
/// </summary>
/// <example>
/// <code>
/// var read = new SqlRead();
/// var visitor = read.One&lt;Visitor&gt;(Visitor.Sql, project, visitorId);
/// var links = read.List&lt;CompanyLink&gt;(CompanyLink.OfContacts, project, contacts);
/// await database.ReadAsync(read);
/// // visitor.Value and links.Value are there now.
/// </code>
/// </example>
public sealed class SqlRead
{
    private readonly SqlBatch _statements = new();
    private readonly List<Func<SqlResults, Task>> _takers = [];

    internal SqlBatch Statements => _statements;

    /// <summary>Adds a statement that reads one row or none.</summary>
    /// <typeparam name="T">A record whose constructor has the columns in their order, or a scalar.</typeparam>
    /// <param name="sql">The statement, with <c>$1</c>, <c>$2</c>… for its values.</param>
    /// <param name="values">The values in order.</param>
    /// <returns>The row; the default of <typeparamref name="T"/> if there is none.</returns>
    public Fetched<T?> One<T>(string sql, params ReadOnlySpan<SqlValue> values)
    {
        _statements.Add(sql, values);
        return TakeOne<T>();
    }

    /// <summary>Adds a composed statement that reads one row or none.</summary>
    /// <typeparam name="T">A record whose constructor has the columns in their order, or a scalar.</typeparam>
    /// <param name="query">The statement.</param>
    /// <returns>The row; the default of <typeparamref name="T"/> if there is none.</returns>
    public Fetched<T?> One<T>(SqlQuery query)
    {
        query.AddTo(_statements);
        return TakeOne<T>();
    }

    /// <summary>Adds a statement that reads any number of rows.</summary>
    /// <typeparam name="T">A record whose constructor has the columns in their order, or a scalar.</typeparam>
    /// <param name="sql">The statement, with <c>$1</c>, <c>$2</c>… for its values.</param>
    /// <param name="values">The values in order.</param>
    /// <returns>The rows in the statement's order.</returns>
    public Fetched<IReadOnlyList<T>> List<T>(string sql, params ReadOnlySpan<SqlValue> values)
    {
        _statements.Add(sql, values);
        return TakeList<T>();
    }

    /// <summary>Adds a composed statement that reads any number of rows.</summary>
    /// <typeparam name="T">A record whose constructor has the columns in their order, or a scalar.</typeparam>
    /// <param name="query">The statement.</param>
    /// <returns>The rows in the statement's order.</returns>
    public Fetched<IReadOnlyList<T>> List<T>(SqlQuery query)
    {
        query.AddTo(_statements);
        return TakeList<T>();
    }

    /// <summary>Adds the statements of another read before those that are here.</summary>
    internal SqlRead After(SqlRead first)
    {
        var both = new SqlRead();
        both._statements.Add(first._statements).Add(_statements);
        both._takers.AddRange([.. first._takers, .. _takers]);
        return both;
    }

    internal async Task TakeAsync(SqlResults results)
    {
        foreach (var take in _takers)
            await take(results);
    }

    private Fetched<T?> TakeOne<T>()
    {
        var fetched = new Fetched<T?>();
        _takers.Add(async results => fetched.Value = await results.SingleOrDefaultAsync<T>());
        return fetched;
    }

    private Fetched<IReadOnlyList<T>> TakeList<T>()
    {
        var fetched = new Fetched<IReadOnlyList<T>>();
        _takers.Add(async results => fetched.Value = await results.ListAsync<T>());
        return fetched;
    }
}

/// <summary>What a read brings, once the round trip is over.</summary>
/// <typeparam name="T">What is read.</typeparam>
public sealed class Fetched<T>
{
    private readonly Func<T>? _make;
    private T? _value;
    private bool _isThere;

    internal Fetched() { }

    /// <summary>What is made of other parts of the same read.</summary>
    /// <param name="make">Makes it of their values, when it is asked for.</param>
    public Fetched(Func<T> make) => _make = make;

    /// <summary>What was read.</summary>
    /// <exception cref="InvalidOperationException">The read has not been sent yet.</exception>
    public T Value
    {
        get =>
            _make is not null ? _make()
            : _isThere ? _value!
            : throw new InvalidOperationException("This has not been read yet.");
        internal set => (_value, _isThere) = (value, true);
    }
}
