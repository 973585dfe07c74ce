using System.Runtime.InteropServices;

namespace EdgeConv.Vision.Preprocessing;

/// <summary>Writes pictures into one model's input tensor, NHWC with N = 1. Made once a model; filling allocates nothing and may run on any thread.</summary>
/// <remarks>
/// A pixel has 256 values, so each channel is a table: <c>real = (pixel - mean) / std</c> in single precision for float tensors,
/// <c>q = clamp(round(real / scale) + zeroPoint)</c>, halves away from zero, for quantized ones.
/// </remarks>
public sealed class TensorFiller
{
    private const int Levels = 256;

    // Level v of channel c at [c * Levels + v]; one of the two is empty.
    private readonly byte[] _quantized = [];
    private readonly float[] _reals = [];

    private TensorFiller(InputElement element, ChannelOrder order, InputNormalization normalization)
    {
        ArgumentNullException.ThrowIfNull(normalization);
        if (!Enum.IsDefined(order))
            throw new ArgumentOutOfRangeException(nameof(order), order, "There is no such channel order.");
        Element = element;
        Order = order;

        var table = new float[Channels * Levels];
        for (var i = 0; i < table.Length; i++)
        {
            var (channel, level) = (i / Levels, i % Levels);
            table[i] = (level - normalization.Mean[channel]) / normalization.Std[channel];
            if (!float.IsFinite(table[i]))
                throw new ArgumentException(
                    $"Mean {normalization.Mean[channel]} and deviation {normalization.Std[channel]} of channel {channel} give no number.",
                    nameof(normalization));
        }

        _reals = table;
    }

    private TensorFiller(InputElement element, ChannelOrder order, InputNormalization normalization, float scale, int zeroPoint)
        : this(element, order, normalization)
    {
        if (!float.IsFinite(scale) || scale <= 0)
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale of a quantized tensor is above zero.");
        var (min, max) = element == InputElement.Int8 ? (-128, 127) : (0, 255);
        ArgumentOutOfRangeException.ThrowIfLessThan(zeroPoint, min);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zeroPoint, max);

        _quantized = new byte[_reals.Length];
        for (var i = 0; i < _quantized.Length; i++)
        {
            // Clamped before it becomes an integer: a tiny scale makes numbers no integer holds.
            var steps = MathF.Round(_reals[i] / scale, MidpointRounding.AwayFromZero);
            _quantized[i] = (byte)(int)Math.Clamp(steps + zeroPoint, min, max);
        }

        _reals = [];
    }

    /// <summary>What the tensor is made of.</summary>
    public InputElement Element { get; }

    /// <summary>The tensor's channels.</summary>
    public ChannelOrder Order { get; }

    /// <summary>1 for grey, else 3.</summary>
    public int Channels => Order == ChannelOrder.Grey ? 1 : 3;

    /// <summary>Bytes of the tensor a pixel becomes.</summary>
    public int BytesPerPixel => Channels * (Element == InputElement.Float32 ? sizeof(float) : 1);

    /// <summary>For a tensor of real numbers.</summary>
    /// <param name="order">The tensor's channels.</param>
    /// <param name="normalization">From pixels to real numbers.</param>
    /// <exception cref="ArgumentException">The normalization divides by zero or gives no finite number.</exception>
    public static TensorFiller ForFloat32(ChannelOrder order, InputNormalization normalization) => new(InputElement.Float32, order, normalization);

    /// <summary>For a quantized tensor.</summary>
    /// <param name="element"><see cref="InputElement.UInt8"/> or <see cref="InputElement.Int8"/>.</param>
    /// <param name="order">The tensor's channels.</param>
    /// <param name="normalization">From pixels to real numbers.</param>
    /// <param name="scale">The tensor's scale: real = (q - zeroPoint) * scale.</param>
    /// <param name="zeroPoint">The tensor's zero point, within the element's range.</param>
    /// <exception cref="ArgumentException">The scale is not above zero, the zero point out of range, or the normalization gives no finite number.</exception>
    public static TensorFiller ForQuantized(InputElement element, ChannelOrder order, InputNormalization normalization, float scale, int zeroPoint)
    {
        if (element is not (InputElement.UInt8 or InputElement.Int8))
            throw new ArgumentOutOfRangeException(nameof(element), element, "Quantized tensors are uint8 or int8.");
        return new TensorFiller(element, order, normalization, scale, zeroPoint);
    }

    /// <summary>Writes a picture, which must have the tensor's height and width already.</summary>
    /// <param name="picture">H x W.</param>
    /// <param name="tensor">The tensor's bytes, exactly H * W * <see cref="BytesPerPixel"/>; float tensors lie at a multiple of four.</param>
    /// <exception cref="ArgumentException">The tensor has another length.</exception>
    public void Fill(Picture picture, Span<byte> tensor)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var expected = (long)picture.Width * picture.Height * BytesPerPixel;
        if (tensor.Length != expected)
            throw new ArgumentException($"A {picture.Width}x{picture.Height} picture fills {expected} bytes; the tensor has {tensor.Length}.", nameof(tensor));

        if (Element == InputElement.Float32)
            Fill(picture.Pixels, MemoryMarshal.Cast<byte, float>(tensor), _reals);
        else
            Fill(picture.Pixels, tensor, _quantized);
    }

    private void Fill<T>(ReadOnlySpan<byte> pixels, Span<T> tensor, T[] table)
    {
        if (Order == ChannelOrder.Grey)
            FillGrey<T>(pixels, tensor, table);
        else
            FillColour(pixels, tensor, table);
    }

    private void FillColour<T>(ReadOnlySpan<byte> pixels, Span<T> tensor, T[] table)
    {
        ReadOnlySpan<T> first = table.AsSpan(0, Levels), second = table.AsSpan(Levels, Levels), third = table.AsSpan(2 * Levels, Levels);
        var (red, blue) = Order == ChannelOrder.Bgr ? (2, 0) : (0, 2);
        for (var i = 0; i + 2 < tensor.Length; i += Picture.BytesPerPixel)
        {
            tensor[i] = first[pixels[i + red]];
            tensor[i + 1] = second[pixels[i + 1]];
            tensor[i + 2] = third[pixels[i + blue]];
        }
    }

    private static void FillGrey<T>(ReadOnlySpan<byte> pixels, Span<T> tensor, ReadOnlySpan<T> levels)
    {
        var from = 0;
        foreach (ref var value in tensor)
        {
            value = levels[(19595 * pixels[from] + 38470 * pixels[from + 1] + 7471 * pixels[from + 2] + 32768) >> 16];
            from += Picture.BytesPerPixel;
        }
    }
}
