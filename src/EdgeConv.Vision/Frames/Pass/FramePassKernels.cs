using EdgeConv.Kernels;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>The kernels for <see cref="FramePassArguments"/>. A unit of work is a row of the grid.</summary>
internal static unsafe class FramePassKernels
{
    /// <summary>The kernels.</summary>
    public static KernelList<FramePassArguments> All { get; } = new(
        new Kernel<FramePassArguments>(nameof(FramePass_Neon), KernelFamily.Neon, &FramePass_Neon.Run) { Units = &Units, Scratch = &FrameLines.Bytes },
        new Kernel<FramePassArguments>(nameof(FramePass_Avx2), KernelFamily.Avx2, &FramePass_Avx2.Run) { Units = &Units, Scratch = &FrameLines.Bytes },
        new Kernel<FramePassArguments>(nameof(FramePass_Scalar), KernelFamily.Scalar, &FramePass_Scalar.Run) { Units = &Units });

    private static int Units(in FramePassArguments a) => a.Rows;
}
