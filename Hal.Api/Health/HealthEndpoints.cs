using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hal.Api.Health;

/// <summary>The health routes for an orchestrator.</summary>
public static class HealthEndpoints
{
    /// <summary>Maps <c>/health/live</c> (the process runs) and <c>/health/ready</c> (the database answers, too).</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", Options(_ => false)).WithMetadata(new FamilyMetadata("public"));
        app.MapHealthChecks("/health/ready", Options(_ => true)).WithMetadata(new FamilyMetadata("public"));
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> which) =>
        new()
        {
            Predicate = which,
            ResponseWriter = (context, report) =>
                report.Status == HealthStatus.Healthy
                    ? context.Response.WriteAsJsonAsync(new { status = "ok" })
                    : new ProblemResult(
                        new Problem(ProblemCode.DatabaseUnavailable, "The database cannot be reached, or is being prepared.")
                        {
                            RetryAfterSeconds = 2,
                        }
                    ).ExecuteAsync(context),
        };
}
