using Npgsql;

namespace Hal.Api.Platform.Postgres;

/// <summary>What a port answered.</summary>
internal enum ServerAnswer
{
    /// <summary>The server of our cluster, with our database in it, ready for work.</summary>
    Ready,

    /// <summary>A server that is starting, stopping or full.</summary>
    NotYet,

    /// <summary>A server that does not take our password.</summary>
    WrongPassword,

    /// <summary>Nothing, or something that is not the server of our cluster.</summary>
    Nothing,
}

/// <summary>Asks a port whether the server of our cluster answers there.</summary>
internal static class ServerProbe
{
    /// <summary>The server's only role.</summary>
    public const string UserName = "hal";

    /// <summary>The service's database.</summary>
    public const string Database = "hal";

    private const int TimeoutSeconds = 10;

    /// <summary>How to reach the server.</summary>
    public static string ConnectionString(int port, string password, string database = Database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = UserName,
            Password = password,
            Database = database,
        }.ConnectionString;

    /// <summary>Connects once; makes the service's database when the server is ours and has none yet.</summary>
    public static async Task<ServerAnswer> AskAsync(int port, string password, string cluster, CancellationToken ct)
    {
        try
        {
            return await OwnsAsync(port, password, Database, cluster, create: false, ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return await CreateDatabaseAsync(port, password, cluster, ct);
        }
        catch (PostgresException e)
        {
            return Meaning(e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Another program on that port may answer anything at all.
            return ServerAnswer.Nothing;
        }
    }

    private static async Task<ServerAnswer> CreateDatabaseAsync(int port, string password, string cluster, CancellationToken ct)
    {
        try
        {
            return await OwnsAsync(port, password, "postgres", cluster, create: true, ct);
        }
        catch (PostgresException e)
        {
            return Meaning(e);
        }
        catch (NpgsqlException)
        {
            return ServerAnswer.Nothing;
        }
    }

    private static async Task<ServerAnswer> OwnsAsync(
        int port,
        string password,
        string database,
        string cluster,
        bool create,
        CancellationToken ct
    )
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString(port, password, database))
        {
            Pooling = false,
            Timeout = TimeoutSeconds,
            CommandTimeout = TimeoutSeconds,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        // A copied data directory has our password too, and a process file that points at the original's server.
        await using var whose = new NpgsqlCommand("select current_setting('data_directory')", connection);
        var directory = (string?)await whose.ExecuteScalarAsync(ct);
        if (directory is null || Path.GetFullPath(directory) != cluster)
            return ServerAnswer.Nothing;
        if (create)
        {
            await using var database_ = new NpgsqlCommand($"create database {Database}", connection);
            await database_.ExecuteNonQueryAsync(ct);
        }
        return ServerAnswer.Ready;
    }

    private static ServerAnswer Meaning(PostgresException e) =>
        e.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => ServerAnswer.WrongPassword,
            PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.AdminShutdown =>
                ServerAnswer.NotYet,
            _ => ServerAnswer.Nothing,
        };
}
