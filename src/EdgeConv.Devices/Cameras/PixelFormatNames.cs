using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras;

/// <summary>Arrangements of pixels as users write them.</summary>
public static class PixelFormatNames
{
    /// <summary>A format's name: <c>yuyv</c>.</summary>
    public static string Of(PixelFormat pixels) => pixels.ToString().ToLowerInvariant();

    /// <summary>The format of a name; null: there is none.</summary>
    internal static PixelFormat? Parse(string name) =>
        Enum.GetValues<PixelFormat>().Cast<PixelFormat?>().FirstOrDefault(pixels => string.Equals(Of(pixels!.Value), name, StringComparison.OrdinalIgnoreCase));
}
