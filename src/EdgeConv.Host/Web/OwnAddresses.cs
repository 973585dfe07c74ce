using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace EdgeConv.Host.Web;

/// <summary>Where a page can be opened. A server that listens everywhere is told by this machine's own addresses: nobody can open 0.0.0.0 on a phone.</summary>
internal static class OwnAddresses
{
    /// <summary>The addresses of a page.</summary>
    /// <param name="listen">Where it is served.</param>
    /// <param name="own">This machine's addresses.</param>
    /// <param name="token">The token that was made, which nobody knows unless it is told here; null: none was.</param>
    /// <returns>As in <c>http://192.168.0.7:8080/</c>.</returns>
    public static ImmutableArray<string> Of(IPEndPoint listen, ImmutableArray<IPAddress> own, string? token)
    {
        var query = token is null ? "" : $"?token={token}";
        var isAny = listen.Address.Equals(IPAddress.Any);
        // [::] takes requests by IPv4, too.
        if (!isAny && !listen.Address.Equals(IPAddress.IPv6Any))
            return [$"http://{listen}/{query}"];
        // Addresses of one link alone, and of this machine alone, are of no use to a browser elsewhere.
        var reachable = own.Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal && !(isAny && address.AddressFamily == AddressFamily.InterNetworkV6));
        ImmutableArray<string> found = [.. reachable.OrderBy(address => address.AddressFamily).Select(address => $"http://{new IPEndPoint(address, listen.Port)}/{query}").Distinct()];
        return found.IsEmpty ? [$"http://{listen}/{query}"] : found;
    }

    /// <summary>This machine's addresses now.</summary>
    public static ImmutableArray<IPAddress> Read()
    {
        try
        {
            return [.. NetworkInterface.GetAllNetworkInterfaces()
                .Where(one => one.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
                .SelectMany(one => one.GetIPProperties().UnicastAddresses)
                .Select(one => one.Address)];
        }
        catch (NetworkInformationException)
        {
            // The system does not say: the page is told by the address that was configured.
            return [];
        }
    }
}
