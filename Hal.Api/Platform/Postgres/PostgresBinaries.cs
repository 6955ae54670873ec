using System.Globalization;
using System.Text.RegularExpressions;

namespace Hal.Api.Platform.Postgres;

/// <summary>The programs of one PostgreSQL.</summary>
/// <param name="Directory">The directory that holds <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>.</param>
/// <param name="Major">Their major version.</param>
/// <param name="LibraryPath">Where their shared libraries lie when the system does not find them by itself.</param>
internal sealed partial record PostgresBinaries(string Directory, int Major, string? LibraryPath)
{
    /// <summary>The oldest major version the service works with.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    /// <summary>The full path of a program, whether or not it is there.</summary>
    public string Program(string name) => ProgramIn(Directory, name);

    /// <summary>Whether a directory holds everything that is needed to make and run a cluster.</summary>
    public static bool AreIn(string directory) => Needed.All(name => File.Exists(ProgramIn(directory, name)));

    /// <summary>Asks the programs in a directory for their version.</summary>
    /// <returns>The binaries, or the reason why they are of no use: missing, not running here, or too old.</returns>
    public static async Task<(PostgresBinaries? Binaries, string? Problem)> InspectAsync(
        string directory,
        string? libraryPath,
        CancellationToken ct
    )
    {
        if (Needed.FirstOrDefault(name => !File.Exists(ProgramIn(directory, name))) is { } missing)
        {
            return (null, $"{directory} holds no {missing}");
        }
        var asked = await ChildProcess.RunAsync(
            new ChildCommand(ProgramIn(directory, "postgres"), ["--version"]) { LibraryPath = libraryPath },
            ct
        );
        var version = VersionLine().Match(asked.Output);
        if (asked.ExitCode != 0 || !version.Success)
            return (null, $"{ProgramIn(directory, "postgres")} does not run here: {asked.Output}");
        var major = int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture);
        return major < OldestMajor
            ? (null, $"{directory} holds PostgreSQL {major}, which is older than {OldestMajor}")
            : (new PostgresBinaries(directory, major, libraryPath), null);
    }

    private static string ProgramIn(string directory, string name) =>
        Path.Combine(directory, OperatingSystem.IsWindows() ? name + ".exe" : name);

    // "postgres (PostgreSQL) 15.18 (Debian …)", "… 18beta1": the first digits after the product's name.
    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionLine();
}
