using System.Runtime.CompilerServices;
using EdgeConv.Devices.Cameras.V4l2;
using EdgeConv.Devices.Gpio;

namespace EdgeConv.Tests.Devices.Cameras.V4l2;

/// <summary>Sizes, places and numbers as C programs print them that include linux/videodev2.h and linux/gpio.h of Linux 6.1: the same for x86-64 and arm64, others for 32-bit arm.</summary>
public unsafe class VideoStructsTests
{
    private static bool Is64 => nint.Size == 8;

    [Fact]
    public void Structures_have_the_kernels_sizes()
    {
        Assert.Equal(104, sizeof(VideoCapability));
        Assert.Equal(64, sizeof(VideoFormatDescription));
        Assert.Equal(44, sizeof(VideoFrameSize));
        Assert.Equal(52, sizeof(VideoFrameInterval));
        Assert.Equal(48, sizeof(VideoPixelFormat));
        Assert.Equal(192, sizeof(VideoMultiPlaneFormat));
        Assert.Equal(Is64 ? 208 : 204, sizeof(VideoFormat));
        Assert.Equal(204, sizeof(VideoStreamParameters));
        Assert.Equal(20, sizeof(VideoBufferRequest));
        Assert.Equal(Is64 ? 88 : 68, sizeof(VideoBuffer));
        Assert.Equal(Is64 ? 64 : 60, sizeof(VideoPlane));
        Assert.Equal(68, sizeof(VideoControlQuery));
        Assert.Equal(8, sizeof(VideoControlValue));
        Assert.Equal(68, sizeof(GpioChips.ChipInfo));
    }

    [Fact]
    public void Fields_are_where_the_kernel_has_them()
    {
        VideoFormat format = default;
        Assert.Equal(Is64 ? 8 : 4, Place(ref format, ref format.Union));
        VideoBuffer buffer = default;
        Assert.Equal(Is64 ? 24 : 20, Place(ref buffer, ref buffer.Seconds));
        Assert.Equal(Is64 ? 56 : 44, Place(ref buffer, ref buffer.Sequence));
        Assert.Equal(Is64 ? 64 : 52, Place(ref buffer, ref buffer.Place));
        Assert.Equal(Is64 ? 72 : 56, Place(ref buffer, ref buffer.Length));
        VideoPlane plane = default;
        Assert.Equal(8, Place(ref plane, ref plane.Place));
        Assert.Equal(Is64 ? 16 : 12, Place(ref plane, ref plane.DataOffset));
        VideoMultiPlaneFormat multi = default;
        Assert.Equal(180, Place(ref multi, ref multi.PlaneCount));
        Assert.Equal(183, Place(ref multi, ref multi.Quantization));
        VideoPixelFormat pixels = default;
        Assert.Equal(40, Place(ref pixels, ref pixels.Quantization));
        VideoStreamParameters parameters = default;
        Assert.Equal(12, Place(ref parameters, ref parameters.TimePerFrame));
        VideoCapability capability = default;
        Assert.Equal(88, Place(ref capability, ref capability.DeviceCapabilities));
    }

    [Fact]
    public void Requests_have_the_kernels_numbers()
    {
        Assert.Equal(0x80685600u, VideoRequests.QueryCapability);
        Assert.Equal(0xC0405602u, VideoRequests.EnumerateFormat);
        Assert.Equal(Is64 ? 0xC0D05605u : 0xC0CC5605u, VideoRequests.SetFormat);
        Assert.Equal(0xC0145608u, VideoRequests.RequestBuffers);
        Assert.Equal(Is64 ? 0xC0585609u : 0xC0445609u, VideoRequests.QueryBuffer);
        Assert.Equal(Is64 ? 0xC058560Fu : 0xC044560Fu, VideoRequests.QueueBuffer);
        Assert.Equal(Is64 ? 0xC0585611u : 0xC0445611u, VideoRequests.DequeueBuffer);
        Assert.Equal(0x40045612u, VideoRequests.StreamOn);
        Assert.Equal(0x40045613u, VideoRequests.StreamOff);
        Assert.Equal(0xC0CC5616u, VideoRequests.SetParameters);
        Assert.Equal(0xC008561Bu, VideoRequests.GetControl);
        Assert.Equal(0xC008561Cu, VideoRequests.SetControl);
        Assert.Equal(0xC0445624u, VideoRequests.QueryControl);
        Assert.Equal(0xC02C564Au, VideoRequests.EnumerateFrameSize);
        Assert.Equal(0xC034564Bu, VideoRequests.EnumerateFrameInterval);
        Assert.Equal(0x8044B401u, GpioChips.GetChipInfo);
    }

    private static int Place<TStruct, TField>(ref TStruct structure, ref TField field) =>
        (int)Unsafe.ByteOffset(ref Unsafe.As<TStruct, byte>(ref structure), ref Unsafe.As<TField, byte>(ref field));
}
