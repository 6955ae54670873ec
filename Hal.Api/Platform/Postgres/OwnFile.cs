using System.Text;

namespace Hal.Api.Platform.Postgres;

/// <summary>Small files that only the service's user may read, written whole or not at all.</summary>
internal static class OwnFile
{
    /// <summary>Replaces the file in one step; whoever reads it sees the old text or the new one.</summary>
    public static void Write(string path, string text)
    {
        var draft = path + ".new";
        // A draft left behind could carry another mode, which opening it again would keep.
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: true);
    }
}
