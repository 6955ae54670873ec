using Hal.Api.Platform.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Hal.Api.Health;

/// <summary>Checks that the database can be reached and has the current schema.</summary>
public sealed class DatabaseHealth(DatabaseLocation location, Lazy<NpgsqlDataSource> source) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!location.IsReady)
            return HealthCheckResult.Unhealthy("The schema is not up to date yet.");

        await using var command = source.Value.CreateCommand("select 1");
        await command.ExecuteNonQueryAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
