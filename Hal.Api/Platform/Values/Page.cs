namespace Hal.Api.Platform.Values;

/// <summary>One page of a list (contract 2).</summary>
/// <param name="Size">The most rows of the page.</param>
/// <param name="After">The row after which the page begins.</param>
public readonly record struct Page(int Size, Cursor After)
{
    /// <summary>How many rows to read: one more than the page holds shows whether there is a next page.</summary>
    public int Probe => Size + 1;

    /// <summary>Cuts rows that were read with <see cref="Probe"/> to the page, and makes the cursor of the next page.</summary>
    /// <typeparam name="T">A row.</typeparam>
    /// <param name="rows">The rows in the list's order.</param>
    /// <param name="cursor">Tells the position of a row in the list.</param>
    /// <returns>The rows of the page, and the cursor of the next page; null on the last page.</returns>
    public (IReadOnlyList<T> Rows, string? Next) Cut<T>(IReadOnlyList<T> rows, Func<T, Cursor> cursor) =>
        rows.Count <= Size ? (rows, null) : ([.. rows.Take(Size)], cursor(rows[Size - 1]).ToString());
}
