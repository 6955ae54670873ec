namespace Hal.Api.Domain.Articles;

/// <summary>What stands in an order that members give.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Position">Its place.</param>
public sealed record Placed(Guid Id, int Position);

/// <summary>Puts one thing at another place among its like; the others keep their order among themselves.</summary>
public static class Placement
{
    /// <summary>The places that change.</summary>
    /// <param name="siblings">All in their present order, with or without the one that moves.</param>
    /// <param name="id">The one that moves.</param>
    /// <param name="position">Its new place, from 0; beyond the end is the end.</param>
    /// <returns>The rows to write, and where the one that moves comes to stand.</returns>
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
