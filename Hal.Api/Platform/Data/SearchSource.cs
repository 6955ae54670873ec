using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>The connection pool of searches: a few connections, whose statements are planned for each set of values.</summary>
/// <param name="build">Makes the pool when the first search needs it.</param>
public sealed class SearchSource(Func<NpgsqlDataSource> build) : IAsyncDisposable
{
    private readonly Lazy<NpgsqlDataSource> _source = new(build);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_source.IsValueCreated)
            await _source.Value.DisposeAsync();
    }

    internal ValueTask<NpgsqlConnection> OpenAsync() => _source.Value.OpenConnectionAsync();
}
