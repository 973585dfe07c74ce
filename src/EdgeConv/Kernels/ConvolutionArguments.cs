using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels;

/// <summary>
/// Convolution of int8 pictures; also the transposed and the depthwise kind, and the product of rows with a matrix (rows are pixels, filters are 1x1).
/// Output channel o of group g = o / (OutputChannels / Groups) sums over the group's input channels:
/// <c>acc = Bias[o] + sum (x - InputZeroPoint) * (w - WeightZeroPoint)</c>;
/// <c>y = clamp(OutputZeroPoint + requantize(acc, Multipliers[o], Shifts[o]), OutputMin, OutputMax)</c>. Padding contributes nothing.
/// A kernel with a <see cref="PackedLayout"/> reads <see cref="Packed"/>, the others the four plain operands.
/// </summary>
public unsafe struct ConvolutionArguments
{
    /// <summary>Placement and extents. Transposed: extents of what is read and written; strides and padding are those of the convolution from the output to the input.</summary>
    public WindowGeometry Geometry;

    /// <summary>Groups of channels; divides both channel counts. Depthwise: as many as input channels.</summary>
    public int Groups;

    /// <summary>How accumulators become outputs.</summary>
    public Requantization Requantization;

    /// <summary>NHWC.</summary>
    public sbyte* Input;

    /// <summary>OHWI, I = InputChannels / Groups; depthwise: HWO.</summary>
    public sbyte* Weights;

    /// <summary>One an output channel.</summary>
    public int* Bias;

    /// <summary>Q31, one an output channel; with <see cref="Requantization.Float"/> the bits of a float32 factor.</summary>
    public int* Multipliers;

    /// <summary>Powers of two, one an output channel; with <see cref="Requantization.Float"/> unused.</summary>
    public int* Shifts;

    /// <summary>The four operands above in the kernel's <see cref="PackedLayout"/>.</summary>
    public byte* Packed;

    /// <summary>What a packed kernel reads in place of padding: InputZeroPoint over and over, as many as a picture row has values.</summary>
    public sbyte* Padding;

    /// <summary>NHWO.</summary>
    public sbyte* Output;

    /// <summary>What stands for 0 in the input.</summary>
    public int InputZeroPoint;

    /// <summary>What stands for 0 in the weights; 0 in int8 models.</summary>
    public int WeightZeroPoint;

    /// <summary>What stands for 0 in the output.</summary>
    public int OutputZeroPoint;

    /// <summary>The least output value.</summary>
    public int OutputMin;

    /// <summary>The greatest output value.</summary>
    public int OutputMax;

    /// <summary>No weight is less: -128, or -127 where no weight is -128. Twice -128 squared is the one sum of two products that 16 bits do not hold.</summary>
    public int LeastWeight;

    /// <summary>The kernel's table of where windows lie (<see cref="Kernel{TArguments}.Table"/>), tiles x taps x positions of a tile; or null: it looks for them as it goes.</summary>
    public sbyte** Windows;

    /// <summary>An accumulator as an output of channel <paramref name="o"/>: what every kernel must reproduce, bit for bit. Reads the plain operands.</summary>
    public readonly sbyte Requantize(int accumulator, int o)
    {
        var scaled = Requantization == Requantization.Float
            ? FixedPoint.MultiplyByFloat(accumulator, BitConverter.Int32BitsToSingle(Multipliers[o]))
            : FixedPoint.MultiplyByQuantizedMultiplier(accumulator, Multipliers[o], Shifts[o]);
        return (sbyte)Math.Clamp((long)OutputZeroPoint + scaled, OutputMin, OutputMax);
    }
}
