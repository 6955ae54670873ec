using Hal.Api.Domain.Names;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Stages;

/// <summary>The stages of a project in their order.</summary>
/// <param name="stages">All stages of one project.</param>
public sealed class StageList(IEnumerable<Stage> stages)
{
    private readonly Stage[] _stages = [.. stages.OrderBy(s => s.Position).ThenBy(s => s.Id)];

    /// <summary>The stages a new project starts with (contract 3).</summary>
    public static IReadOnlyList<(string Name, StageType Type)> Defaults { get; } =
    [
        ("Lead", StageType.Open),
        ("Qualified", StageType.Open),
        ("Proposal", StageType.Open),
        ("Won", StageType.Won),
        ("Lost", StageType.Lost),
    ];

    /// <summary>The stages in their order.</summary>
    public IReadOnlyList<Stage> All => _stages;

    /// <summary>There is no stage of this name or id.</summary>
    public static readonly ProblemCode UnknownStage = new(422, "unknown_stage", "There is no such stage");

    /// <summary>The 422 for a stage that is not in the pipeline.</summary>
    /// <param name="field">The field it was asked for in.</param>
    public static Problem Unknown(string field) =>
        Problem.Invalid(field, "The project's pipeline has no stage with this name or id.", UnknownStage);

    /// <summary>The stage with this id, or null.</summary>
    /// <param name="id">Hal's id; null finds nothing.</param>
    public Stage? ById(Guid? id) => Array.Find(_stages, s => s.Id == id);

    /// <summary>The stage a widget means by an id or by a name in any case, or null (contract 3.2).</summary>
    /// <param name="idOrName">What the caller sent.</param>
    public Stage? Find(string idOrName)
    {
        var key = FoldedName.Of(idOrName);
        return (Guid.TryParse(idOrName, out var id) ? ById(id) : null) ?? Array.Find(_stages, s => FoldedName.Of(s.Name) == key);
    }

    /// <summary>The stages with one put in or moved, numbered from 0 in their new order.</summary>
    /// <param name="stage">A new stage, or a stage after its change.</param>
    /// <param name="position">Where it shall be in the order, counted from 0, and at the end if that is beyond it; null to leave it where
    /// it is, or for a new one to be the last.</param>
    public IReadOnlyList<Stage> Place(Stage stage, int? position)
    {
        var others = _stages.Where(s => s.Id != stage.Id).ToList();
        var present = Array.FindIndex(_stages, s => s.Id == stage.Id);
        others.Insert(Math.Min(position ?? (present < 0 ? others.Count : present), others.Count), stage);
        return Numbered(others);
    }

    /// <summary>The stages without one, numbered from 0.</summary>
    /// <param name="id">Hal's id.</param>
    public IReadOnlyList<Stage> Without(Guid id) => Numbered(_stages.Where(s => s.Id != id));

    /// <summary>The stages in another order, numbered from 0; null if that does not name each of them exactly once.</summary>
    /// <param name="ids">Hal's ids in the order wanted.</param>
    public IReadOnlyList<Stage>? Ordered(IReadOnlyCollection<Guid> ids)
    {
        return ids.Count == _stages.Length && _stages.All(s => ids.Contains(s.Id)) ? Numbered(ids.Select(id => ById(id)!)) : null;
    }

    private static Stage[] Numbered(IEnumerable<Stage> stages) => [.. stages.Select((stage, i) => stage with { Position = i })];
}
