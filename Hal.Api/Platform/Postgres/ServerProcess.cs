using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Hal.Api.Platform.Postgres;

/// <summary>
/// Starts and stops the server with <c>pg_ctl</c>, which puts it into a session of its own: neither the terminal's Ctrl-C
/// nor the end of the service reaches it.
/// </summary>
internal sealed class ServerProcess(DataLayout layout, PostgresBinaries binaries, OsUser user)
{
    private const int LogLimitBytes = 10 * 1024 * 1024;
    private const int LogTailBytes = 4096;

    // Recovery after a crash has to read back what was written since the last checkpoint; seconds, not less than that takes.
    private const int StartSeconds = 600;
    private const int StopSeconds = 60;

    /// <summary>Starts the server on a free port and waits until it takes connections.</summary>
    /// <returns>Null when it did, else what it wrote about its failure.</returns>
    public async Task<string?> StartAsync(IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        KeepLogSmall();
        var before = File.Exists(layout.ServerLog) ? new FileInfo(layout.ServerLog).Length : 0;
        var options = string.Join(' ', Settings(FreePort(), settings).Select(each => "-c " + Quoted($"{each.Key}={each.Value}")));
        var started = await ControlAsync(
            ["start", "-w", "-t", StartSeconds.ToString(CultureInfo.InvariantCulture), "-l", layout.ServerLog, "-o", options],
            leavesChild: true,
            ct
        );
        return started.ExitCode == 0 ? null : $"{started.Output}\n{LogSince(before)}".Trim();
    }

    /// <summary>Stops the server and waits until it is gone: open transactions are rolled back, all else is kept.</summary>
    /// <returns>Null when it is gone, else what was wrong.</returns>
    public async Task<string?> StopAsync(CancellationToken ct)
    {
        string[] wait = ["-w", "-t", StopSeconds.ToString(CultureInfo.InvariantCulture), "-m"];
        var stopped = await ControlAsync(["stop", .. wait, "fast"], leavesChild: false, ct);
        if (stopped.ExitCode == 0 || PostmasterFile.Read(layout.Cluster) is null)
            return null;
        // Nothing acknowledged is lost this way either; the next start recovers it.
        var forced = await ControlAsync(["stop", .. wait, "immediate"], leavesChild: false, ct);
        return forced.ExitCode == 0 ? null : $"{stopped.Output}\n{forced.Output}".Trim();
    }

    private Task<ChildResult> ControlAsync(IReadOnlyList<string> arguments, bool leavesChild, CancellationToken ct) =>
        ChildProcess.RunAsync(
            new ChildCommand(binaries.Program("pg_ctl"), [arguments[0], "-s", "-D", layout.Cluster, .. arguments.Skip(1)])
            {
                User = user,
                Directory = layout.Server,
                LibraryPath = binaries.LibraryPath,
                LeavesChild = leavesChild,
            },
            ct
        );

    private static Dictionary<string, string> Settings(int port, IReadOnlyDictionary<string, string> wanted)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            // What is acknowledged is kept, whatever a configuration file says.
            ["fsync"] = "on",
            ["synchronous_commit"] = "on",
            ["max_connections"] = "100",
            // For a development machine of two cores that has other things to do, and a solid-state disk.
            ["shared_buffers"] = "128MB",
            ["effective_cache_size"] = "1GB",
            ["random_page_cost"] = "1.1",
            ["max_wal_size"] = "1GB",
            // Compiling a plan costs more than any query of the service, and fetched binaries come without the compiler.
            ["jit"] = "off",
            // UTC under the one name that needs no time zone files, which fetched binaries may not find.
            ["timezone"] = "GMT",
            ["log_timezone"] = "GMT",
            ["logging_collector"] = "off",
        };
        foreach (var (name, value) in wanted)
            settings[name] = value;
        // Fixed, since the server is private.
        settings["listen_addresses"] = "127.0.0.1";
        settings["unix_socket_directories"] = "";
        settings["port"] = port.ToString(CultureInfo.InvariantCulture);
        return settings;
    }

    // pg_ctl hands these to a shell.
    private static string Quoted(string setting) =>
        OperatingSystem.IsWindows() ? $"\"{setting}\"" : $"'{setting.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void KeepLogSmall()
    {
        var log = new FileInfo(layout.ServerLog);
        if (log.Exists && log.Length > LogLimitBytes)
            log.MoveTo(layout.ServerLog + ".1", overwrite: true);
    }

    private string LogSince(long position)
    {
        if (!File.Exists(layout.ServerLog))
            return "";
        using var log = new FileStream(layout.ServerLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Position = Math.Clamp(position, Math.Max(0, log.Length - LogTailBytes), log.Length);
        using var reader = new StreamReader(log);
        return reader.ReadToEnd().Trim();
    }
}
