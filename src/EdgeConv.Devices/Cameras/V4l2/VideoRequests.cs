using EdgeConv.Devices.Interop;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>Numbers of the V4L2 requests (linux/videodev2.h).</summary>
internal static class VideoRequests
{
    private const char Family = 'V';

    public static readonly nuint QueryCapability = IoctlNumber.Read<VideoCapability>(Family, 0);
    public static readonly nuint EnumerateFormat = IoctlNumber.Exchange<VideoFormatDescription>(Family, 2);
    public static readonly nuint SetFormat = IoctlNumber.Exchange<VideoFormat>(Family, 5);
    public static readonly nuint RequestBuffers = IoctlNumber.Exchange<VideoBufferRequest>(Family, 8);
    public static readonly nuint QueryBuffer = IoctlNumber.Exchange<VideoBuffer>(Family, 9);
    public static readonly nuint QueueBuffer = IoctlNumber.Exchange<VideoBuffer>(Family, 15);
    public static readonly nuint DequeueBuffer = IoctlNumber.Exchange<VideoBuffer>(Family, 17);
    public static readonly nuint StreamOn = IoctlNumber.Write<int>(Family, 18);
    public static readonly nuint StreamOff = IoctlNumber.Write<int>(Family, 19);
    public static readonly nuint SetParameters = IoctlNumber.Exchange<VideoStreamParameters>(Family, 22);
    public static readonly nuint GetControl = IoctlNumber.Exchange<VideoControlValue>(Family, 27);
    public static readonly nuint SetControl = IoctlNumber.Exchange<VideoControlValue>(Family, 28);
    public static readonly nuint QueryControl = IoctlNumber.Exchange<VideoControlQuery>(Family, 36);
    public static readonly nuint EnumerateFrameSize = IoctlNumber.Exchange<VideoFrameSize>(Family, 74);
    public static readonly nuint EnumerateFrameInterval = IoctlNumber.Exchange<VideoFrameInterval>(Family, 75);
}
