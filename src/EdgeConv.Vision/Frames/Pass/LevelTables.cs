using EdgeConv.Vision.Preprocessing;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>What a <see cref="TensorFiller"/> makes of each level.</summary>
internal static class LevelTables
{
    private const int Levels = 256;

    /// <summary>256 elements for each channel, one channel after another, as the tensor has them.</summary>
    public static byte[] Of(TensorFiller filler)
    {
        // Greys have the same level in every channel, whatever their order.
        var ramp = new Picture(Levels, 1);
        for (var i = 0; i < ramp.Pixels.Length; i++)
            ramp.Pixels[i] = (byte)(i / Picture.BytesPerPixel);
        var (channels, element) = (filler.Channels, filler.BytesPerPixel / filler.Channels);
        var filled = new byte[Levels * filler.BytesPerPixel];
        filler.Fill(ramp, filled);

        var tables = new byte[filled.Length];
        for (var i = 0; i < Levels * channels; i++)
            filled.AsSpan((i % Levels * channels + i / Levels) * element, element).CopyTo(tables.AsSpan(i * element));
        return tables;
    }

    /// <summary>The number that, combined with a level by exclusive or, gives the element of every channel; below 0 when there is none.</summary>
    public static int Flip(ReadOnlySpan<byte> tables, int elementBytes)
    {
        if (elementBytes != 1)
            return -1;
        for (var i = 0; i < tables.Length; i++)
        {
            if ((tables[i] ^ tables[0]) != (byte)i)
                return -1;
        }

        return tables[0];
    }
}
