using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Access;

/// <summary>
/// Who may ask for what. On a loopback address everybody on this machine may look, but no page of another site: neither by a name that was made to point here (DNS
/// rebinding) nor by a form (CSRF). Elsewhere, and to change anything, a request must know the token.
/// </summary>
internal sealed class WebAccess
{
    private const string Cookie = "edgeconv";
    private const string Scheme = "Bearer ";

    private readonly bool _isLocal;
    private readonly IPAddress _address;
    private readonly byte[]? _token;
    private readonly string? _cookie;

    /// <param name="address">Where requests come in.</param>
    /// <param name="token">What they must know; null on a loopback address: nothing to look, and nothing is enough to change.</param>
    /// <exception cref="ArgumentException">There is no token, and the address is not a loopback one.</exception>
    public WebAccess(IPAddress address, string? token)
    {
        _isLocal = IPAddress.IsLoopback(address);
        if (token is null && !_isLocal)
            throw new ArgumentException("Whoever reaches this address could look through the camera: a token is needed.", nameof(token));
        _address = address;
        if (token is null)
            return;
        _token = Hash(token);
        // Not the token itself: cookies go to every port of a host, and lie in the browser's files.
        _cookie = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "edgeconv cookie"u8));
    }

    /// <summary>Whether there is a token that requests can know.</summary>
    public bool HasToken => _token is not null;

    /// <summary>Says how a request stands.</summary>
    public Admission Of(HttpRequest request)
    {
        if (_isLocal && !NamesThisMachine(request.Host.Host))
            return Admission.ForeignHost;
        var isReading = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!isReading && IsForeign(request))
            return Admission.ForeignSite;
        if (_token is null)
            return Admission.Local;
        if (BearerOf(request) is { } bearer)
            return IsToken(bearer) ? Admission.Known : Admission.WrongToken;
        // A browser sends these by itself, whoever made it ask: good to look, not to change.
        if (!isReading)
            return Admission.NoToken;
        if (request.Query["token"] is [{ } asked, ..])
            return IsToken(asked) ? Admission.KnownByAddress : Admission.WrongToken;
        return request.Cookies[Cookie] is not { } cookie ? Admission.NoToken
            : FixedTimeEquals(cookie, _cookie!) ? Admission.Known
            : Admission.WrongToken;
    }

    /// <summary>
    /// Has the browser remember that it knew the token. Lax: it sends the cookie also when somebody follows a link to the page from a mail or a chat, whose first request
    /// is answered with another address (with Strict that second one would be refused). It is good for looking only, and other sites' frames and pictures do not send it.
    /// </summary>
    public void Remember(HttpResponse response) =>
        response.Cookies.Append(Cookie, _cookie!, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromDays(30) });

    private static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header, ..] ? header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "" : null;

    private bool NamesThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && (IPAddress.IsLoopback(address) || address.Equals(_address)));

    /// <summary>
    /// Browsers say what kind of page sends a request, and pages cannot say otherwise. Where they do not say (plain HTTP), the page's origin must be the host that was
    /// asked; its scheme need not be ours, as a proxy in front of us may be asked by TLS.
    /// </summary>
    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site, ..])
            return site is not ("same-origin" or "none");
        return request.Headers.Origin is [{ } origin, ..]
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private bool IsToken(string text) => CryptographicOperations.FixedTimeEquals(Hash(text), _token);

    private static bool FixedTimeEquals(string one, string other) => CryptographicOperations.FixedTimeEquals(Hash(one), Hash(other));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
