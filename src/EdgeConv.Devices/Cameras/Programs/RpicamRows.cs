using System.Globalization;

namespace EdgeConv.Devices.Cameras.Programs;

/// <summary>
/// How long the rows are that <c>rpicam-vid --codec yuv420</c> writes. It writes the image processor's buffers whole (rpicam-apps, encoder/null_encoder.cpp and
/// output/file_output.cpp), padding included: Y rows of <c>stride</c> bytes, then Cb and Cr rows of half that, <c>stride * height * 3 / 2</c> bytes a frame.
/// <list type="bullet">
/// <item>Raspberry Pi Zero to 4: the width rounded up to 64 (raspberrypi/linux#4419; raspberrypi/rpicam-apps#188: 780x360 comes as 832x360).</item>
/// <item>Raspberry Pi 5: half the width rounded up to 64, doubled: the width rounded up to 128 (libcamera, pipeline/rpi/pisp/pisp.cpp, computeOptimalStride), and more where it
/// makes small frames by leaving out pixels.</item>
/// </list>
/// As no rule holds everywhere, the program is asked: with <c>--verbose</c> it says the bytes of each frame before it writes them. Programs that do not say it are older than the
/// Raspberry Pi 5.
/// </summary>
internal static class RpicamRows
{
    private const int OldAlignment = 64;
    private const string Mark = "FileOutput: output buffer ";
    private const string SizeMark = " size ";

    /// <summary>The bytes of a frame by the program's own words; null: it has not said. A line without an end may lack digits.</summary>
    public static int? ToldFrameBytes(string words)
    {
        foreach (var line in words.Split('\n')[..^1])
        {
            var mark = line.IndexOf(Mark, StringComparison.Ordinal);
            var size = mark < 0 ? -1 : line.IndexOf(SizeMark, mark, StringComparison.Ordinal);
            if (size >= 0 && int.TryParse(line.AsSpan(size + SizeMark.Length).TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
                return bytes;
        }

        return null;
    }

    /// <summary>The bytes from row to row of Y.</summary>
    /// <param name="size">The frames' size.</param>
    /// <param name="frameBytes">Their bytes, when known.</param>
    /// <param name="camera">What the camera is called in messages.</param>
    /// <exception cref="CameraException">Frames of this size cannot have so many bytes.</exception>
    public static int Stride(FrameSize size, int? frameBytes, string camera)
    {
        if (frameBytes is not { } bytes)
            return (size.Width + OldAlignment - 1) / OldAlignment * OldAlignment;
        var rows = size.Height * 3 / 2;
        return bytes % rows == 0 && bytes / rows >= size.Width && bytes / rows % 2 == 0
            ? bytes / rows
            : throw new CameraException($"{camera}: frames of {size} were asked for, and have {bytes} bytes: the camera changed the size. Ask for one it has (rpicam-vid --list-cameras), as in size=640x480.");
    }
}
