using System.Diagnostics;

namespace Hal.Api.Platform.Postgres;

/// <summary>Brings about a running server, whatever an earlier life of the data directory has left behind.</summary>
internal sealed partial class RunningServer(DataLayout layout, ServerProcess process, string password, bool othersUseIt, ILogger logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    // How long a server may take to come up, go down or answer before the start is given up.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // How long the server of others may be out of sight before it is taken for unreachable.
    private static readonly TimeSpan PatienceWithOthers = TimeSpan.FromSeconds(10);

    // How long a process file may be empty, as it is for a moment while a server writes it.
    private static readonly TimeSpan PatienceWithFile = TimeSpan.FromSeconds(2);

    // Failures that pass by themselves: the port was taken in between, an older server is just leaving or just coming.
    private static readonly string[] Passing =
    [
        "could not bind",
        "could not create any TCP/IP sockets",
        "is still in use",
        "lock file \"postmaster.pid\" already exists",
    ];

    /// <summary>Adopts the server that runs on the cluster, or starts one. The start lock is held.</summary>
    /// <returns>The port, on which the server has answered with our password.</returns>
    /// <exception cref="PostgresUnavailableException">It does not come up, or does not take our password.</exception>
    public async Task<int> EnsureAsync(IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var startedHere = false;
        var failure = "";
        while (Stopwatch.GetElapsedTime(began) < Patience)
        {
            var claim = PostmasterFile.Read(layout.Cluster);
            if (claim?.Port is { } port)
            {
                var answer = await ServerProbe.AskAsync(port, password, layout.Cluster, ct);
                if (answer == ServerAnswer.Ready)
                {
                    if (startedHere)
                        Log.Started(logger, layout.Root, port);
                    else
                        Log.Adopted(logger, layout.Root, port, claim.Pid);
                    return port;
                }
                if (answer == ServerAnswer.WrongPassword && claim.IsServerOf(layout.Cluster))
                {
                    throw new PostgresUnavailableException(
                        $"The server on {layout.Cluster} does not take the password in {layout.Password}. "
                            + "Restore that file from a backup, or stop the server and remove the data directory to start over with no "
                            + "data."
                    );
                }
            }
            if (claim is not null && claim.IsServerOf(layout.Cluster))
            {
                // Coming up or going down; either ends soon.
                await Task.Delay(PollInterval, ct);
                continue;
            }
            if (othersUseIt && !startedHere)
            {
                // Whoever holds the use lock has a server. Out of sight it may still be at work, in another container on the
                // same volume for one, and two servers on one cluster destroy it.
                if (Stopwatch.GetElapsedTime(began) > PatienceWithOthers)
                    throw OutOfSight();
                await Task.Delay(PollInterval, ct);
                continue;
            }
            if (!IsOutOfTheWay(claim, Stopwatch.GetElapsedTime(began)))
            {
                await Task.Delay(PollInterval, ct);
                continue;
            }
            if (await process.StartAsync(settings, ct) is not { } problem)
            {
                startedHere = true;
                continue;
            }
            failure = problem;
            if (!Passing.Any(each => problem.Contains(each, StringComparison.Ordinal)))
                break;
            await Task.Delay(PollInterval, ct);
        }
        throw new PostgresUnavailableException(
            $"The server on {layout.Cluster} did not come up (its log is {layout.ServerLog}). {failure}"
        );
    }

    private PostgresUnavailableException OutOfSight() =>
        new(
            $"Another process uses {layout.Root}, but its server cannot be reached from here: it has crashed, "
                + "or it runs in another container. Stop that process, or give this one a data directory of its own."
        );

    // PostgreSQL deals with the stale file of a process that is gone, but not with one whose number belongs to
    // somebody else by now, nor with one that was never finished.
    private bool IsOutOfTheWay(PostmasterFile? claim, TimeSpan elapsed)
    {
        var path = PostmasterFile.PathIn(layout.Cluster);
        if (claim is null && File.Exists(path) && elapsed < PatienceWithFile)
            return false;
        if (claim is not null ? claim.IsPidTaken() : File.Exists(path))
        {
            Log.StaleFile(logger, path);
            File.Delete(path);
        }
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Embedded PostgreSQL started in {DataDirectory} on port {Port}")]
        public static partial void Started(ILogger logger, string dataDirectory, int port);

        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "Embedded PostgreSQL already runs in {DataDirectory} on port {Port} (process {Pid}); sharing it"
        )]
        public static partial void Adopted(ILogger logger, string dataDirectory, int port, int pid);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Removing {Path}, which names a process that is not our server")]
        public static partial void StaleFile(ILogger logger, string path);
    }
}
