using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Streams;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Streams;

/// <summary>What an admitted caller may listen to, and for how long.</summary>
/// <param name="Project">The project.</param>
/// <param name="Audience">Who listens.</param>
/// <param name="After">The caller's <c>Last-Event-ID</c>; null to begin with what happens from now on.</param>
/// <param name="IsStillAdmitted">Asks the database whether the caller may go on listening.</param>
public sealed record StreamTicket(ProjectId Project, StreamAudience Audience, string? After, Func<Database, Task<bool>> IsStillAdmitted)
{
    /// <summary>When the credential expires, in UTC; null if it does not.</summary>
    public DateTime? Until { get; init; }
}

/// <summary>What can be wrong with listening.</summary>
public static class StreamProblems
{
    /// <summary>The caller listens to as many streams as it may.</summary>
    public static readonly ProblemCode TooMany = new(429, "too_many_streams", "Too many streams are open");
}
