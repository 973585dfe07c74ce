using EdgeConv.Kernels.Native;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>The kernels for depthwise convolution.</summary>
public static unsafe class DepthwiseKernels
{
    /// <summary>The int8 kernels.</summary>
    public static KernelList<ConvolutionArguments> All { get; } = NativeBackend.Join(
        NativeOperator.Depthwise,
        Tiled<Depthwise_2x3x3c32_AvxVnni>(KernelFamily.AvxVnni),
        Tiled<Depthwise_2x3x3c32p2_AvxVnni>(KernelFamily.AvxVnni),
        Tiled<Depthwise_2x5x5c32_AvxVnni>(KernelFamily.AvxVnni),
        Tiled<Depthwise_3x3s2c32_AvxVnni>(KernelFamily.AvxVnni),
        Tiled<Depthwise_3x3s2c32p2_AvxVnni>(KernelFamily.AvxVnni),
        Tiled<Depthwise_c32_AvxVnni>(KernelFamily.AvxVnni),
        Tiled<Depthwise_2x3x3c16_Avx2>(KernelFamily.Avx2),
        Tiled<Depthwise_2x5x5c16_Avx2>(KernelFamily.Avx2),
        Tiled<Depthwise_3x3s2c16_Avx2>(KernelFamily.Avx2),
        Tiled<Depthwise_c16_Avx2>(KernelFamily.Avx2),
        Tiled<Depthwise_2x3x3c8_NeonDot>(KernelFamily.NeonDot),
        Tiled<Depthwise_2x3x3c8p2_NeonDot>(KernelFamily.NeonDot),
        Tiled<Depthwise_3x3s2c8_NeonDot>(KernelFamily.NeonDot),
        Tiled<Depthwise_3x3s2c8p2_NeonDot>(KernelFamily.NeonDot),
        Tiled<Depthwise_3x3c8_NeonDot>(KernelFamily.NeonDot),
        Tiled<Depthwise_2x5x5c8_NeonDot>(KernelFamily.NeonDot),
        // Of the eight rows that SDOT would take two steps for, three are none: a third fewer instructions without it.
        Tiled<Depthwise_5x5c8_Neon>(KernelFamily.Neon),
        Tiled<Depthwise_c16_NeonDot>(KernelFamily.NeonDot),
        Tiled<Depthwise_2x3x3c8_Neon>(KernelFamily.Neon),
        Tiled<Depthwise_3x3c8_Neon>(KernelFamily.Neon),
        Tiled<Depthwise_3x3c8p2_Neon>(KernelFamily.Neon),
        Tiled<Depthwise_c16_Neon>(KernelFamily.Neon),
        new Kernel<ConvolutionArguments>(nameof(Depthwise_Scalar), KernelFamily.Scalar, &Depthwise_Scalar.Run));

    /// <summary>The float32 kernels.</summary>
    public static KernelList<ConvolutionFloatArguments> Float { get; } = new(new Kernel<ConvolutionFloatArguments>(nameof(DepthwiseFloat_Scalar), KernelFamily.Scalar, &DepthwiseFloat_Scalar.Run));

    private static Kernel<ConvolutionArguments> Tiled<TTile>(KernelFamily family)
        where TTile : struct, IDepthwiseTile => new(typeof(TTile).Name, family, &DepthwiseDriver<TTile>.Run)
        {
            Layout = TTile.Layout,
            Units = &DepthwiseDriver<TTile>.Units,
            Scratch = &DepthwiseDriver<TTile>.ScratchBytes,
            Refusal = &DepthwiseDriver<TTile>.Refusal,
        };
}
