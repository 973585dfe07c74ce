using System.Collections.Immutable;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>How a driver's buffers become frames.</summary>
/// <param name="Format">What frames are.</param>
/// <param name="MemoryPlaneBytes">Bytes that are taken of each memory plane, one after the other; 0: as many as were filled.</param>
/// <param name="MaxFrameBytes">The most bytes a frame may have.</param>
internal sealed record VideoLayout(FrameFormat Format, ImmutableArray<int> MemoryPlaneBytes, int MaxFrameBytes)
{
    /// <summary>From the driver's answer of the single-planar interface.</summary>
    /// <exception cref="CameraException">The answer is none we can use.</exception>
    public static VideoLayout Of(string name, VideoPixelFormat answer)
    {
        var pixels = Check(name, answer.PixelFormat, answer.Field);
        return Build(name, () => Packed(name, pixels, answer.Width, answer.Height, answer.BytesPerLine, answer.SizeImage, answer.ColourSpace, answer.Encoding, answer.Quantization));
    }

    /// <summary>From the driver's answer of the multi-planar interface: NV12 and I420 may have a buffer for each plane there.</summary>
    /// <exception cref="CameraException">The answer is none we can use.</exception>
    public static VideoLayout Of(string name, in VideoMultiPlaneFormat answer)
    {
        var pixels = Check(name, answer.PixelFormat, answer.Field);
        var (given, planes) = (answer, answer.Planes[..Math.Min((int)answer.PlaneCount, VideoPlaneFormats.Count)].ToArray());
        return Build(name, () => planes.Length == 1
            ? Packed(name, pixels, given.Width, given.Height, planes[0].BytesPerLine, planes[0].SizeImage, given.ColourSpace, given.Encoding, given.Quantization)
            : Scattered(name, pixels, given, planes));
    }

    private static VideoPixels Check(string name, uint code, uint field)
    {
        // V4L2_FIELD_INTERLACED and _TB, _BT: both fields' rows in their places, so a whole picture.
        if (field is not (VideoConstants.AnyField or VideoConstants.Progressive or 4 or 8 or 9))
            throw new CameraException($"{name}: it gives half pictures (interlaced fields, V4L2 field order {field}), which are not supported.");
        return VideoPixels.Of(code) ?? throw new CameraException($"{name}: the driver insists on the format {VideoText.FourCharacters(code)}, which is not supported.");
    }

    private static VideoLayout Build(string name, Func<VideoLayout> build)
    {
        try
        {
            return build();
        }
        catch (ArgumentException problem)
        {
            throw new CameraException($"{name}: the driver describes frames that cannot be: {problem.Message}", problem);
        }
    }

    private static VideoLayout Packed(string name, VideoPixels pixels, uint width, uint height, uint stride, uint size, uint space, uint encoding, uint quantization)
    {
        var layout = FrameLayout.Of(pixels.Pixels, (int)width, (int)height, pixels.Pixels == PixelFormat.Mjpeg ? 0 : (int)stride, pixels.CrFirst)
            .With(VideoColours.Matrix(space, encoding), VideoColours.Range(space, quantization, pixels.Pixels));
        if (size < Math.Max(1, layout.Format.Bytes) || size > Array.MaxLength)
            throw new CameraException($"{name}: the driver describes frames that cannot be: {layout.Format} in {size} bytes.");
        return new VideoLayout(layout.Format, [layout.Format.Bytes], layout.Format.Bytes == 0 ? (int)size : layout.Format.Bytes);
    }

    private static VideoLayout Scattered(string name, VideoPixels pixels, in VideoMultiPlaneFormat answer, VideoPlaneFormat[] parts)
    {
        var planes = ImmutableArray.CreateBuilder<FramePlane>();
        var bytes = ImmutableArray.CreateBuilder<int>();
        var offset = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            var rows = i == 0 ? answer.Height : (answer.Height + 1) / 2;
            var part = (long)parts[i].BytesPerLine * rows;
            if (part > parts[i].SizeImage)
                throw new CameraException($"{name}: the driver describes frames that cannot be: {rows} rows of {parts[i].BytesPerLine} bytes in {parts[i].SizeImage}.");
            if (offset + part > Array.MaxLength)
                throw new CameraException($"{name}: the driver describes frames that cannot be: they have more than {Array.MaxLength} bytes.");
            planes.Add(new FramePlane((int)offset, (int)parts[i].BytesPerLine));
            bytes.Add((int)part);
            offset += part;
        }

        if (pixels.CrFirst && planes.Count == 3)
            (planes[1], planes[2]) = (planes[2], planes[1]);
        var format = new FrameFormat(pixels.Pixels, (int)answer.Width, (int)answer.Height, planes.ToImmutable())
        {
            Matrix = VideoColours.Matrix(answer.ColourSpace, answer.Encoding),
            Range = VideoColours.Range(answer.ColourSpace, answer.Quantization, pixels.Pixels),
        };
        return new VideoLayout(format, bytes.ToImmutable(), (int)offset);
    }
}
