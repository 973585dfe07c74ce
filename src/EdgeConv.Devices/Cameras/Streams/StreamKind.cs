namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>How frames are packed into a stream.</summary>
internal enum StreamKind
{
    /// <summary>As its first bytes tell: y4m or JPEG.</summary>
    Unknown,

    /// <summary>Pixels with nothing between frames.</summary>
    Raw,

    /// <summary>YUV4MPEG2.</summary>
    Y4m,

    /// <summary>JPEG files.</summary>
    Mjpeg,
}
