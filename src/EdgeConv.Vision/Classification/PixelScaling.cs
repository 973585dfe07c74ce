using EdgeConv.Vision.Preprocessing;

namespace EdgeConv.Vision.Classification;

/// <summary>How a caller wants pixels to become input values.</summary>
public abstract record PixelScaling
{
    private PixelScaling()
    {
    }

    /// <summary>By the model's metadata; failing that by its quantization; failing that 0 to 1.</summary>
    public static PixelScaling Auto { get; } = new Automatic();

    /// <summary>The pixel's byte is the tensor's byte, whatever the tensor says it means: how some models were trained (tflite-micro's person detector).</summary>
    public static PixelScaling Raw { get; } = new RawBytes();

    /// <summary>By a stated mean and deviation.</summary>
    public static PixelScaling By(InputNormalization normalization) => new Stated(normalization);

    internal sealed record Automatic : PixelScaling;

    internal sealed record RawBytes : PixelScaling;

    internal sealed record Stated(InputNormalization Normalization) : PixelScaling;
}
