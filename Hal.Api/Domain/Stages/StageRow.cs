namespace Hal.Api.Domain.Stages;

/// <summary>A row of <c>stages</c>.</summary>
public sealed record StageRow(Guid Id, string Name, int Position, string Type)
{
    /// <summary>Reads the stages of project <c>$1</c>, in no order.</summary>
    public const string OfProject = "select id, name, position, type from stages where project_id = $1";

    /// <summary>The stage that the row holds.</summary>
    public Stage ToStage() => new(Id, Name, Position, StageText.Type(Type));
}
