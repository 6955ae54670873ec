namespace Hal.Api.Platform.Postgres;

/// <summary>What the embedded server may be told. Everything has a default that works.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>
    /// Where the data, the password and fetched binaries live (<c>Hal:DataDirectory</c>); made when missing.
    /// Null or blank: <c>/var/lib/hal</c> for root, else <c>hal</c> in the user's own application data directory.
    /// </summary>
    public string? DataDirectory { get; init; }

    /// <summary>
    /// The <c>bin</c> directory of the PostgreSQL to use (<c>HAL_POSTGRES_BIN</c>), version 15 or newer. Null or blank: searched for.
    /// A directory that holds no such server is an error, never a reason to search on.
    /// </summary>
    public string? BinDirectory { get; init; }

    /// <summary>
    /// Further <c>postgresql.conf</c> settings (name to value, in PostgreSQL's own units), stronger than the built-in ones.
    /// They count only when this start is what brings the server up; a server that already runs keeps the settings it has.
    /// </summary>
    public IReadOnlyDictionary<string, string> ServerSettings { get; init; } = new Dictionary<string, string>();
}
