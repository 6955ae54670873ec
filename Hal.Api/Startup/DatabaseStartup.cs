using Hal.Api.Demo;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Postgres;
using Npgsql;

namespace Hal.Api.Startup;

/// <summary>
/// Finds the database and brings it up to date before the first request. Without <c>ConnectionStrings:Hal</c>, that is a private server of
/// the service. With it, the service answers 503 until the database can be reached.
/// </summary>
public sealed partial class DatabaseStartup(
    IConfiguration configuration,
    DatabaseLocation location,
    DemoProject demo,
    ILogger<DatabaseStartup> logger,
    TimeProvider time
) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private EmbeddedPostgres? _embedded;
    private Task _retrying = Task.CompletedTask;
    private bool _stopped;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var given = configuration.GetConnectionString("Hal");
        if (string.IsNullOrWhiteSpace(given))
        {
            _embedded = await EmbeddedPostgres.StartAsync(OptionsFrom(configuration), logger, cancellationToken);
            location.Locate(_embedded.ConnectionString);
            await PrepareAsync(cancellationToken);
            return;
        }

        location.Locate(given);
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (NpgsqlException e) when (e is not PostgresException || e.IsTransient)
        {
            Log.Unreachable(logger, e.Message);
            _retrying = RetryAsync(_stopping.Token);
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // A host may dispose the service before it stops it, and stop it after that.
        if (Interlocked.Exchange(ref _stopped, true))
            return;

        await _stopping.CancelAsync();
        await _retrying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    /// <summary>The embedded server's options as configured.</summary>
    internal static EmbeddedPostgresOptions OptionsFrom(IConfiguration configuration) =>
        new()
        {
            DataDirectory = configuration["Hal:DataDirectory"] is { Length: > 0 } directory ? directory : null,
            BinDirectory = configuration["HAL_POSTGRES_BIN"] is { Length: > 0 } bin ? bin : null,
            // A new database fills fast, and keyed statements keep the plans that were made before there were statistics.
            ServerSettings = new Dictionary<string, string> { ["autovacuum_naptime"] = "5s" },
        };

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await Migrations.RunAsync(location.ConnectionString, logger, () => demo.EnsureAsync(_embedded?.PsqlCommand), cancellation);
        location.MarkReady();
    }

    private async Task RetryAsync(CancellationToken stopping)
    {
        while (!location.IsReady)
        {
            await Task.Delay(RetryAfter, time, stopping);
            try
            {
                await PrepareAsync(stopping);
                Log.Reached(logger);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever the error is, giving up would mean answering 503 for ever.
                Log.Unreachable(logger, e.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The database cannot be reached; answering 503 until it can: {Reason}")]
        public static partial void Unreachable(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "The database is reached and up to date")]
        public static partial void Reached(ILogger logger);
    }
}
