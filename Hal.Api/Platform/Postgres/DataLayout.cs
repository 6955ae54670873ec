namespace Hal.Api.Platform.Postgres;

/// <summary>
/// The layout of the data directory. Only <see cref="Server"/> belongs to the server's user; everything else belongs to
/// the service's user, so that only it can read the password.
/// </summary>
internal sealed class DataLayout
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersPass =
        OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private DataLayout(string root) => Root = root;

    /// <summary>The data directory itself, free of symbolic links, so that every user of it spells it alike.</summary>
    public string Root { get; }

    /// <summary>Held exclusively by whoever is starting or stopping the server.</summary>
    public string StartLock => Path.Combine(Root, "start.lock");

    /// <summary>Held shared by everybody who uses the server.</summary>
    public string UseLock => Path.Combine(Root, "use.lock");

    /// <summary>The password, in the format of a libpq password file.</summary>
    public string Password => Path.Combine(Root, "password");

    /// <summary>The choices made at an earlier start.</summary>
    public string StartupCache => Path.Combine(Root, "choices.json");

    /// <summary>Binaries fetched by the service, one directory for each.</summary>
    public string Binaries => Path.Combine(Root, "binaries");

    /// <summary>What the server's programs write.</summary>
    public string Server => Path.Combine(Root, "server");

    /// <summary>The database cluster (PGDATA). It exists only once it is complete.</summary>
    public string Cluster => Path.Combine(Server, "cluster");

    /// <summary>The server's own log.</summary>
    public string ServerLog => Path.Combine(Server, "server.log");

    /// <summary>The major version that made the cluster, or null when there is none yet.</summary>
    public int? ClusterMajor()
    {
        var file = Path.Combine(Cluster, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file).Trim(), out var major) ? major : null;
    }

    /// <summary>Finds the data directory and makes what is missing of it.</summary>
    /// <exception cref="PostgresUnavailableException">It cannot be made, or belongs to somebody else.</exception>
    public static DataLayout Prepare(string? configured)
    {
        var directory = string.IsNullOrWhiteSpace(configured) ? DefaultDirectory() : configured;
        try
        {
            directory = Path.GetFullPath(directory);
            var mode = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess ? OthersPass : OwnerOnly;
            Make(directory, mode);
            var layout = new DataLayout(WithoutLinks(directory));
            Make(layout.Binaries, mode);
            Make(layout.Server, OwnerOnly);
            // Opening it is what every later step needs; finding out here gives one message in place of many.
            DirectoryLock.TryExclusive(layout.StartLock)?.Dispose();
            return layout;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new PostgresUnavailableException(
                $"The data directory {directory} cannot be used by user {Environment.UserName}: {e.Message}",
                e
            );
        }
    }

    private static string DefaultDirectory()
    {
        // Root's home is closed to the user that the server has to run as.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            return "/var/lib/hal";
        var own = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return own.Length > 0
            ? Path.Combine(own, "hal")
            : throw new PostgresUnavailableException(
                $"User {Environment.UserName} has no home directory to keep the data in; set Hal:DataDirectory."
            );
    }

    private static void Make(string directory, UnixFileMode mode)
    {
        if (Directory.Exists(directory))
            return;
        if (Path.GetDirectoryName(directory) is { } parent)
            Make(parent, mode);
        Directory.CreateDirectory(directory);
        // Afterwards and explicitly, since the umask may have taken more away than is meant.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(directory, mode);
    }

    private static string WithoutLinks(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        var here = new DirectoryInfo(Path.Combine(WithoutLinks(parent), Path.GetFileName(path)));
        return here.ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target ? WithoutLinks(target) : here.FullName;
    }
}
