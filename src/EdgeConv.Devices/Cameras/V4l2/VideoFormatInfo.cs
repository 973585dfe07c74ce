using System.Collections.Immutable;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>A format a camera offers.</summary>
/// <param name="Code">V4L2's four characters.</param>
/// <param name="Description">The driver's name for it.</param>
/// <param name="Pixels">What it is to us; null: it cannot be used.</param>
/// <param name="Sizes">The sizes; none when the driver does not say.</param>
public sealed record VideoFormatInfo(string Code, string Description, PixelFormat? Pixels, ImmutableArray<VideoSizes> Sizes);
