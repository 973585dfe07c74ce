namespace EdgeConv.Tests;

/// <summary>64-bit FNV-1a, to compare many values at once.</summary>
public static class Fingerprint
{
    public const ulong Empty = 14695981039346656037;

    public static ulong With(this ulong fingerprint, uint value) => (fingerprint ^ value) * 1099511628211;

    public static ulong Of(ReadOnlySpan<byte> values)
    {
        var fingerprint = Empty;
        foreach (var value in values)
            fingerprint = fingerprint.With(value);
        return fingerprint;
    }
}
