namespace Hal.Api.Platform.Postgres;

/// <summary>
/// Directories in which something is put together before it is moved to its place in one step. Only what has been moved
/// counts, so a directory that an interruption left behind is useless.
/// </summary>
internal static class StagingDirectories
{
    private const string Prefix = "draft-";

    /// <summary>Makes an empty directory beside the place that its content is meant for.</summary>
    public static string Create(string parent) =>
        Directory.CreateDirectory(Path.Combine(parent, Prefix + Guid.NewGuid().ToString("n"))).FullName;

    /// <summary>Removes what earlier starts left behind.</summary>
    public static void RemoveAll(string parent)
    {
        foreach (var draft in Directory.EnumerateDirectories(parent, Prefix + "*"))
            Remove(draft);
    }

    /// <summary>Removes a directory, if it still exists, as far as possible.</summary>
    public static void Remove(string draft)
    {
        try
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A program of a killed service may still be writing there. It has no effect, and a later start removes the rest.
        }
    }
}
