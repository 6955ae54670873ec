namespace Hal.Api.Platform.Postgres;

/// <summary>Where binaries, and the clients that fetch them, are looked for.</summary>
/// <param name="Path">The directories of PATH, in order.</param>
/// <param name="Installed">Further <c>bin</c> directories of installed servers, best first.</param>
internal sealed record SearchPlaces(IReadOnlyList<string> Path, IReadOnlyList<string> Installed)
{
    /// <summary>The places of this machine.</summary>
    public static SearchPlaces OfThisMachine()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            System.IO.Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        string[] installed = OperatingSystem.IsWindows()
            ? [.. Versions(System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "")]
            :
            [
                .. Versions("/usr/lib/postgresql", ""),
                .. Versions("/opt/homebrew/opt", "postgresql@"),
                .. Versions("/usr/local/opt", "postgresql@"),
                .. Versions("/Applications/Postgres.app/Contents/Versions", ""),
                .. Versions("/usr", "pgsql-"),
            ];
        return new SearchPlaces(path, installed);
    }

    /// <summary>The full path of a program in PATH, or null.</summary>
    public string? Client(string name)
    {
        string[] names = OperatingSystem.IsWindows() ? [name + ".cmd", name + ".exe"] : [name];
        return Path.SelectMany(directory => names.Select(each => System.IO.Path.Combine(directory, each))).FirstOrDefault(File.Exists);
    }

    // The directories "<prefix><number>/bin", greatest number first.
    private static IEnumerable<string> Versions(string parent, string prefix) =>
        !Directory.Exists(parent)
            ? []
            : from directory in Directory.EnumerateDirectories(parent, prefix + "*")
            let version = System.IO.Path.GetFileName(directory)[prefix.Length..]
            where int.TryParse(version, out _)
            orderby int.Parse(version, System.Globalization.CultureInfo.InvariantCulture) descending
            select System.IO.Path.Combine(directory, "bin");
}
