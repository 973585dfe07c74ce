using System.Runtime.CompilerServices;

namespace EdgeConv.Devices.Cameras.V4l2;

// Arguments of the V4L2 requests, laid out as linux/videodev2.h has them on 64-bit and on 32-bit little-endian systems alike: what is `long` or a pointer there is nint here.
// A file for each would be a file a line; they are one thing: the wire format.

/// <summary>Text of a fixed length that ends with a zero.</summary>
[InlineArray(16)]
internal struct Text16
{
    private byte _first;
}

/// <inheritdoc cref="Text16"/>
[InlineArray(32)]
internal struct Text32
{
    private byte _first;
}

/// <summary>Three reserved words.</summary>
[InlineArray(3)]
internal struct Words3
{
    private uint _first;
}

/// <summary>struct v4l2_capability.</summary>
internal struct VideoCapability
{
    public Text16 Driver;
    public Text32 Card;
    public Text32 Bus;
    public uint Version;
    public uint Capabilities;
    public uint DeviceCapabilities;
    public Words3 Reserved;
}

/// <summary>struct v4l2_fmtdesc.</summary>
internal struct VideoFormatDescription
{
    public uint Index;
    public uint Type;
    public uint Flags;
    public Text32 Description;
    public uint PixelFormat;
    public uint MediaBusCode;
    public Words3 Reserved;
}

/// <summary>struct v4l2_frmsizeenum; of a discrete size the first two numbers.</summary>
internal struct VideoFrameSize
{
    public uint Index;
    public uint PixelFormat;
    public uint Type;
    public uint MinWidth;
    public uint MaxWidth;
    public uint StepWidth;
    public uint MinHeight;
    public uint MaxHeight;
    public uint StepHeight;
    public uint Reserved0;
    public uint Reserved1;

    /// <summary>The width where <see cref="Type"/> is discrete.</summary>
    public readonly uint Width => MinWidth;

    /// <summary>The height where <see cref="Type"/> is discrete.</summary>
    public readonly uint Height => MaxWidth;
}

/// <summary>struct v4l2_fract.</summary>
internal struct VideoFraction
{
    public uint Numerator;
    public uint Denominator;
}

/// <summary>struct v4l2_frmivalenum; of a discrete interval the first fraction.</summary>
internal struct VideoFrameInterval
{
    public uint Index;
    public uint PixelFormat;
    public uint Width;
    public uint Height;
    public uint Type;
    public VideoFraction Min;
    public VideoFraction Max;
    public VideoFraction Step;
    public uint Reserved0;
    public uint Reserved1;
}

/// <summary>struct v4l2_pix_format.</summary>
internal struct VideoPixelFormat
{
    public uint Width;
    public uint Height;
    public uint PixelFormat;
    public uint Field;
    public uint BytesPerLine;
    public uint SizeImage;
    public uint ColourSpace;
    public uint Private;
    public uint Flags;
    public uint Encoding;
    public uint Quantization;
    public uint TransferFunction;
}

/// <summary>struct v4l2_plane_pix_format.</summary>
internal struct VideoPlaneFormat
{
    public uint SizeImage;
    public uint BytesPerLine;
    public Words3 Reserved;
}

/// <summary>The formats of the planes of struct v4l2_pix_format_mplane.</summary>
[InlineArray(Count)]
internal struct VideoPlaneFormats
{
    /// <summary>VIDEO_MAX_PLANES.</summary>
    public const int Count = 8;

    private VideoPlaneFormat _first;
}

/// <summary>struct v4l2_pix_format_mplane.</summary>
internal struct VideoMultiPlaneFormat
{
    public uint Width;
    public uint Height;
    public uint PixelFormat;
    public uint Field;
    public uint ColourSpace;
    public VideoPlaneFormats Planes;
    public byte PlaneCount;
    public byte Flags;
    public byte Encoding;
    public byte Quantization;
    public byte TransferFunction;
    public byte Reserved0;
    public ushort Reserved1;
    public uint Reserved2;
}

/// <summary>The 200 bytes that are one of many in struct v4l2_format and struct v4l2_streamparm.</summary>
[InlineArray(50)]
internal struct VideoUnion
{
    private uint _first;
}

/// <summary>struct v4l2_format. One of the union's members begins with a pointer, so that on 64-bit systems there is a gap behind the type, which the wide type stands for.</summary>
internal struct VideoFormat
{
    public nint Type;
    public VideoUnion Union;

    /// <summary>The union as a single-planar format.</summary>
    public VideoPixelFormat Single
    {
        readonly get => Unsafe.As<VideoUnion, VideoPixelFormat>(ref Unsafe.AsRef(in Union));
        set => Unsafe.As<VideoUnion, VideoPixelFormat>(ref Union) = value;
    }

    /// <summary>The union as a multi-planar format.</summary>
    public VideoMultiPlaneFormat Multi
    {
        readonly get => Unsafe.As<VideoUnion, VideoMultiPlaneFormat>(ref Unsafe.AsRef(in Union));
        set => Unsafe.As<VideoUnion, VideoMultiPlaneFormat>(ref Union) = value;
    }
}

/// <summary>struct v4l2_streamparm with its capture member.</summary>
internal struct VideoStreamParameters
{
    public uint Type;
    public uint Capability;
    public uint CaptureMode;
    public VideoFraction TimePerFrame;
    public uint ExtendedMode;
    public uint ReadBuffers;
    public VideoRest Reserved;
}

/// <summary>What the capture member leaves of the 200 bytes.</summary>
[InlineArray(44)]
internal struct VideoRest
{
    private uint _first;
}

/// <summary>struct v4l2_requestbuffers.</summary>
internal struct VideoBufferRequest
{
    public uint Count;
    public uint Type;
    public uint Memory;
    public uint Capabilities;
    public uint Flags;
}

/// <summary>struct v4l2_timecode, which nobody fills.</summary>
[InlineArray(4)]
internal struct VideoTimeCode
{
    private uint _first;
}

/// <summary>struct v4l2_buffer with the kernel's `struct timeval` of two longs: on 32-bit systems its number is that of VIDIOC_…_TIME32.</summary>
internal struct VideoBuffer
{
    public uint Index;
    public uint Type;
    public uint BytesUsed;
    public uint Flags;
    public uint Field;
    public nint Seconds;
    public nint Microseconds;
    public VideoTimeCode TimeCode;
    public uint Sequence;
    public uint Memory;

    /// <summary>The union m: an offset in its low half, or the address of the planes.</summary>
    public nint Place;
    public uint Length;
    public uint Reserved;
    public uint RequestDescriptor;
}

/// <summary>struct v4l2_plane.</summary>
internal struct VideoPlane
{
    public uint BytesUsed;
    public uint Length;

    /// <summary>The union m: an offset in its low half.</summary>
    public nint Place;
    public uint DataOffset;
    public VideoPlaneReserved Reserved;
}

/// <summary>The reserved words of struct v4l2_plane.</summary>
[InlineArray(11)]
internal struct VideoPlaneReserved
{
    private uint _first;
}

/// <summary>struct v4l2_queryctrl.</summary>
internal struct VideoControlQuery
{
    public uint Id;
    public uint Type;
    public Text32 Name;
    public int Minimum;
    public int Maximum;
    public int Step;
    public int Default;
    public uint Flags;
    public uint Reserved0;
    public uint Reserved1;
}

/// <summary>struct v4l2_control.</summary>
internal struct VideoControlValue
{
    public uint Id;
    public int Value;
}
