using System.Diagnostics;
using Hal.Api.Platform.Postgres;
using Hal.Api.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Hal.Api.Tests.Platform.Postgres;

/// <summary>
/// A data directory of its own for one test, in a place that the server's user can reach. Disposing stops whatever still
/// runs there and removes it all.
/// </summary>
internal sealed class PostgresSandbox : IAsyncDisposable
{
    private static readonly string SharedBinaries = MakeReachable(
        Path.Combine(Path.GetTempPath(), $"hal-pg-binaries-{Environment.ProcessId}")
    );

    private readonly List<EmbeddedPostgres> _started = [];

    public PostgresSandbox(bool ownBinaries = false)
    {
        Root = MakeReachable(Path.Combine(Path.GetTempPath(), $"hal-pg-{Guid.NewGuid():n}"));
        Data = Path.Combine(Root, "data");
        if (ownBinaries || OperatingSystem.IsWindows())
            return;
        // On a machine without PostgreSQL every test would fetch its own; one for the whole run will do.
        MakeReachable(Data);
        Directory.CreateSymbolicLink(Path.Combine(Data, "binaries"), SharedBinaries);
    }

    /// <summary>For files of the test.</summary>
    public string Root { get; }

    /// <summary>The data directory, which a start makes if need be.</summary>
    public string Data { get; }

    public DataLayout Layout => DataLayout.Prepare(Data);

    public static void RemoveSharedBinaries() => Directory.Delete(SharedBinaries, recursive: true);

    public async Task<EmbeddedPostgres> StartAsync(SearchPlaces? places = null, string? bin = null, CancellationToken ct = default)
    {
        var options = new EmbeddedPostgresOptions
        {
            DataDirectory = Data,
            BinDirectory = bin,
            ServerSettings = new Dictionary<string, string>
            {
                ["fsync"] = "off",
                ["shared_buffers"] = "16MB",
                ["max_connections"] = "30",
            },
        };
        var started = await EmbeddedPostgres.StartAsync(options, places ?? SearchPlaces.OfThisMachine(), NullLogger.Instance, ct);
        lock (_started)
            _started.Add(started);
        return started;
    }

    /// <summary>Leaves a server running that nobody holds a lock for, as a killed service does.</summary>
    public async Task<string> LeaveOrphanAsync()
    {
        var first = await StartAsync();
        var password = new NpgsqlConnectionStringBuilder(first.ConnectionString).Password!;
        await first.DisposeAsync();
        var choices = StartupCache.Load(Layout)!;
        var problem = await new ServerProcess(Layout, choices.Binaries!, OsUser.ForServer(choices.ServerUser)).StartAsync(
            new Dictionary<string, string>(),
            default
        );
        Assert.That(problem, Is.Null);
        return ServerProbe.ConnectionString(PostmasterFile.Read(Layout.Cluster)!.Port!.Value, password);
    }

    /// <summary>Kills the server's main process at once, and waits until nothing answers under its number.</summary>
    public async Task KillServerAsync()
    {
        var claim = PostmasterFile.Read(Layout.Cluster)!;
        using (var process = Process.GetProcessById(claim.Pid))
            process.Kill();
        await Eventually.HoldsAsync(() => !claim.IsServerOf(Layout.Cluster), "the server has gone");
    }

    /// <summary>A directory with programs that are shell scripts of one line each.</summary>
    public string Programs(string directory, params (string Name, string Script)[] programs)
    {
        var path = MakeReachable(Path.Combine(Root, directory));
        foreach (var (name, script) in programs)
        {
            var file = Path.Combine(path, name);
            File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.UserExecute);
        }
        return path;
    }

    /// <summary>A directory that passes for an installed PostgreSQL of some version.</summary>
    public string FakeServer(string directory, string version) =>
        Programs(directory, ("postgres", $"echo 'postgres (PostgreSQL) {version}'"), ("initdb", "exit 1"), ("pg_ctl", "exit 1"));

    /// <summary>A directory that links to programs of this machine, so that no others are found beside them.</summary>
    public string Links(string directory, params string[] programs)
    {
        var path = MakeReachable(Path.Combine(Root, directory));
        foreach (var program in programs)
        {
            var real = SearchPlaces.OfThisMachine().Client(program);
            Assert.That(real, Is.Not.Null, $"this way of fetching needs {program}, which is not in PATH");
            File.CreateSymbolicLink(Path.Combine(path, program), real!);
        }
        return path;
    }

    public static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var started in _started)
            await started.DisposeAsync();
        var cluster = Path.Combine(Data, "server", "cluster");
        if (PostmasterFile.Read(cluster) is { } claim && claim.IsServerOf(cluster))
            await KillServerAsync();
        Directory.Delete(Root, recursive: true);
    }

    private static string MakeReachable(string directory)
    {
        Directory.CreateDirectory(directory);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
        return directory;
    }
}

/// <summary>Removes what the sandboxes of the run had in common.</summary>
[SetUpFixture]
public sealed class PostgresSandboxEnd
{
    [OneTimeTearDown]
    public void RemoveSharedBinaries() => PostgresSandbox.RemoveSharedBinaries();
}
