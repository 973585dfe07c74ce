using System.Collections.Immutable;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>A camera with a device file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">What the driver calls it.</param>
/// <param name="Driver">The driver.</param>
/// <param name="Bus">Where it is plugged in, as in <c>usb-0000:01:00.0-1.3</c>.</param>
/// <param name="Formats">What it offers.</param>
/// <param name="Controls">What can be set.</param>
/// <param name="Problem">Why nothing could be learnt of it, a sentence; null when all is well.</param>
public sealed record VideoCameraInfo(
    string Path, string Name, string Driver, string Bus, ImmutableArray<VideoFormatInfo> Formats, ImmutableArray<VideoControlInfo> Controls, string? Problem);
