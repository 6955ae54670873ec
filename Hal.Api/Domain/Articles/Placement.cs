namespace Hal.Api.Domain.Articles;

/// <summary>A row and its position in an order that members choose.</summary>
public sealed record Placed(Guid Id, int Position);

/// <summary>Moves one of several rows to another position. The others keep their order.</summary>
public static class Placement
{
    /// <summary>The positions that change.</summary>
    /// <param name="siblings">All rows in their present order, with or without the one that moves.</param>
    /// <param name="id">The row that moves.</param>
    /// <param name="position">Its new position, from 0. A position beyond the end means the end.</param>
    /// <returns>The other rows to write, and the resulting position of the row that moves.</returns>
    public static (IReadOnlyList<Placed> Moved, int Position) Move(IEnumerable<Placed> siblings, Guid id, int position)
    {
        var before = siblings.ToList();
        var order = before.Where(s => s.Id != id).Select(s => s.Id).ToList();
        position = Math.Min(position, order.Count);
        order.Insert(position, id);
        var places = before.ToDictionary(s => s.Id, s => s.Position);
        return (
            [.. order.Select((sibling, place) => new Placed(sibling, place)).Where(p => p.Id != id && places[p.Id] != p.Position)],
            position
        );
    }
}
