using Hal.Api.Domain.Names;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Stages;

/// <summary>
/// The stages of a project as they are stored: what a change of them is decided on. A stage has no version of its own: all of them are
/// versioned by their project, whose version each changed stage moves by one.
/// </summary>
/// <param name="Version">The project's version.</param>
/// <param name="Stages">The stages.</param>
public sealed record StageFacts(long Version, StageList Stages)
{
    private const string ProjectVersion = "select version from projects where id = $1";

    // A change of stages locks the project's row, so two changes never interleave.
    private const string Hold = """
        with held as (select 1 from projects where id = $1 and version = $2 for no key update)
        select assert_unchanged(exists (select from held))
        """;

    private const string Insert = """
        insert into stages (project_id, id, name, name_key, position, type, created_at) values ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string Update = "update stages set name = $3, name_key = $4, position = $5, type = $6 where project_id = $1 and id = $2";

    private const string Delete = "delete from stages where project_id = $1 and id = $2";

    /// <summary>Adds the statements that read the stages.</summary>
    public static Fetched<StageFacts> Read(SqlRead read, ProjectId project)
    {
        // Reads the version first, so that stages newer than the version are detected at the write.
        var version = read.One<long>(ProjectVersion, project.Value);
        var rows = read.List<StageRow>(StageRow.OfProject, project.Value);
        return new(() => new StageFacts(version.Value, new StageList(rows.Value.Select(row => row.ToStage()))));
    }

    /// <summary>
    /// Writes the stages as they shall be, if the project is still at the version that was read. Without a difference it writes nothing.
    /// </summary>
    /// <param name="after">All stages after the change.</param>
    /// <returns>The project's version after the write.</returns>
    public long Save(SqlBatch batch, ProjectId project, IReadOnlyList<Stage> after, DateTime now)
    {
        var gone = Stages.All.Where(before => after.All(stage => stage.Id != before.Id)).ToList();
        var changed = after.Where(stage => Stages.ById(stage.Id) != stage).ToList();
        if (gone.Count + changed.Count == 0)
            return Version;

        batch.Add(Hold, project.Value, Version);
        foreach (var stage in gone)
            batch.Add(Delete, project.Value, stage.Id);

        foreach (var stage in changed)
        {
            if (Stages.ById(stage.Id) is null)
                batch.Add(
                    Insert,
                    project.Value,
                    stage.Id,
                    stage.Name,
                    FoldedName.Of(stage.Name),
                    stage.Position,
                    StageText.Of(stage.Type),
                    now
                );
            else
                batch.Add(Update, project.Value, stage.Id, stage.Name, FoldedName.Of(stage.Name), stage.Position, StageText.Of(stage.Type));
        }

        return Version + gone.Count + changed.Count;
    }
}
