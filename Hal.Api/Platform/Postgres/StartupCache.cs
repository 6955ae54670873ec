using System.Text.Json;

namespace Hal.Api.Platform.Postgres;

/// <summary>What earlier starts decided, so that a later one need not search or ask any program for its version.</summary>
/// <param name="ServerUser">Whom the files of the server belong to.</param>
/// <param name="Binaries">The binaries used last.</param>
/// <param name="Stamp">What the server's program file looked like then; another look means another version, perhaps.</param>
internal sealed record StartupCache(string ServerUser, PostgresBinaries? Binaries, string? Stamp)
{
    /// <summary>Reads them; null when there are none, or none that can be read.</summary>
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

    /// <summary>Keeps them for the next start.</summary>
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
