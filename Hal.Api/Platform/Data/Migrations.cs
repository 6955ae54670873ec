using DbUp;
using DbUp.Engine.Output;
using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>Brings the schema up to date from the migrations embedded in this assembly.</summary>
public static class Migrations
{
    private const string Prefix = "migrations/";

    // Any number will do, as long as every instance uses the same.
    private const long LockKey = 0x48616c0001;

    /// <summary>Runs the missing migrations, one instance at a time, and then whatever else only one instance may do.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="then">Runs under the same lock.</param>
    /// <param name="cancellation">Stops waiting for the lock.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses a migration; the failed one leaves nothing
    /// behind.</exception>
    public static async Task RunAsync(string connectionString, ILogger logger, Func<Task> then, CancellationToken cancellation)
    {
        await using var guard = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await guard.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"select pg_advisory_lock({LockKey})", guard) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);

        var result = DeployChanges
            .To.PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(Migrations).Assembly, name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .JournalToPostgresqlTable("public", "hal_migrations")
            .LogTo(new UpgradeLog(logger))
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw result.Error;

        await then();
    }

    private sealed class UpgradeLog(ILogger logger) : IUpgradeLog
    {
#pragma warning disable CA2254, CA1848 // The templates are DbUp's own.
        public void LogTrace(string format, params object[] args) => logger.LogTrace(format, args);

        public void LogDebug(string format, params object[] args) => logger.LogDebug(format, args);

        public void LogInformation(string format, params object[] args) => logger.LogDebug(format, args);

        public void LogWarning(string format, params object[] args) => logger.LogWarning(format, args);

        public void LogError(string format, params object[] args) => logger.LogError(format, args);

        public void LogError(Exception ex, string format, params object[] args) => logger.LogError(ex, format, args);
#pragma warning restore CA2254, CA1848
    }
}
