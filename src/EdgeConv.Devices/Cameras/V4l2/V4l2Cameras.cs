using System.Collections.Immutable;
using EdgeConv.Devices.Interop;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>The cameras of a computer that have device files.</summary>
public static class V4l2Cameras
{
    /// <summary>Lists them. Device files that give no frames are left out; a camera that may not be asked is listed with the reason.</summary>
    public static ImmutableArray<VideoCameraInfo> List() => List(new LinuxVideo());

    /// <inheritdoc cref="List()"/>
    internal static ImmutableArray<VideoCameraInfo> List(IVideoSystem system) => [.. system.Paths.Select(path => Describe(system, path)).OfType<VideoCameraInfo>()];

    private static VideoCameraInfo? Describe(IVideoSystem system, string path)
    {
        var error = system.Open(path, out var device);
        if (error is Errno.NoDevice or Errno.NoDeviceOrAddress or Errno.NoEntry)
            return null;
        if (error != 0)
            return new VideoCameraInfo(path, "", "", "", [], [], VideoErrors.Opening(path, error).Message);
        using (device)
        {
            try
            {
                var node = new VideoNode(device!, path);
                return node.IsCamera ? new VideoCameraInfo(path, node.Card, node.Driver, node.Bus, node.Formats(), node.Controls(), null) : null;
            }
            catch (CameraException problem)
            {
                return new VideoCameraInfo(path, "", "", "", [], [], problem.Message);
            }
        }
    }
}
