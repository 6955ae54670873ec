using System.Diagnostics;
using System.Globalization;

namespace Hal.Api.Platform.Postgres;

/// <summary>
/// What <c>postmaster.pid</c> claims about a running server. After a crash the claim is stale, and its process number may
/// meanwhile belong to any other program.
/// </summary>
/// <param name="Pid">The server's process.</param>
/// <param name="Port">Its port; null while it has not got that far.</param>
internal sealed record PostmasterFile(int Pid, int? Port)
{
    /// <summary>Where the file lies in a cluster.</summary>
    public static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Reads the claim; null when there is no file, or none that makes sense.</summary>
    public static PostmasterFile? Read(string cluster)
    {
        try
        {
            var lines = File.ReadAllLines(PathIn(cluster));
            if (lines.Length == 0 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid) || pid <= 0)
                return null;
            var hasPort = lines.Length > 3 && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port) && port > 0;
            return new PostmasterFile(pid, hasPort ? int.Parse(lines[3], CultureInfo.InvariantCulture) : null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether the process is there and is the server of this cluster.</summary>
    public bool IsServerOf(string cluster)
    {
        try
        {
            // The server works inside its cluster. A process of another user's, a dead one that nobody has collected yet and
            // one that is gone all have no readable working directory, and none of them is our server.
            if (OperatingSystem.IsLinux())
            {
                return new FileInfo($"/proc/{Pid}/cwd").ResolveLinkTarget(returnFinalTarget: false)?.FullName == cluster;
            }
            using var process = Process.GetProcessById(Pid);
            return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether any process has that number, dead ones included that nobody has collected yet.</summary>
    public bool IsPidTaken()
    {
        if (OperatingSystem.IsLinux())
            return Directory.Exists($"/proc/{Pid}");
        try
        {
            using var process = Process.GetProcessById(Pid);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
