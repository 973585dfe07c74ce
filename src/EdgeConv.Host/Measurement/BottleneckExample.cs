using EdgeConv.Models;

namespace EdgeConv.Host.Measurement;

/// <summary>
/// The textbook case for a 1x1 convolution: a 4x4 convolution over 256 channels, done directly, and through a bottleneck of 64 channels. With SAME padding and
/// a picture of S x S the bottleneck takes <c>S² (256 * 64 + 4 * 4 * 64 * 256)</c> multiplications and the direct way <c>S² * 4 * 4 * 256 * 256</c>,
/// 3.76 times as many.
/// </summary>
internal static class BottleneckExample
{
    /// <summary>How the command line calls it.</summary>
    public const string Name = "bottleneck";

    /// <summary>Channels of the input and of the output.</summary>
    public const int Channels = 256;

    /// <summary>Channels of the bottleneck.</summary>
    public const int Squeezed = 64;

    /// <summary>Rows and columns of the larger filter.</summary>
    public const int FilterSide = 4;

    /// <summary>1x1 to 64 channels, then 4x4 back to 256.</summary>
    public static Model Bottleneck(int size) => Input(size).Convolution(1, 1, Squeezed).Convolution(FilterSide, FilterSide, Channels).Build(Name);

    /// <summary>4x4 from 256 to 256 channels.</summary>
    public static Model Direct(int size) => Input(size).Convolution(FilterSide, FilterSide, Channels).Build(Name);

    private static SyntheticNetwork Input(int size) => new(size, size, Channels);
}
