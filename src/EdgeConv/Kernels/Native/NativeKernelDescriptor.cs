using System.Runtime.InteropServices;

namespace EdgeConv.Kernels.Native;

/// <summary>A kernel as the C library describes it: <c>edgeconv_kernel</c> of native/include/edgeconv.h, field by field.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeKernelDescriptor
{
    /// <summary>Operator, tile, instruction set.</summary>
    public byte* Name;

    /// <summary>What the CPU must have.</summary>
    public byte* RequiredFeatures;

    /// <summary>Output channels a packed block.</summary>
    public int Channels;

    /// <summary>Products summed into one lane at a step.</summary>
    public int Depth;

    /// <summary>What the kernel adds to each input value.</summary>
    public int InputOffset;

    /// <summary>Bytes of a packed weight.</summary>
    public int WeightBytes;

    /// <summary>Units of work.</summary>
    public delegate* unmanaged[Cdecl]<ConvolutionArguments*, int> Units;

    /// <summary>Bytes of memory of its own that each thread needs.</summary>
    public delegate* unmanaged[Cdecl]<ConvolutionArguments*, int> Scratch;

    /// <summary>Why it cannot run, as UTF-8 text, or null.</summary>
    public delegate* unmanaged[Cdecl]<ConvolutionArguments*, byte*> Refusal;

    /// <summary>Does units of work.</summary>
    public delegate* unmanaged[Cdecl]<ConvolutionArguments*, int, int, byte*, void> Run;
}
