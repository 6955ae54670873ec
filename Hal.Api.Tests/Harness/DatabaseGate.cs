using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Hal.Api.Tests.Harness;

/// <summary>A port of its own in front of a database, which can be closed: then connections break, and new ones are refused.</summary>
internal sealed class DatabaseGate : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly IPEndPoint _entrance;
    private string _behind;
    private Socket _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>Stands closed at first.</summary>
    /// <param name="connectionString">The database behind it.</param>
    public DatabaseGate(string connectionString)
    {
        _behind = connectionString;
        // Bound but not listening: the port is ours, and refuses.
        _listener = Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _entrance = (IPEndPoint)_listener.LocalEndPoint!;
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = _entrance.Port,
        }.ConnectionString;
    }

    /// <summary>The database through this gate.</summary>
    public string ConnectionString { get; }

    public void Open()
    {
        _listener.Listen();
        _accepting = AcceptAsync(_listener);
    }

    public async Task CloseAsync()
    {
        _listener.Dispose();
        // At once, or somebody else could be given the port.
        _listener = Bind(_entrance);
        await _accepting;
        foreach (var socket in _open.Keys)
            socket.Dispose();
    }

    /// <summary>Leads somewhere else when it opens the next time.</summary>
    public void LeadTo(string connectionString) => _behind = connectionString;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _listener.Dispose();
    }

    private static Socket Bind(IPEndPoint entrance)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(entrance);
        return socket;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var inside = await listener.AcceptAsync();
                _open[inside] = true;
                _ = LeadAsync(inside);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task LeadAsync(Socket caller)
    {
        var target = new NpgsqlConnectionStringBuilder(_behind);
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _open[server] = true;
        try
        {
            await server.ConnectAsync(target.Host!, target.Port);
            await Task.WhenAny(PassAsync(caller, server), PassAsync(server, caller));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Nobody is at home, or the gate was closed.
        }

        foreach (var socket in new[] { caller, server })
        {
            _open.TryRemove(socket, out _);
            socket.Dispose();
        }
    }

    private static async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
                await to.SendAsync(buffer.AsMemory(0, count));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One of the two has gone.
        }
    }
}
