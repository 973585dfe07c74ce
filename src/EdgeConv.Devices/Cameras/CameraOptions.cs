using System.Collections.Immutable;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras;

/// <summary>What a user asks of a camera; what is not asked for, the camera or EdgeConv decides.</summary>
public sealed record CameraOptions
{
    /// <summary>Nothing asked for.</summary>
    public static CameraOptions None { get; } = new();

    /// <summary>The size of frames.</summary>
    public FrameSize? Size { get; init; }

    /// <summary>Frames a second.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>The time from frame to frame; zero when no rate is asked for.</summary>
    internal TimeSpan Interval => FramesPerSecond is { } rate ? TimeSpan.FromSeconds(1 / rate) : TimeSpan.Zero;

    /// <summary>How pixels are arranged.</summary>
    public PixelFormat? Pixels { get; init; }

    /// <summary>The same by the driver's own name, four characters, where that tells more: <c>NM12</c> is NV12 with a buffer for each plane.</summary>
    public string? DriverFormat { get; init; }

    /// <summary>Whether a folder's pictures begin again after the last.</summary>
    public bool Repeats { get; init; }

    /// <summary>Controls of the camera to set, by name, as <c>v4l2-ctl --list-ctrls</c> spells them.</summary>
    public ImmutableSortedDictionary<string, long> Controls { get; init; } = ImmutableSortedDictionary<string, long>.Empty;
}
