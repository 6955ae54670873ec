using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Hal.Api.Tests.Harness;

/// <summary>
/// A wire to the service that can be cut, as networks cut them: what is connected is torn off without a word, and nobody new gets through
/// until it is mended.
/// </summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _service;
    private readonly ConcurrentDictionary<TcpClient, bool> _connected = new();
    private readonly Task _accepting;

    private volatile bool _isCut;

    public Wire(Uri service)
    {
        _service = service;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the service is to be found through it.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public void Cut()
    {
        _isCut = true;
        foreach (var client in _connected.Keys)
            Reset(client);
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Stop();
        await _accepting;
    }

    private static void Reset(TcpClient client)
    {
        try
        {
            if (client.Client is { } socket)
                socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has gone by itself.
        }

        client.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (SocketException)
        {
            // Stopped.
        }
        catch (ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        _connected[near] = _connected[far] = true;
        try
        {
            if (_isCut)
                return;

            await far.ConnectAsync(_service.Host, _service.Port);
            var (one, other) = (near.GetStream(), far.GetStream());
            await Task.WhenAny(one.CopyToAsync(other), other.CopyToAsync(one));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        finally
        {
            Reset(near);
            _connected.TryRemove(near, out _);
            _connected.TryRemove(far, out _);
        }
    }
}
