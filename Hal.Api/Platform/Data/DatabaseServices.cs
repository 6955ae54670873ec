using System.Data.Common;
using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>Registers the access to the database.</summary>
public static class DatabaseServices
{
    // Two cores are kept busy by 16 connections; more of them only wait for each other.
    private const int PoolSize = 16;
    private const int SearchPoolSize = 6;
    private const int PreparedStatements = 200;

    /// <summary>Registers the connection pools, the lanes and each request's unit of work.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        DapperSetup.Apply();
        services.AddSingleton<DatabaseLocation>();
        services.AddSingleton(provider => BuildSource(provider.GetRequiredService<DatabaseLocation>().ConnectionString, provider));
        services.AddSingleton(provider => new Lazy<NpgsqlDataSource>(provider.GetRequiredService<NpgsqlDataSource>));
        services.AddSingleton(provider => new SearchSource(() =>
            BuildSearchSource(provider.GetRequiredService<DatabaseLocation>().ConnectionString, provider)
        ));
        return services.AddSingleton<Lanes>().AddScoped<UnitOfWork>().AddScoped<Database>();
    }

    private static NpgsqlDataSource BuildSearchSource(string connectionString, IServiceProvider provider)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true, MaxPoolSize = SearchPoolSize };
        // The best plan depends on how many rows a term or a filter leaves.
        settings.Options ??= "-c plan_cache_mode=force_custom_plan -c max_parallel_workers_per_gather=0";
        settings.ApplicationName ??= "hal";
        return new NpgsqlDataSourceBuilder(settings.ConnectionString)
            .UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>())
            .Build();
    }

    private static NpgsqlDataSource BuildSource(string connectionString, IServiceProvider provider)
    {
        // The plain builder knows which keywords were given; Npgsql's own builder contains every keyword.
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            AutoPrepareMinUsages = 2,
            // No statement leaves anything behind on its connection.
            NoResetOnClose = true,
            // Lanes must know which statement of a group failed.
            IncludeFailedBatchedCommand = true,
        };
        // Every statement here finds its rows by key, so planning it anew for each set of values only costs.
        settings.Options ??= "-c plan_cache_mode=force_generic_plan";
        settings.ApplicationName ??= "hal";
        if (!given.ContainsKey("Maximum Pool Size") && !given.ContainsKey("MaxPoolSize"))
            settings.MaxPoolSize = PoolSize;

        if (settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = PreparedStatements;

        return new NpgsqlDataSourceBuilder(settings.ConnectionString)
            .UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>())
            .Build();
    }
}
