using System.Security.Cryptography;

namespace EdgeConv.Host.Web.Access;

/// <summary>A token for as long as the program runs, where none is configured and one is needed.</summary>
internal sealed class MadeToken
{
    private const int Bytes = 16;

    private readonly Lazy<string> _text = new(() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>The token; made when it is asked for first.</summary>
    public string Text => _text.Value;
}
