namespace Hal.Api.Platform.Postgres;

/// <summary>
/// A private PostgreSQL server for a service that was given no database of its own. Everybody who starts one on the same
/// data directory, in this process or another, shares one server; the last to dispose stops it. If the service is killed
/// the server stays, and the next start takes it over.
/// </summary>
public sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    // Whoever holds the start lock longer than this is fetching or recovering for itself; it will stop the server when it goes.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly DataLayout _layout;
    private readonly ServerProcess _process;
    private readonly ILogger _logger;
    private DirectoryLock? _use;

    private EmbeddedPostgres(DataLayout layout, ServerProcess process, DirectoryLock use, ILogger logger) =>
        (_layout, _process, _use, _logger) = (layout, process, use, logger);

    /// <summary>How to connect with Npgsql. Contains the password. The role is a superuser.</summary>
    public string ConnectionString { get; private init; } = "";

    /// <summary>A line to paste into a terminal of the service's own user that opens psql on the service's database.</summary>
    public string PsqlCommand { get; private init; } = "";

    /// <summary>
    /// Brings up the server, or joins the one that runs already. The first start on a machine without PostgreSQL fetches
    /// one, which takes as long as some 20 MB take; a start with everything there takes a fraction of a second.
    /// </summary>
    /// <param name="options">Where, with which binaries and settings.</param>
    /// <param name="ct">Gives up; whatever was half done does not hinder the next start.</param>
    /// <exception cref="PostgresUnavailableException">No server can run here; the message says why and what to do.</exception>
    public static Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger logger, CancellationToken ct) =>
        StartAsync(options, SearchPlaces.OfThisMachine(), logger, ct);

    /// <summary>The same, but looks for binaries in the given places only.</summary>
    internal static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options,
        SearchPlaces places,
        ILogger logger,
        CancellationToken ct
    )
    {
        var layout = DataLayout.Prepare(options.DataDirectory);
        using var starting = await DirectoryLock.ExclusiveAsync(layout.StartLock, ct);
        bool othersUseIt;
        using (var alone = DirectoryLock.TryExclusive(layout.UseLock))
            othersUseIt = alone is null;
        // Only a holder of the start lock ever asks for this one exclusively, and that is us.
        var use = DirectoryLock.TryShared(layout.UseLock) ?? throw new PostgresUnavailableException($"{layout.UseLock} cannot be locked.");
        ServerProcess? process = null;
        try
        {
            var choices = StartupCache.Load(layout);
            var user = OsUser.ForServer(choices?.ServerUser);
            if (await user.StoppedAtAsync(layout.Root, ct) is { } stop)
            {
                throw new PostgresUnavailableException(
                    $"PostgreSQL refuses to run as root, and user {user.Name}, whom it would run as instead, "
                        + $"cannot enter {stop} on the way to the data directory {layout.Root}. "
                        + $"Choose another Hal:DataDirectory, such as /var/lib/hal, or open the way (chmod o+x {stop})."
                );
            }
            var binaries = await new BinarySearch(layout, user, places, logger).FindAsync(options.BinDirectory, choices, ct);
            if (user.Name != choices?.ServerUser)
                await user.OwnAsync(layout.Server, ct);
            var chosen = new StartupCache(user.Name, binaries, StartupCache.StampOf(binaries));
            if (chosen != choices)
                chosen.Save(layout);

            var password = PasswordFile.ReadOrCreate(layout);
            var flush = !options.ServerSettings.TryGetValue("fsync", out var fsync) || fsync != "off";
            await Cluster.EnsureAsync(layout, binaries, user, password, flush, ct);
            process = new ServerProcess(layout, binaries, user);
            var port = await new RunningServer(layout, process, password, othersUseIt, logger).EnsureAsync(options.ServerSettings, ct);
            return new EmbeddedPostgres(layout, process, use, logger)
            {
                ConnectionString = ServerProbe.ConnectionString(port, password),
                PsqlCommand = PsqlLine.For(binaries, layout, port),
            };
        }
        catch (Exception e)
        {
            use.Dispose();
            if (process is not null)
                await StopIfUnusedAsync(layout, process, logger);
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new PostgresUnavailableException(
                    $"The data directory {layout.Root} cannot be used by user {Environment.UserName}: {e.Message}",
                    e
                );
            }
            throw;
        }
    }

    /// <summary>
    /// Leaves the server, and stops it when nobody else uses the data directory. Connections must be closed before; those
    /// that are not are cut. Never throws; a server that could not be stopped is logged, and taken over by the next start.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _use, null) is not { } use)
            return;
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            using var stopping = await DirectoryLock.ExclusiveAsync(_layout.StartLock, patience.Token);
            use.Dispose();
            await StopIfUnusedAsync(_layout, _process, _logger);
        }
        catch (OperationCanceledException)
        {
            Log.LeftToOthers(_logger, _layout.Root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The directory has gone; a server without one goes by itself.
            Log.NotStopped(_logger, _layout.Root, e.Message);
        }
        finally
        {
            use.Dispose();
        }
    }

    // The start lock is held, so nobody can begin to use the server between the question and the stop.
    private static async Task StopIfUnusedAsync(DataLayout layout, ServerProcess process, ILogger logger)
    {
        using var alone = DirectoryLock.TryExclusive(layout.UseLock);
        if (alone is null || PostmasterFile.Read(layout.Cluster) is null)
            return;
        if (await process.StopAsync(CancellationToken.None) is { } problem)
            Log.NotStopped(logger, layout.Root, problem);
        else
            Log.Stopped(logger, layout.Root);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Embedded PostgreSQL in {DataDirectory} stopped")]
        public static partial void Stopped(ILogger logger, string dataDirectory);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Embedded PostgreSQL in {DataDirectory} could not be stopped: {Problem}")]
        public static partial void NotStopped(ILogger logger, string dataDirectory, string problem);

        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "Embedded PostgreSQL in {DataDirectory} is left to the process that is starting on it"
        )]
        public static partial void LeftToOthers(ILogger logger, string dataDirectory);
    }
}
