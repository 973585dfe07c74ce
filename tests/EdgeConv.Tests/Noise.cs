namespace EdgeConv.Tests;

/// <summary>Pseudo-random values that a program in any language makes alike: the upper bytes of x = x * 1664525 + 1013904223 mod 2^32.</summary>
public static class Noise
{
    public static byte[] Bytes(uint seed, int count)
    {
        var values = new byte[count];
        for (var i = 0; i < count; i++)
        {
            seed = seed * 1664525 + 1013904223;
            values[i] = (byte)(seed >> 24);
        }

        return values;
    }

    public static sbyte[] SignedBytes(uint seed, int count) => [.. Bytes(seed, count).Select(value => (sbyte)value)];

    /// <summary>Multiples of a step, from -128 to 127 of them.</summary>
    public static int[] Integers(uint seed, int count, int step) => [.. Bytes(seed, count).Select(value => (value - 128) * step)];

    /// <summary>Between -3.5 and 3.5.</summary>
    public static float[] Floats(uint seed, int count) => [.. Bytes(seed, count).Select(value => (value - 128) / 37f)];
}
