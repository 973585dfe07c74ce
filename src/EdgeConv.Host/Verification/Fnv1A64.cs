namespace EdgeConv.Host.Verification;

/// <summary>The FNV-1a hash with 64 bits, but for its start: short, and the same everywhere.</summary>
/// <remarks>The published start is 14695981039346656037. Recorded runs of the reference lack its last digit, and so does this, to compare with them.</remarks>
internal static class Fnv1A64
{
    /// <summary>Hashes bytes: for each, <c>h = (h xor byte) * 1099511628211</c>, from 1469598103934665603.</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 1469598103934665603UL;
        foreach (var value in bytes)
            hash = (hash ^ value) * 1099511628211UL;
        return hash;
    }
}
