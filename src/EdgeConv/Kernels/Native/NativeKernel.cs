using System.Runtime.InteropServices;

namespace EdgeConv.Kernels.Native;

/// <summary>A kernel of the C library.</summary>
internal sealed unsafe class NativeKernel : Kernel<ConvolutionArguments>
{
    private readonly NativeKernelDescriptor* _descriptor;

    /// <summary>Wraps a descriptor, which lives as long as the library: until the process ends.</summary>
    public NativeKernel(NativeKernelDescriptor* descriptor)
        : base(Marshal.PtrToStringUTF8((nint)descriptor->Name)!, KernelFamily.Native)
    {
        _descriptor = descriptor;
        Layout = new PackedLayout(descriptor->Channels, descriptor->Depth, descriptor->InputOffset, WeightBytes: descriptor->WeightBytes);
        InstructionSet = Marshal.PtrToStringUTF8((nint)descriptor->RequiredFeatures) switch
        {
            "" => KernelFamily.Scalar,
            "asimd" or "neon" => KernelFamily.Neon,
            "asimddp" => KernelFamily.NeonDot,
            "avx2" => KernelFamily.Avx2,
            "avx2 avx_vnni" => KernelFamily.AvxVnni,
            _ => KernelFamily.Native,
        };
    }

    /// <summary>The family of managed kernels for the same instructions; <see cref="KernelFamily.Native"/>: .NET has none for them.</summary>
    public KernelFamily InstructionSet { get; }

    /// <inheritdoc/>
    public override int ScratchBytes(in ConvolutionArguments arguments)
    {
        fixed (ConvolutionArguments* a = &arguments)
            return _descriptor->Scratch(a);
    }

    /// <inheritdoc/>
    public override string? WhyNot(in ConvolutionArguments arguments)
    {
        fixed (ConvolutionArguments* a = &arguments)
            return Marshal.PtrToStringUTF8((nint)_descriptor->Refusal(a));
    }

    /// <inheritdoc/>
    public override KernelCall Bind(in ConvolutionArguments arguments, byte* scratch, long scratchStride)
    {
        fixed (ConvolutionArguments* a = &arguments)
            return new Call(arguments, _descriptor->Run, _descriptor->Units(a), scratch, scratchStride);
    }

    private sealed class Call(ConvolutionArguments arguments, delegate* unmanaged[Cdecl]<ConvolutionArguments*, int, int, byte*, void> run, int units, byte* scratch, long scratchStride) : KernelCall
    {
        private readonly delegate* unmanaged[Cdecl]<ConvolutionArguments*, int, int, byte*, void> _run = run;
        private readonly byte* _scratch = scratch;
        private readonly ConvolutionArguments _arguments = arguments;

        public override int Units => units;

        public override void Run(int begin, int end, int worker)
        {
            if (begin >= end)
                return;
            fixed (ConvolutionArguments* a = &_arguments)
                _run(a, begin, end, _scratch + worker * scratchStride);
        }
    }
}
