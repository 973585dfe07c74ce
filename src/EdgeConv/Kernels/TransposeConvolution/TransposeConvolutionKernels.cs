using EdgeConv.Kernels.Convolution;

namespace EdgeConv.Kernels.TransposeConvolution;

/// <summary>The kernels for transposed convolution: the tiles of convolutions, walked another way.</summary>
public static unsafe class TransposeConvolutionKernels
{
    /// <summary>The int8 kernels.</summary>
    public static KernelList<ConvolutionArguments> All { get; } = new(
        Tiled<Convolution_4x16c4_NeonDot>(KernelFamily.NeonDot),
        Tiled<Convolution_2x8c16_Neon>(KernelFamily.Neon, &RefuseLeastWeight),
        Tiled<Convolution_2x8c16_NeonAnyWeight>(KernelFamily.Neon),
        Tiled<Convolution_6x16c4_AvxVnni>(KernelFamily.AvxVnni),
        Tiled<Convolution_4x16c2_Avx2>(KernelFamily.Avx2),
        new Kernel<ConvolutionArguments>(nameof(TransposeConvolution_Scalar), KernelFamily.Scalar, &TransposeConvolution_Scalar.Run));

    /// <summary>The float32 kernels.</summary>
    public static KernelList<ConvolutionFloatArguments> Float { get; } =
        new(new Kernel<ConvolutionFloatArguments>(nameof(TransposeConvolutionFloat_Scalar), KernelFamily.Scalar, &TransposeConvolutionFloat_Scalar.Run));

    private static string? RefuseLeastWeight(in ConvolutionArguments a) =>
        a.LeastWeight == sbyte.MinValue ? "a weight is -128: two products may not fit 16 bits" : TransposeConvolutionDriver<Convolution_2x8c16_Neon>.Refusal(in a);

    private static Kernel<ConvolutionArguments> Tiled<TTile>(KernelFamily family, delegate*<in ConvolutionArguments, string?> refusal = null)
        where TTile : struct, IConvolutionTile => new($"Transpose{typeof(TTile).Name}", family, &TransposeConvolutionDriver<TTile>.Run)
        {
            Layout = TTile.Layout,
            Units = &TransposeConvolutionDriver<TTile>.Units,
            Scratch = &TransposeConvolutionDriver<TTile>.ScratchBytes,
            Refusal = refusal is null ? &TransposeConvolutionDriver<TTile>.Refusal : refusal,
        };
}
