using System.Runtime.CompilerServices;
using EdgeConv.Kernels;
using EdgeConv.Kernels.Convolution;
using EdgeConv.Kernels.Depthwise;
using EdgeConv.Kernels.Native;

namespace EdgeConv.Tests.Kernels.Native;

/// <summary>The managed structs lie as native/include/edgeconv.h asserts of its own on 64-bit machines.</summary>
public unsafe class NativeInterfaceTests
{
    [Fact]
    public void The_argument_struct_lies_as_the_header_says()
    {
        ConvolutionArguments a = default;
        var start = (byte*)&a;
        int Offset(void* field) => (int)((byte*)field - start);

        Assert.Equal(60, sizeof(WindowGeometry));
        Assert.Equal(56, Offset(&a.Geometry.PadLeft));
        Assert.Equal(60, Offset(&a.Groups));
        Assert.Equal(64, Offset(&a.Requantization));
        Assert.Equal(72, Offset(&a.Input));
        Assert.Equal(112, Offset(&a.Packed));
        Assert.Equal(128, Offset(&a.Output));
        Assert.Equal(136, Offset(&a.InputZeroPoint));
        Assert.Equal(156, Offset(&a.LeastWeight));
        Assert.Equal(160, Offset(&a.Windows));
        Assert.Equal(168, sizeof(ConvolutionArguments));
    }

    [Fact]
    public void The_kernel_descriptor_lies_as_the_header_says()
    {
        NativeKernelDescriptor descriptor = default;

        Assert.Equal(32, (int)((byte*)&descriptor.Units - (byte*)&descriptor));
        Assert.Equal(64, Unsafe.SizeOf<NativeKernelDescriptor>());
    }

    [Fact]
    public void The_library_is_in_use_where_it_has_been_built()
    {
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "libedgeconv.so")))
            Assert.Skip("The C library has not been built (cmake --workflow --preset host).");

        Assert.True(NativeBackend.IsLoaded, NativeBackend.Status);
        Assert.Equal("native", KernelFamilies.Parse("native").ToString());
    }

    [Fact]
    public void Its_kernels_stand_before_the_first_managed_one_of_the_same_or_lesser_instructions_and_those_for_SDOT_of_lesser_ones()
    {
        if (!NativeBackend.IsLoaded)
            Assert.Skip(NativeBackend.Status);

        foreach (var list in new[] { ConvolutionKernels.All, DepthwiseKernels.All })
        {
            var kernels = list.Kernels.ToList();
            foreach (var native in kernels.OfType<NativeKernel>())
            {
                var most = native.InstructionSet == KernelFamily.NeonDot ? KernelFamily.Neon : native.InstructionSet;
                var next = kernels.FindIndex(kernel => kernel is not NativeKernel && kernel.Family <= most && KernelFamilies.IsSupported(kernel.Family));
                var before = kernels.FindLastIndex(next - 1, kernel => kernel is not NativeKernel && KernelFamilies.IsSupported(kernel.Family));
                Assert.InRange(kernels.IndexOf(native), before + 1, next - 1);
            }
        }
    }
}
