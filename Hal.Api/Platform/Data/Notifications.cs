using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>Receives the notifications of committed transactions of all instances, on a connection of its own.</summary>
/// <param name="location">Where the database is.</param>
public sealed partial class Notifications(DatabaseLocation location, ILogger<Notifications> logger, TimeProvider time)
{
    // Short enough to notice a vanished server before its listeners give up.
    private const int KeepAliveSeconds = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Listens until it is cancelled, also across lost connections.</summary>
    /// <param name="listen">The statement <c>listen …</c>.</param>
    /// <param name="listening">Called whenever listening begins. Earlier notifications may have been missed.</param>
    /// <param name="heard">Called with the payload of each notification.</param>
    /// <param name="stopping">Stops listening.</param>
    public async Task ListenAsync(string listen, Action listening, Action<string> heard, CancellationToken stopping)
    {
        var pause = FirstPause;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString());
                connection.Notification += (_, notification) => heard(notification.Payload);
                await connection.OpenAsync(stopping);
                await using (var command = new NpgsqlCommand(listen, connection))
                    await command.ExecuteNonQueryAsync(stopping);

                if (pause != FirstPause)
                    Log.Back(logger);

                pause = FirstPause;
                listening();
                while (true)
                    await connection.WaitAsync(stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // Whatever the error is, giving up would mean that nobody hears anything again.
                if (pause == FirstPause)
                    Log.Lost(logger, e.Message);

                await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (Exception)
            {
                return;
            }
        }
    }

    private string ConnectionString()
    {
        var settings = new NpgsqlConnectionStringBuilder(location.ConnectionString) { Pooling = false, KeepAlive = KeepAliveSeconds };
        settings.ApplicationName ??= "hal";
        return settings.ConnectionString;
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "Notifications of the database are not heard, and streams are late until they are again: {Reason}"
        )]
        public static partial void Lost(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "Notifications of the database are heard again")]
        public static partial void Back(ILogger logger);
    }
}
