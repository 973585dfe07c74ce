using System.Text.RegularExpressions;

namespace EdgeConv.Devices.Cameras;

/// <summary>
/// Addresses of network cameras with … for what nobody is to read in a log or on a page: user and password, and the values of what is named like a password in the path
/// or behind it, as in <c>?usr=me&amp;pwd=secret</c> or <c>/user=me_password=secret_channel=1</c>. Rather too much is hidden than too little.
/// </summary>
internal static partial class AddressSecrets
{
    /// <summary>Hides the secrets of all addresses in a text; of one without an address nothing.</summary>
    public static string Hide(string text) => Address().Replace(text, address => HideInOne(address.Value));

    /// <summary>Hides the secrets of a camera's place, which if it begins as an address is one to its end, blanks and quotes in it included.</summary>
    public static string HideInPlace(string place) => Scheme().IsMatch(place) ? HideInOne(place) : Hide(place);

    private static string HideInOne(string address) => Value().Replace(User().Replace(address, "…@"), "$1=…");

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9+.\-]*://")]
    private static partial Regex Scheme();

    // Quotes are those in which programs quote addresses.
    [GeneratedRegex("""[a-zA-Z][a-zA-Z0-9+.\-]*://[^\s"']+""")]
    private static partial Regex Address();

    // What is before the last @ of the host; and where what seems to be a host has no port behind its colon, it is the beginning of a password with a slash in it.
    [GeneratedRegex("(?<=://)(?:[^/?#]*|[^/?#:@]*:(?![0-9]*(?:[/?#]|$)).*)@")]
    private static partial Regex User();

    [GeneratedRegex(@"([\w.\-]*(?:pas|pwd|token|key|secret|auth|sig)[\w.\-]*)=[^&;#]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Value();
}
