namespace Hal.Api.Platform.Postgres;

/// <summary>
/// A lock on a file that the kernel gives back when the process dies, however it dies. On Unix it is <c>flock</c>,
/// which also keeps two holders in one process apart, since each has its own open file.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Waits, without limit except <paramref name="ct"/>, until nobody else holds the lock in any way.</summary>
    public static async Task<DirectoryLock> ExclusiveAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            if (TryExclusive(path) is { } taken)
                return taken;
            await Task.Delay(PollInterval, ct);
        }
    }

    /// <summary>Takes the lock if nobody holds it in any way, else null.</summary>
    public static DirectoryLock? TryExclusive(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Takes the lock together with any number of other sharers, else (somebody holds it exclusively) null.</summary>
    public static DirectoryLock? TryShared(string path) => TryOpen(path, FileAccess.Read, FileShare.Read);

    public void Dispose() => _file.Dispose();

    private static DirectoryLock? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = access,
                Share = share,
                BufferSize = 0,
            };
            // Whoever can open the file can hold the lock and keep the service waiting, so nobody else gets to.
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new DirectoryLock(new FileStream(path, options));
        }
        catch (IOException e) when (IsTaken(e))
        {
            return null;
        }
    }

    // The system's own number for "somebody else holds it"; any other failure must not look like waiting one's turn.
    private static bool IsTaken(IOException e) =>
        OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 32 or 33 : e.HResult == (OperatingSystem.IsLinux() ? 11 : 35);
}
