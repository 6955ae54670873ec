namespace Hal.Api.Domain.ProjectIds;

/// <summary>
/// The id of a project that the caller has shown a credential for. Only the route families make one, so no statement can run for a project
/// that a caller merely names.
/// </summary>
public readonly record struct ProjectId
{
    private ProjectId(Guid value) => Value = value;

    /// <summary>The id as the database holds it.</summary>
    public Guid Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();

    /// <summary>Makes the id of a project whose credential was checked. An architecture test keeps the calls within the families.</summary>
    /// <param name="value">The id of an existing project.</param>
    internal static ProjectId Trust(Guid value) => new(value);
}
