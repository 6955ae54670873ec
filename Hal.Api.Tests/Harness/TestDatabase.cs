using System.Security.Cryptography;
using System.Text;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Hal.Api.Tests.Harness;

/// <summary>
/// One database for the whole run, cloned from a template that is made once for each schema, on a server that no other run uses. What a run
/// leaves behind, even one that was killed, serves a later run.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        // Nothing here outlives the run, so nothing here needs to survive a power cut.
        ["fsync"] = "off",
        ["synchronous_commit"] = "off",
        ["full_page_writes"] = "off",
        ["max_connections"] = "200",
    };

    private readonly DirectoryLock _place;
    private readonly EmbeddedPostgres _server;
    private readonly string _name;

    private TestDatabase(DirectoryLock place, EmbeddedPostgres server, string name)
    {
        (_place, _server, _name) = (place, server, name);
        ConnectionString = ConnectionTo(name);
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        DapperSetup.Apply();
        var (place, directory) = TakePlace();
        var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                DataDirectory = directory,
                BinDirectory = Environment.GetEnvironmentVariable("HAL_POSTGRES_BIN"),
                ServerSettings = Settings,
            },
            NullLogger.Instance,
            CancellationToken.None
        );
        var template = $"template_{SchemaHash()}";
        var name = $"run_{Guid.NewGuid():N}";
        await using var admin = new NpgsqlConnection(server.ConnectionString);
        await admin.OpenAsync();
        await DropLeftoversAsync(admin, template);
        if (!await ExistsAsync(admin, template))
        {
            await ExecuteAsync(admin, $"create database {template}_half");
            var half = new NpgsqlConnectionStringBuilder(server.ConnectionString)
            {
                Database = $"{template}_half",
                Pooling = false,
            }.ConnectionString;
            await Migrations.RunAsync(half, NullLogger.Instance, () => Task.CompletedTask, CancellationToken.None);
            // A pool of the migration's own may hold on to the half-made one.
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(admin, $"alter database {template}_half rename to {template}");
        }

        await ExecuteAsync(admin, $"create database {name} template {template}");
        return new TestDatabase(place, server, name);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await using (var admin = new NpgsqlConnection(_server.ConnectionString))
        {
            await admin.OpenAsync();
            await ExecuteAsync(admin, $"drop database if exists {_name} with (force)");
        }

        NpgsqlConnection.ClearAllPools();
        await _server.DisposeAsync();
        _place.Dispose();
    }

    // The first that no run holds. The system gives the lock back however the run ends.
    private static (DirectoryLock Place, string Directory) TakePlace()
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(Path.GetTempPath(), $"hal-tests-{Environment.UserName}-{number}");
            Directory.CreateDirectory(path);
            if (DirectoryLock.TryExclusive(Path.Combine(path, "run.lock")) is { } place)
                return (place, path);
        }
    }

    // Of a run that was killed, and of other schemas.
    private static async Task DropLeftoversAsync(NpgsqlConnection admin, string template)
    {
        await using var command = new NpgsqlCommand(
            "select datname from pg_database where datname ~ '^(run|spare|template)_' and datname <> $1",
            admin
        )
        {
            Parameters = { new() { Value = template } },
        };
        var names = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                names.Add(reader.GetString(0));
        }

        foreach (var name in names)
            await ExecuteAsync(admin, $"drop database if exists {name} with (force)");
    }

    private static string SchemaHash()
    {
        var assembly = typeof(Migrations).Assembly;
        var scripts = assembly
            .GetManifestResourceNames()
            .Where(n => n.StartsWith("migrations/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        var text = string.Concat(
            scripts.Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return name + reader.ReadToEnd();
            })
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection admin, string name)
    {
        await using var command = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", admin)
        {
            Parameters = { new() { Value = name } },
        };
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection admin, string sql)
    {
        await using var command = new NpgsqlCommand(sql, admin) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionTo(string name) =>
        new NpgsqlConnectionStringBuilder(_server.ConnectionString)
        {
            Database = name,
            MaxPoolSize = 20,
            Timeout = 120,
            CommandTimeout = 120,
        }.ConnectionString;
}
