using System.Globalization;
using System.Text.RegularExpressions;

namespace Hal.Api.Platform.Postgres;

/// <summary>
/// PostgreSQL from the packages of Debian and its relatives, downloaded and unpacked beside the system, not installed
/// into it: no root is needed, and no package script runs.
/// </summary>
/// <param name="aptGet">The full path of apt-get.</param>
/// <param name="aptCache">The full path of apt-cache.</param>
/// <param name="dpkg">The full path of dpkg.</param>
/// <param name="major">The only major version that is of use; null for the newest.</param>
internal sealed partial class DebianPackages(string aptGet, string aptCache, string dpkg, int? major)
{
    /// <summary>Downloads and unpacks the server, psql and the libraries that the system lacks into an empty directory.</summary>
    /// <returns>Null, or why it did not work.</returns>
    public async Task<string?> FetchAsync(string directory, CancellationToken ct)
    {
        var work = Path.Combine(directory, "work");
        Directory.CreateDirectory(Path.Combine(work, "cache", "archives", "partial"));
        // Everything that apt writes goes to places that are ours. As root it would drop to a user that cannot write there.
        List<string> options = ["-o", $"Dir::Cache={work}/cache", "-o", "APT::Sandbox::User=root", "-o", "Debug::NoLocking=1"];
        var problem = await FetchAsync(directory, work, options, ct);
        if (problem is not null)
        {
            // The system's package lists may be missing, as in most containers, or too old; so take fresh ones.
            Directory.CreateDirectory(Path.Combine(work, "lists", "partial"));
            options.AddRange(["-o", $"Dir::State::lists={work}/lists"]);
            var updated = await ChildProcess.RunAsync(new ChildCommand(aptGet, [.. options, "-q", "update"]) { Directory = work }, ct);
            problem =
                updated.ExitCode == 0
                    ? await FetchAsync(directory, work, options, ct)
                    : $"{problem}; apt-get update failed: {updated.Output}";
        }
        Directory.Delete(work, recursive: true);
        return problem;
    }

    /// <summary>Where the programs and their libraries lie in a directory filled from Debian packages; nulls in any other.</summary>
    public static (string? Directory, string? LibraryPath) Find(string directory)
    {
        var servers = Path.Combine(directory, "usr", "lib", "postgresql");
        if (!Directory.Exists(servers))
            return (null, null);
        string[] libraries = ["usr/lib", "lib"];
        var path =
            from parent in libraries.Select(each => Path.Combine(directory, each)).Where(Directory.Exists)
            from triplet in Directory.EnumerateDirectories(parent, "*-linux-*")
            select triplet;
        return (
            Path.Combine(Directory.EnumerateDirectories(servers).First(), "bin"),
            string.Join(':', path) is { Length: > 0 } found ? found : null
        );
    }

    private async Task<string?> FetchAsync(string directory, string work, List<string> options, CancellationToken ct)
    {
        var offered = await ChildProcess.RunAsync(
            new ChildCommand(aptCache, [.. options, "search", "--names-only", "^postgresql-[0-9]+$"]),
            ct
        );
        var version = ServerPackage()
            .Matches(offered.Output)
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .Where(each => major is null ? each >= PostgresBinaries.OldestMajor : each == major)
            .DefaultIfEmpty()
            .Max();
        if (version == 0)
        {
            return $"no package of PostgreSQL {(major is null ? $"{PostgresBinaries.OldestMajor} or newer" : $"{major}")}";
        }

        string[] servers = [$"postgresql-{version}", $"postgresql-client-{version}"];
        var plan = await ChildProcess.RunAsync(
            new ChildCommand(aptGet, [.. options, "-s", "-q", "--no-install-recommends", "install", .. servers]),
            ct
        );
        if (plan.ExitCode != 0)
            return $"apt-get cannot plan {servers[0]}: {plan.Output}";
        var missing = PlannedInstall().Matches(plan.Output).Select(match => match.Groups[1].Value).Where(IsNeededLibrary);

        // A directory for each attempt: what an earlier one got may be of another version.
        var debs = Directory.CreateDirectory(Path.Combine(work, Guid.NewGuid().ToString("n"))).FullName;
        var downloaded = await ChildProcess.RunAsync(
            new ChildCommand(aptGet, [.. options, "-q", "download", .. servers, .. missing]) { Directory = debs },
            ct
        );
        if (downloaded.ExitCode != 0)
            return $"apt-get download failed: {downloaded.Output}";
        foreach (var deb in Directory.EnumerateFiles(debs, "*.deb"))
        {
            var unpacked = await ChildProcess.RunAsync(new ChildCommand(dpkg, ["-x", deb, directory]), ct);
            if (unpacked.ExitCode != 0)
                return $"dpkg could not unpack {Path.GetFileName(deb)}: {unpacked.Output}";
        }
        return null;
    }

    // The C library comes with the system and must match its loader; the compiler (llvm, z3) is big and stays off.
    private static bool IsNeededLibrary(string package) =>
        package.StartsWith("lib", StringComparison.Ordinal)
        && !package.StartsWith("libc6", StringComparison.Ordinal)
        && !package.StartsWith("libc-", StringComparison.Ordinal)
        && !package.StartsWith("libllvm", StringComparison.Ordinal)
        && !package.StartsWith("libz3", StringComparison.Ordinal);

    [GeneratedRegex(@"^postgresql-(\d+) - ", RegexOptions.Multiline)]
    private static partial Regex ServerPackage();

    // "Inst <package> (<version> …)"; with the old version in brackets between them it is an upgrade of what is there already.
    [GeneratedRegex(@"^Inst (\S+) \(", RegexOptions.Multiline)]
    private static partial Regex PlannedInstall();
}
