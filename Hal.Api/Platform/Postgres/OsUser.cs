namespace Hal.Api.Platform.Postgres;

/// <summary>
/// The user that the server's programs run as. PostgreSQL refuses to run as root, so a service that runs as root hands them to
/// an unprivileged user; otherwise it is the service's own user and every method here has nothing to do.
/// </summary>
internal sealed class OsUser
{
    private OsUser(string name, bool isOther) => (Name, IsOther) = (name, isOther);

    /// <summary>The name of the account.</summary>
    public string Name { get; }

    /// <summary>True when it is not the service's own user.</summary>
    public bool IsOther { get; }

    /// <summary>
    /// Chooses the user; <paramref name="earlier"/> is whom the data directory was made for, if that is known.
    /// </summary>
    /// <exception cref="PostgresUnavailableException">Root, and no user to hand over to.</exception>
    public static OsUser ForServer(string? earlier)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return new OsUser(Environment.UserName, isOther: false);
        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        var chosen = new[] { earlier, "postgres", "nobody" }.FirstOrDefault(name => name is not (null or "root") && known.Contains(name));
        return chosen is null
            ? throw new PostgresUnavailableException(
                "PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody."
            )
            : new OsUser(chosen, isOther: true);
    }

    /// <summary>Makes the user the owner of everything below a directory.</summary>
    /// <exception cref="PostgresUnavailableException">The system refused.</exception>
    public async Task OwnAsync(string directory, CancellationToken ct)
    {
        if (!IsOther)
            return;
        var chown = await ChildProcess.RunAsync(new ChildCommand("chown", ["-R", Name, directory]), ct);
        if (chown.ExitCode != 0)
            throw new PostgresUnavailableException($"{directory} could not be given to user {Name}: {chown.Output}.");
    }

    /// <summary>Whether the user can enter a directory: every directory on the way must let others pass.</summary>
    /// <returns>Null when it does, else the first directory that stops it.</returns>
    public async Task<string?> StoppedAtAsync(string directory, CancellationToken ct)
    {
        if (!IsOther || OperatingSystem.IsWindows())
            return null;
        var path = Path.GetFullPath(directory);
        for (var at = path; at is not null; at = Path.GetDirectoryName(at))
        {
            if (!Directory.Exists(at) || File.GetUnixFileMode(at).HasFlag(UnixFileMode.OtherExecute))
                continue;
            // The mode alone says no, but the user may still get in as owner or member of the group: let it try.
            var test = await ChildProcess.RunAsync(new ChildCommand("test", ["-x", at]) { User = this }, ct);
            if (test.ExitCode != 0)
                return at;
        }
        return null;
    }
}
