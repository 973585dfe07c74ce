using EdgeConv.Kernels.Native;

namespace EdgeConv.Kernels.Convolution;

/// <summary>The kernels for convolution and for products of rows with a matrix.</summary>
public static unsafe class ConvolutionKernels
{
    /// <summary>The int8 kernels.</summary>
    public static KernelList<ConvolutionArguments> All { get; } = NativeBackend.Join(
        NativeOperator.Convolution,
        Tiled<Convolution_1x16c4_NeonDot>(KernelFamily.NeonDot, &Convolution_1x16c4_NeonDot.Refusal),
        Tiled<Convolution_8x8c4_NeonDot>(KernelFamily.NeonDot, &Convolution_8x8c4_NeonDot.Refusal),
        Tiled<Convolution_4x16c4_NeonDot>(KernelFamily.NeonDot),
        Tiled<Convolution_1x8c8_Neon>(KernelFamily.Neon, &Convolution_1x8c8_Neon.Refusal),
        Tiled<Convolution_4x16c1_Neon>(KernelFamily.Neon, &Convolution_4x16c1_Neon.Refusal),
        Tiled<Convolution_2x8c16_Neon>(KernelFamily.Neon, &Convolution_2x8c16_Neon.Refusal),
        Tiled<Convolution_2x8c16_NeonAnyWeight>(KernelFamily.Neon),
        Tiled<Convolution_1x64c4_AvxVnni>(KernelFamily.AvxVnni, &Convolution_1x64c4_AvxVnni.Refusal),
        Tiled<Convolution_6x16c4_AvxVnni>(KernelFamily.AvxVnni),
        Tiled<Convolution_8x32c2_Avx512>(KernelFamily.Avx512, &Convolution_8x32c2_Avx512.Refusal),
        Tiled<Convolution_4x16c2_Avx2>(KernelFamily.Avx2),
        new Kernel<ConvolutionArguments>(nameof(Convolution_Scalar), KernelFamily.Scalar, &Convolution_Scalar.Run));

    /// <summary>The float32 kernels.</summary>
    public static KernelList<ConvolutionFloatArguments> Float { get; } = new(new Kernel<ConvolutionFloatArguments>(nameof(ConvolutionFloat_Scalar), KernelFamily.Scalar, &ConvolutionFloat_Scalar.Run));

    private static Kernel<ConvolutionArguments> Tiled<TTile>(KernelFamily family, delegate*<in ConvolutionArguments, string?> refusal = null)
        where TTile : struct, IConvolutionTile => new(typeof(TTile).Name, family, &ConvolutionDriver<TTile>.Run)
        {
            Layout = TTile.Layout,
            Units = &ConvolutionDriver<TTile>.Units,
            Scratch = &ConvolutionDriver<TTile>.ScratchBytes,
            Table = &ConvolutionDriver<TTile>.TableBytes,
            FillTable = &ConvolutionDriver<TTile>.FillTable,
            Refusal = refusal is null ? &ConvolutionDriver<TTile>.Refusal : refusal,
        };
}
