namespace Hal.Api.Domain.Stages;

/// <summary>What reaching a stage means (contract 3): <c>won</c> and <c>lost</c> close a company.</summary>
public enum StageType
{
    /// <summary>On the way.</summary>
    Open,

    /// <summary>Closed, as a customer.</summary>
    Won,

    /// <summary>Closed, without a deal.</summary>
    Lost,
}

/// <summary>A step of a project's pipeline (contract 3).</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Name">Unique in the project without regard to case.</param>
/// <param name="Position">The order; later is further.</param>
/// <param name="Type">Whether it closes a company.</param>
public sealed record Stage(Guid Id, string Name, int Position, StageType Type)
{
    /// <summary>Whether a company in this stage is closed, and so never moved by <see cref="StageUpdateMode.AdvanceOnly"/>.</summary>
    public bool IsClosed => Type is not StageType.Open;
}
