using System.Diagnostics;

namespace Hal.Api.Platform.Postgres;

/// <summary>One program to run to its end.</summary>
/// <param name="File">A full path, or a name to be found in PATH.</param>
/// <param name="Arguments">Handed over one by one, without a shell.</param>
internal sealed record ChildCommand(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The user to run it as; null for the service's own user.</summary>
    public OsUser? User { get; init; }

    /// <summary>The working directory; null is the root directory, which every user can enter.</summary>
    public string? Directory { get; init; }

    /// <summary>Where to look for shared libraries before the system's own places; null is nowhere.</summary>
    public string? LibraryPath { get; init; }

    /// <summary>
    /// True for a program that starts another one which is meant to outlive it: that one is not killed with it. On Windows
    /// it also keeps the output open, so the output is not read there.
    /// </summary>
    public bool LeavesChild { get; init; }
}

/// <summary>How a program ended, and what it wrote to both outputs, trimmed.</summary>
internal sealed record ChildResult(int ExitCode, string Output);

/// <summary>Runs programs with an environment in which they depend on nothing but their arguments.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program to its end. Cancelling kills it.</summary>
    /// <returns>Its exit code; 127 with a reason when it could not be started at all.</returns>
    public static async Task<ChildResult> RunAsync(ChildCommand command, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = Describe(command) };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return new ChildResult(127, e.Message);
        }
        try
        {
            var output = IsRead(command) ? process.StandardOutput.ReadToEndAsync(ct) : Task.FromResult("");
            var errors = IsRead(command) ? process.StandardError.ReadToEndAsync(ct) : Task.FromResult("");
            await process.WaitForExitAsync(ct);
            return new ChildResult(process.ExitCode, $"{await output}\n{await errors}".Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: !command.LeavesChild);
            throw;
        }
    }

    private static bool IsRead(ChildCommand command) => !(command.LeavesChild && OperatingSystem.IsWindows());

    private static ProcessStartInfo Describe(ChildCommand command)
    {
        var start = new ProcessStartInfo(command.File, command.Arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = IsRead(command),
            RedirectStandardError = IsRead(command),
            WorkingDirectory = command.Directory ?? Path.GetPathRoot(Environment.SystemDirectory) ?? "/",
        };
        // PGDATA, PGPORT, PGOPTIONS and their like would turn the programs elsewhere; NOTIFY_SOCKET would let the
        // server report to systemd in the service's place.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment.Remove("NOTIFY_SOCKET");
        // Messages are searched for known causes, so they have to come in English.
        start.Environment["LC_ALL"] = "C";
        if (command.LibraryPath is not null)
            start.Environment["LD_LIBRARY_PATH"] = command.LibraryPath;
        if (command.User is { IsOther: true } user)
        {
            start.UserName = user.Name;
            // The service's own home is out of that user's reach.
            start.Environment["HOME"] = "/";
        }
        return start;
    }
}
