namespace Hal.Api.Domain.Projects;

/// <summary>
/// The id of a project that the caller has shown a credential for. Only this namespace makes one, so no statement can run for a project
/// that was merely named.
/// </summary>
public readonly record struct ProjectId
{
    private ProjectId(Guid value) => Value = value;

    /// <summary>The id as the database holds it.</summary>
    public Guid Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();

    /// <summary>Vouches for a project. An architecture test keeps the calls within this namespace.</summary>
    /// <param name="value">The id of an existing project.</param>
    internal static ProjectId Trust(Guid value) => new(value);
}
