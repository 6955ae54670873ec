namespace Hal.Api.Platform.Data;

/// <summary>The location of the database, and whether it has the current schema. Set while the service starts.</summary>
public sealed class DatabaseLocation
{
    private volatile string? _connectionString;
    private volatile bool _isReady;

    /// <summary>The connection string.</summary>
    /// <exception cref="InvalidOperationException">The service is still starting.</exception>
    public string ConnectionString => _connectionString ?? throw new InvalidOperationException("The database is not located yet.");

    /// <summary>Whether the schema is there.</summary>
    public bool IsReady => _isReady;

    internal void Locate(string connectionString) => _connectionString = connectionString;

    internal void MarkReady() => _isReady = true;
}
