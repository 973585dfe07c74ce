namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>Values of linux/videodev2.h.</summary>
internal static class VideoConstants
{
    /// <summary>V4L2_CAP_VIDEO_CAPTURE.</summary>
    public const uint CanCapture = 0x0000_0001;

    /// <summary>V4L2_CAP_VIDEO_CAPTURE_MPLANE.</summary>
    public const uint CanCaptureMultiPlane = 0x0000_1000;

    /// <summary>V4L2_CAP_STREAMING.</summary>
    public const uint CanStream = 0x0400_0000;

    /// <summary>V4L2_CAP_DEVICE_CAPS: capabilities of this node, not of all of the device's, are told too.</summary>
    public const uint TellsOfNode = 0x8000_0000;

    /// <summary>V4L2_BUF_TYPE_VIDEO_CAPTURE.</summary>
    public const uint Capture = 1;

    /// <summary>V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE.</summary>
    public const uint CaptureMultiPlane = 9;

    /// <summary>V4L2_MEMORY_MMAP.</summary>
    public const uint Mapped = 1;

    /// <summary>V4L2_FIELD_NONE: whole frames.</summary>
    public const uint Progressive = 1;

    /// <summary>V4L2_FIELD_ANY.</summary>
    public const uint AnyField = 0;

    /// <summary>V4L2_FRMSIZE_TYPE_DISCRETE and V4L2_FRMIVAL_TYPE_DISCRETE; what is above goes in steps.</summary>
    public const uint Discrete = 1;

    /// <summary>V4L2_BUF_FLAG_ERROR.</summary>
    public const uint IsDamaged = 0x0040;

    /// <summary>V4L2_BUF_FLAG_TIMESTAMP_MASK.</summary>
    public const uint ClockMask = 0xE000;

    /// <summary>V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC.</summary>
    public const uint MonotonicClock = 0x2000;

    /// <summary>V4L2_CAP_TIMEPERFRAME.</summary>
    public const uint HasRate = 0x1000;

    /// <summary>V4L2_CTRL_TYPE_BITMASK.</summary>
    public const uint BitMask = 8;

    /// <summary>V4L2_CTRL_FLAG_NEXT_CTRL.</summary>
    public const uint NextControl = 0x8000_0000;

    /// <summary>V4L2_CTRL_FLAG_DISABLED.</summary>
    public const uint ControlDisabled = 0x0001;

    /// <summary>V4L2_CTRL_FLAG_READ_ONLY.</summary>
    public const uint ControlReadOnly = 0x0004;

    /// <summary>V4L2_CTRL_FLAG_WRITE_ONLY.</summary>
    public const uint ControlWriteOnly = 0x0040;
}
