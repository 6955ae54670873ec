namespace Hal.Api.Platform.Postgres;

/// <summary>The line that opens psql on the embedded server.</summary>
internal static class PsqlLine
{
    /// <summary>Writes the line for the shell of this system. It names the password file, never the password.</summary>
    public static string For(PostgresBinaries binaries, DataLayout layout, int port)
    {
        var own = binaries.Program("psql");
        var found = File.Exists(own);
        var target = $"-h 127.0.0.1 -p {port} -U {ServerProbe.UserName} -d {ServerProbe.Database}";
        if (OperatingSystem.IsWindows())
            return $"set \"PGPASSFILE={layout.Password}\" && {(found ? $"\"{own}\"" : "psql")} {target}";
        var libraries = found && binaries.LibraryPath is { } path ? $"LD_LIBRARY_PATH={Quoted(path)} " : "";
        return $"PGPASSFILE={Quoted(layout.Password)} {libraries}{(found ? Quoted(own) : "psql")} {target}";
    }

    // Paths that need no quotes are left as they are, since people read this.
    private static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+:@".Contains(c, StringComparison.Ordinal))
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
