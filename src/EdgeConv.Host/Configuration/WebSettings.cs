using System.Buffers;
using System.Net;

namespace EdgeConv.Host.Configuration;

/// <summary>The web page, the metrics and the interface for programs.</summary>
/// <param name="Listen">Where they are served; port 0 takes any that is free.</param>
/// <param name="Token">What a request must know; null: nothing is asked on a loopback address, and elsewhere one is made at the start.</param>
/// <param name="StateFolder">Where models that were sent are kept; null: the service's or the user's folder for state.</param>
internal sealed record WebSettings(IPEndPoint Listen, string? Token, string? StateFolder)
{
    /// <summary>The least characters of a token: 16 of them cannot be guessed over a network.</summary>
    public const int LeastTokenLength = 16;

    /// <summary>The most characters of a token.</summary>
    public const int MostTokenLength = 512;

    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>Where it is served unless told otherwise: to programs on this machine alone.</summary>
    public static IPEndPoint DefaultListen { get; } = new(IPAddress.Loopback, 8080);

    /// <summary>Reads an address and a port, as in <c>127.0.0.1:8080</c>, <c>[::1]:8080</c>, <c>localhost:8080</c>.</summary>
    public static bool TryReadListen(string text, out IPEndPoint listen)
    {
        const string LocalHost = "localhost:";
        var named = text.StartsWith(LocalHost, StringComparison.OrdinalIgnoreCase) ? $"127.0.0.1:{text[LocalHost.Length..]}" : text;
        // Without a port the parser takes 0, and a bare number for an address.
        var colon = named.LastIndexOf(':');
        listen = DefaultListen;
        if (colon <= 0 || named[colon - 1] == ':' || (named[..colon].Contains(':', StringComparison.Ordinal) && named[colon - 1] != ']') || !IPEndPoint.TryParse(named, out var found) || !IsAddress(named[..colon]))
            return false;
        listen = found;
        return true;
    }

    /// <summary>Whether a text can be a token: of the characters that addresses never have encoded (RFC 3986, unreserved), so that it passes through <c>/?token=</c> as it is.</summary>
    public static bool IsToken(string text) => text.Length is >= LeastTokenLength and <= MostTokenLength && !text.AsSpan().ContainsAnyExcept(Unreserved);

    private static bool IsAddress(string text) => text[0] == '[' || text.Count(character => character == '.') == 3;
}
