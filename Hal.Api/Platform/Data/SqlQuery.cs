using System.Globalization;
using System.Text;

namespace Hal.Api.Platform.Data;

/// <summary>
/// A statement of constant parts, of which some depend on what the caller asked for. In each part <c>?</c> stands for the part's next
/// value.
/// </summary>
public sealed class SqlQuery
{
    private readonly StringBuilder _sql = new();
    private readonly List<SqlValue> _values = [];

    /// <summary>Begins a statement.</summary>
    /// <param name="head">The first part, which binds every table to its project.</param>
    public SqlQuery(string head, params ReadOnlySpan<SqlValue> values) => Append(head, values);

    /// <summary>Adds a condition.</summary>
    /// <param name="condition">The condition.</param>
    public SqlQuery And(string condition, params ReadOnlySpan<SqlValue> values) => Append("\n  and ", []).Append(condition, values);

    /// <summary>Adds a condition if there is something to compare with.</summary>
    /// <param name="isWanted">Whether to add it.</param>
    /// <param name="condition">The condition.</param>
    public SqlQuery AndIf(bool isWanted, string condition, params ReadOnlySpan<SqlValue> values) =>
        isWanted ? And(condition, values) : this;

    /// <summary>Adds the end of the statement.</summary>
    /// <param name="tail">The order and the limit.</param>
    public SqlQuery Then(string tail, params ReadOnlySpan<SqlValue> values) => Append("\n", []).Append(tail, values);

    /// <summary>Adds the statement to a batch.</summary>
    /// <param name="batch">Where it goes.</param>
    public void AddTo(SqlBatch batch) => batch.Add(_sql.ToString(), [.. _values]);

    private SqlQuery Append(string part, ReadOnlySpan<SqlValue> values)
    {
        var next = 0;
        foreach (var c in part)
        {
            if (c != '?')
            {
                _sql.Append(c);
                continue;
            }

            _values.Add(values[next++]);
            _sql.Append(CultureInfo.InvariantCulture, $"${_values.Count}");
        }

        return next == values.Length
            ? this
            : throw new ArgumentException("There is a value for each question mark, and no more.", nameof(values));
    }
}
