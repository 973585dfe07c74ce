using EdgeConv.Kernels;
using EdgeConv.Tests.Kernels;
using EdgeConv.Vision.Frames;
using EdgeConv.Vision.Frames.Jpeg;
using EdgeConv.Vision.Frames.Pass;

namespace EdgeConv.Tests.Vision.Frames.Pass;

public class FramePassKernelTests
{
    private const int Cases = 2500;
    private const byte Canary = 77;
    private const int Guard = 64;

    public static TheoryData<string> Kernels => ListProperty.Names(FramePassKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name)
    {
        var family = FramePassKernels.All.Kernels.Single(kernel => kernel.Name == name).Family;
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var (width, height) = (random.Next(1, random.Next(8) == 0 ? 400 : 70), random.Next(1, 60));
            var format = TestFrames.RandomFormat(random, TestFrames.Uncompressed[random.Next(TestFrames.Uncompressed.Length)], width, height);
            using var frame = TestFrames.Random(random, format);
            var target = RandomTarget.Draw(random);

            var expected = Run(frame, target, KernelFamily.Scalar);
            var actual = Run(frame, target, family);
            var at = expected.AsSpan().CommonPrefixLength(actual);
            Assert.True(at == expected.Length, $"{name}, seed {seed}, {format} to {target}: byte {at} of {target.TensorBytes} differs, or it wrote past the tensor");
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one_on_the_planes_of_jpeg_frames(string name)
    {
        var family = FramePassKernels.All.Kernels.Single(kernel => kernel.Name == name).Family;
        foreach (var subsampling in Enum.GetValues<JpegSubsampling>())
        {
            for (var seed = 0; seed < Cases / 5; seed++)
            {
                var random = new Random(seed);
                var (width, height) = (random.Next(1, random.Next(8) == 0 ? 400 : 70), random.Next(1, 60));
                using var planes = RandomPlanes(random, width, height, subsampling);
                var target = RandomTarget.Draw(random);

                var expected = Run(planes, width, height, target, KernelFamily.Scalar);
                var actual = Run(planes, width, height, target, family);
                var at = expected.AsSpan().CommonPrefixLength(actual);
                Assert.True(at == expected.Length, $"{name}, {subsampling}, seed {seed}, {width}x{height} to {target}: byte {at} of {target.TensorBytes} differs, or it wrote past the tensor");
            }
        }
    }

    private static unsafe JpegPlanes RandomPlanes(Random random, int width, int height, JpegSubsampling subsampling)
    {
        var planes = new JpegPlanes(width, height, subsampling);
        for (var i = 0; i < planes.Layout.Planes.Length; i++)
        {
            var rows = i > 0 && subsampling is JpegSubsampling.S420 or JpegSubsampling.S440 ? (height + 1) / 2 : i > 0 && subsampling == JpegSubsampling.S441 ? (height + 3) / 4 : height;
            random.NextBytes(new Span<byte>(planes.Pointers[i], planes.Strides[i] * rows));
        }

        return planes;
    }

    private static unsafe byte[] Run(JpegPlanes planes, int width, int height, RandomTarget target, KernelFamily family)
    {
        var geometry = FrameGeometry.Of(width, height, target.Orientation, target.Width, target.Height, target.Fit);
        using var pass = new FramePass(planes.Layout, geometry, new FrameTarget(target.Width, target.Height, target.Filler, target.Filter), KernelFamilies.UpTo(family));
        var memory = new byte[Guard + target.TensorBytes + Guard];
        memory.AsSpan().Fill(Canary);
        fixed (byte* start = memory)
            pass.Run(planes.Start, start + Guard);
        return memory;
    }

    private static byte[] Run(Frame frame, RandomTarget target, KernelFamily family)
    {
        using var preprocessor = target.Plan(frame.Format!, KernelFamilies.UpTo(family));
        var memory = new byte[Guard + target.TensorBytes + Guard];
        memory.AsSpan().Fill(Canary);
        preprocessor.Run(frame, memory.AsSpan(Guard, target.TensorBytes));
        return memory;
    }
}
