using System.Net;
using System.Net.Sockets;

namespace Hal.Api.Limits;

/// <summary>What callers are counted by.</summary>
internal static class ClientAddress
{
    private const int MaxKeyLength = 255;

    /// <summary>The client's address, or the network it can choose addresses from.</summary>
    public static IPAddress Of(HttpContext context) => NetworkOf(context.Connection.RemoteIpAddress ?? IPAddress.None);

    /// <summary>A key as the caller sent it; one too long to be valid is cut, so that it costs no memory.</summary>
    public static string Cut(string? key) =>
        key is null ? string.Empty
        : key.Length > MaxKeyLength ? key[..MaxKeyLength]
        : key;

    // One client of IPv6 has a whole network of addresses to call from.
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
