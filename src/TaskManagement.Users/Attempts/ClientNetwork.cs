using System.Net;
using System.Net.Sockets;

namespace TaskManagement.Users.Attempts;

/// <summary>One place on the network: an IPv4 address, or a /64 of IPv6, which one customer holds.</summary>
internal static class ClientNetwork
{
    private const int PrefixBytes = 8;

    /// <summary>The network of an address; what is no address stands for itself.</summary>
    public static string Of(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        return Convert.ToHexStringLower(parsed.GetAddressBytes().AsSpan(0, PrefixBytes));
    }
}
