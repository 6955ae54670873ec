namespace Hal.Api.Platform.Postgres;

/// <summary>Finds the binaries to run: the configured ones, else installed ones, else such as were or can be fetched.</summary>
internal sealed class BinarySearch(DataLayout layout, OsUser user, SearchPlaces places, ILogger logger)
{
    /// <summary>Finds binaries that fit the cluster, which only the major version that made it can open.</summary>
    /// <param name="configured">The configured directory; null or blank for none.</param>
    /// <param name="choices">What an earlier start used.</param>
    /// <param name="ct">Stops the search, and a fetch with it.</param>
    /// <exception cref="PostgresUnavailableException">There are none, or the configured ones do not fit.</exception>
    public async Task<PostgresBinaries> FindAsync(string? configured, StartupCache? choices, CancellationToken ct)
    {
        var major = layout.ClusterMajor();
        var used = choices?.StillValid();
        if (!string.IsNullOrWhiteSpace(configured))
            return await ConfiguredAsync(Path.GetFullPath(configured), used, major, ct);
        if (used is not null && Fits(used, major))
            return used;

        var seen = new List<string>();
        foreach (var directory in InstalledDirectories())
        {
            var (binaries, problem) = await PostgresBinaries.InspectAsync(directory, libraryPath: null, ct);
            if (binaries is not null && Fits(binaries, major) && await user.StoppedAtAsync(directory, ct) is null)
                return binaries;
            seen.Add(
                problem
                    ?? (
                        binaries is not null && Fits(binaries, major)
                            ? $"{directory} cannot be reached by user {user.Name}"
                            : $"{directory} holds PostgreSQL {binaries?.Major}"
                    )
            );
        }
        return await new BinaryFetch(layout, places, logger).FindOrFetchAsync(major, seen, ct);
    }

    private async Task<PostgresBinaries> ConfiguredAsync(string directory, PostgresBinaries? used, int? major, CancellationToken ct)
    {
        var (binaries, problem) =
            used?.Directory == directory ? (used, null) : await PostgresBinaries.InspectAsync(directory, libraryPath: null, ct);
        if (binaries is null)
            throw new PostgresUnavailableException($"HAL_POSTGRES_BIN is set, but {problem}.");
        if (!Fits(binaries, major))
        {
            throw new PostgresUnavailableException(
                $"HAL_POSTGRES_BIN is set to PostgreSQL {binaries.Major} ({directory}), but the data in {layout.Cluster} was made by "
                    + $"PostgreSQL {major}, and only that version can open it."
            );
        }
        return await user.StoppedAtAsync(directory, ct) is { } stop
            ? throw new PostgresUnavailableException(
                $"HAL_POSTGRES_BIN is set to {directory}, but user {user.Name}, whom the server runs as, cannot enter {stop}."
            )
            : binaries;
    }

    private IEnumerable<string> InstalledDirectories() =>
        places.Path.Select(BehindLinks).Concat(places.Installed).Where(PostgresBinaries.AreIn).Distinct(StringComparer.Ordinal);

    // Packages link single programs into a directory of PATH; the others, and the server's own files, lie beside the target.
    private static string BehindLinks(string directory)
    {
        var server = new FileInfo(Path.Combine(directory, "postgres"));
        if (!server.Exists)
            return directory;
        return server.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { DirectoryName: { } target } ? target : directory;
    }

    private static bool Fits(PostgresBinaries binaries, int? major) => major is null || binaries.Major == major;
}
