using System.Net;
using System.Net.Sockets;

namespace Hal.Api.Limits;

/// <summary>The keys that callers are counted by.</summary>
internal static class ClientAddress
{
    private const int MaxKeyLength = 255;

    /// <summary>The client's address; for IPv6 its network, since a client can choose among the network's addresses.</summary>
    public static IPAddress Of(HttpContext context) => NetworkOf(context.Connection.RemoteIpAddress ?? IPAddress.None);

    /// <summary>A key as the caller sent it; an id that is too long to be valid is cut, so that it costs no memory.</summary>
    public static string Cut(string? key) =>
        key is null ? string.Empty
        : key.Length > MaxKeyLength ? key[..MaxKeyLength]
        : key;

    // An IPv6 client can call from any address of its network.
    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();

        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return address;

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
