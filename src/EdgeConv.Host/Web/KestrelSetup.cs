using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeConv.Host.Web;

/// <summary>
/// Kestrel by itself. The web application builder around it would read settings from files and variables nobody named here, listen to signals that the program
/// listens to already, and take 2 MB more of the file.
/// </summary>
internal static class KestrelSetup
{
    /// <summary>A server within bounds: whatever is sent, it holds so many connections, so much memory for each, and for so long.</summary>
    public static KestrelServer Make(IPEndPoint listen, ILoggerFactory log)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Listen(listen, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        var limits = options.Limits;
        limits.MaxConcurrentConnections = 64;
        limits.MaxRequestLineSize = 4096;
        limits.MaxRequestHeadersTotalSize = 16384;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestBodySize = 0;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        limits.MinRequestBodyDataRate = new MinDataRate(1024, TimeSpan.FromSeconds(5));
        var transport = new SocketTransportOptions { Backlog = 128, IOQueueCount = 1 };
        return new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(transport), log), log);
    }
}
