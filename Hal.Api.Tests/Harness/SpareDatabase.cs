using Hal.Api.Tests.Platform.Postgres;
using Npgsql;

namespace Hal.Api.Tests.Harness;

/// <summary>An empty database for one test, on the run's server.</summary>
internal sealed class SpareDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _admin;
    private readonly string _name = $"spare_{Guid.NewGuid():N}";

    private SpareDatabase(NpgsqlDataSource admin, string connectionString)
    {
        _admin = admin;
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Database = _name, MaxPoolSize = 4 }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<SpareDatabase> CreateAsync()
    {
        var running = await TestHost.RunningAsync();
        var database = new SpareDatabase(running.Database.Source, running.Database.ConnectionString);
        await database.AdministerAsync($"create database {database._name}");
        return database;
    }

    public async Task<T> OneAsync<T>(string sql) => (T)(await PostgresSandbox.AskAsync(ConnectionString, sql))!;

    public Task ExecuteAsync(string sql) => PostgresSandbox.AskAsync(ConnectionString, sql);

    public async ValueTask DisposeAsync() => await AdministerAsync($"drop database if exists {_name} with (force)");

    private async Task AdministerAsync(string sql)
    {
        await using var command = _admin.CreateCommand(sql);
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
    }
}
