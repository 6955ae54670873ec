using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Stages;

/// <summary>A stage as the account and v1 families answer it (contract 3).</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Name">Unique in the project without regard to case.</param>
/// <param name="Type">What reaching it means: won and lost close a company.</param>
/// <param name="Position">Its place in the order, counted from 0.</param>
public sealed record StageAnswer(
    Guid Id,
    string Name,
    [property: SchemaEnum(StageText.Open, StageText.Won, StageText.Lost)] string Type,
    int Position
)
{
    /// <summary>The answer for a stage.</summary>
    /// <param name="stage">The stage.</param>
    public static StageAnswer Of(Stage stage)
    {
        return new StageAnswer(stage.Id, stage.Name, StageText.Of(stage.Type), stage.Position);
    }
}
