namespace EdgeConv.Tests.Reference;

/// <summary>Pseudo-random inputs that a program in another language makes alike: the top bits of a 64-bit linear congruential generator (Knuth's MMIX).</summary>
internal static class ReferenceInput
{
    public static byte[] UInt8(int seed, int count)
    {
        var state = (ulong)seed;
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            state = unchecked(state * 6364136223846793005ul + 1442695040888963407ul);
            bytes[i] = (byte)(state >> 33);
        }

        return bytes;
    }

    public static sbyte[] Int8(int seed, int count) => [.. UInt8(seed, count).Select(value => (sbyte)value)];

    /// <summary>Multiples of 1/1000 in [-32.768, 32.767].</summary>
    public static float[] Float32(int seed, int count)
    {
        var bytes = UInt8(seed, 2 * count);
        return [.. Enumerable.Range(0, count).Select(i => ((bytes[2 * i] | bytes[2 * i + 1] << 8) - 32768) / 1000.0f)];
    }

    /// <summary>Every int8 value, ascending.</summary>
    public static sbyte[] EveryInt8 => [.. Enumerable.Range(-128, 256).Select(value => (sbyte)value)];

    /// <summary>Every uint8 value, ascending.</summary>
    public static byte[] EveryUInt8 => [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
}
