using System.Text.Json;

namespace Hal.Api.Platform.Postgres;

/// <summary>What earlier starts found, so that a later start does not have to search or ask programs for their version.</summary>
/// <param name="ServerUser">The user that owns the server's files.</param>
/// <param name="Binaries">The binaries used last.</param>
/// <param name="Stamp">The size and time of the server's program file then. If they differ, the version may differ.</param>
internal sealed record StartupCache(string ServerUser, PostgresBinaries? Binaries, string? Stamp)
{
    /// <summary>Reads the cache; null if there is none, or if it cannot be read.</summary>
    public static StartupCache? Load(DataLayout layout)
    {
        try
        {
            return File.Exists(layout.StartupCache)
                ? JsonSerializer.Deserialize<StartupCache>(File.ReadAllText(layout.StartupCache))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Stores the cache for the next start.</summary>
    public void Save(DataLayout layout) => OwnFile.Write(layout.StartupCache, JsonSerializer.Serialize(this));

    /// <summary>The binaries used last, as long as they are still the same file.</summary>
    public PostgresBinaries? StillValid() => Binaries is not null && Stamp is not null && StampOf(Binaries) == Stamp ? Binaries : null;

    /// <summary>Length and time of the server's program file; null when it is gone.</summary>
    public static string? StampOf(PostgresBinaries binaries)
    {
        var file = new FileInfo(binaries.Program("postgres"));
        return file.Exists ? $"{file.Length}/{file.LastWriteTimeUtc.Ticks}" : null;
    }
}
