namespace Hal.Api.Domain.Stages;

/// <summary>A row of <c>stages</c>.</summary>
public sealed record StageRow(Guid Id, string Name, int Position, string Type);
