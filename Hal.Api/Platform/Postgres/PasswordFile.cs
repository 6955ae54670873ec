using System.Security.Cryptography;

namespace Hal.Api.Platform.Postgres;

/// <summary>The password of the embedded server: made once, readable by the service's user only, usable as PGPASSFILE.</summary>
internal static class PasswordFile
{
    private const string Prefix = "127.0.0.1:*:*:" + ServerProbe.UserName + ":";

    /// <summary>Reads the password, or makes one while there is no cluster that another one belongs to.</summary>
    /// <exception cref="PostgresUnavailableException">There is a cluster, and its password is lost.</exception>
    public static string ReadOrCreate(DataLayout layout)
    {
        if (File.Exists(layout.Password))
        {
            var line = File.ReadAllText(layout.Password).Trim();
            if (line.StartsWith(Prefix, StringComparison.Ordinal) && line.Length > Prefix.Length)
                return line[Prefix.Length..];
        }
        if (layout.ClusterMajor() is not null)
        {
            throw new PostgresUnavailableException(
                $"{layout.Password} is missing or damaged, and without it the data in {layout.Cluster} cannot be opened. "
                    + "Restore the file from a backup, or remove the whole data directory to start over with no data."
            );
        }
        // Letters and digits only: nothing in it needs quoting in a password file, a connection string or a shell.
        var password = RandomNumberGenerator.GetHexString(40, lowercase: true);
        OwnFile.Write(layout.Password, Prefix + password + "\n");
        return password;
    }
}
