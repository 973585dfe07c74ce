using EdgeConv.Benchmarks.Races;
using EdgeConv.Benchmarks.Variants;
using EdgeConv.Vision;
using EdgeConv.Vision.Encoding;
using EdgeConv.Vision.Frames;
using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Benchmarks.Frames;

/// <summary>The fused pass beside the same in steps, on frames of one format.</summary>
/// <param name="Pixels">How pixels are arranged.</param>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Filter">How samples are weighted.</param>
internal sealed record FrameRace(PixelFormat Pixels, int Width, int Height, ResizeFilter Filter)
{
    private const int Side = 224;

    private static readonly TensorFiller Int8 = TensorFiller.ForQuantized(InputElement.Int8, ChannelOrder.Rgb, InputNormalization.None, 1, -128);

    /// <summary>All there are.</summary>
    public static IEnumerable<FrameRace> All =>
        from size in new[] { (Width: 640, Height: 480), (Width: 1920, Height: 1080) }
        from filter in new[] { ResizeFilter.Area, ResizeFilter.Bilinear }
        from pixels in Enum.GetValues<PixelFormat>()
        select new FrameRace(pixels, size.Width, size.Height, filter);

    /// <summary>What the time in steps should be, as a multiple of the fused pass's; none where the decoder takes most of it.</summary>
    public Target? Target => Pixels == PixelFormat.Mjpeg ? null : Target.AtLeast(3);

    /// <summary>Races the two.</summary>
    /// <param name="rounds">Measured rounds.</param>
    public VariantReport Race(int rounds)
    {
        using var frame = MakeFrame();
        using var fused = new FusedPass(frame, Side, Int8, Filter);
        using var steps = new StepByStep(frame, Side, Int8, Filter);
        var race = RaceReport.Of($"{frame.Format} to {Side}x{Side} int8, {Filter}", 1, [fused, steps], rounds, [], sameOutputs: false);
        return Target is { } target ? VariantReport.Of(race, target) : new VariantReport(race, "", null);
    }

    private Frame MakeFrame()
    {
        var format = new FrameFormat(Pixels, Width, Height);
        var bytes = Pixels == PixelFormat.Mjpeg ? Compressed() : new byte[format.Bytes];
        if (Pixels != PixelFormat.Mjpeg)
            FillSlopes(bytes);
        var frame = new Frame(bytes.Length);
        bytes.CopyTo(frame.Memory);
        frame.Set(format, bytes.Length, 0, 0);
        return frame;
    }

    // Slopes with some noise, of middling light and colour: no branch of a conversion is hard to foresee.
    private static void FillSlopes(byte[] bytes)
    {
        var random = new Random(1);
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(96 + i / 16 % 64 + random.Next(8));
    }

    // Slopes with some noise, which compress about as photographs do.
    private byte[] Compressed()
    {
        var (picture, random) = (new Picture(Width, Height), new Random(1));
        for (var i = 0; i < picture.Pixels.Length; i++)
            picture.Pixels[i] = (byte)(i / 3 % Width / 8 + i % 3 * 30 + random.Next(8));
        using var encoder = new JpegEncoder();
        return encoder.Encode(picture).ToArray();
    }
}
