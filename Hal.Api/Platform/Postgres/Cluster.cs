namespace Hal.Api.Platform.Postgres;

/// <summary>Makes the database cluster, once.</summary>
internal static class Cluster
{
    /// <summary>
    /// Makes the cluster if there is none. It is made beside its place and moved there when complete, so one that was
    /// interrupted is only a leftover, which the next start removes.
    /// </summary>
    /// <param name="layout">The data directory; its start lock is held.</param>
    /// <param name="binaries">The programs that make it.</param>
    /// <param name="user">The user that will own it.</param>
    /// <param name="password">The password of the only role.</param>
    /// <param name="flush">False for a server that would not flush either: then a power cut may damage it.</param>
    /// <param name="ct">Stops it, leaving nothing that counts.</param>
    /// <exception cref="PostgresUnavailableException">initdb failed.</exception>
    public static async Task EnsureAsync(
        DataLayout layout,
        PostgresBinaries binaries,
        OsUser user,
        string password,
        bool flush,
        CancellationToken ct
    )
    {
        StagingDirectories.RemoveAll(layout.Server);
        if (layout.ClusterMajor() is not null)
            return;
        if (Directory.Exists(layout.Cluster))
        {
            throw new PostgresUnavailableException(
                $"{layout.Cluster} exists, but is no database cluster (it has no PG_VERSION). Move it away."
            );
        }

        var draft = StagingDirectories.Create(layout.Server);
        try
        {
            var passwordCopy = Path.Combine(draft, "password");
            OwnFile.Write(passwordCopy, password + "\n");
            await user.OwnAsync(draft, ct);
            var cluster = Path.Combine(draft, "cluster");
            // Encoding and locale are fixed: what sorts and matches how must not depend on the machine.
            List<string> arguments =
            [
                "-D",
                cluster,
                "--username=" + ServerProbe.UserName,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordCopy,
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions",
            ];
            if (!flush)
                arguments.Add("--no-sync");
            var command = new ChildCommand(binaries.Program("initdb"), arguments)
            {
                User = user,
                Directory = layout.Server,
                LibraryPath = binaries.LibraryPath,
            };
            var made = await ChildProcess.RunAsync(command, ct);
            if (made.ExitCode != 0)
            {
                throw new PostgresUnavailableException($"{command.File} could not make the database cluster: {made.Output}");
            }
            Directory.Move(cluster, layout.Cluster);
        }
        finally
        {
            StagingDirectories.Remove(draft);
        }
    }
}
