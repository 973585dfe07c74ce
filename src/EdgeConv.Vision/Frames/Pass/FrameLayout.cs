using System.Collections.Immutable;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Where the components of a frame lie in its planes.</summary>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Planes">The planes.</param>
/// <param name="Components">Red, green and blue; Y, Cb and Cr; or Y alone.</param>
/// <param name="Equation">From components to levels.</param>
/// <param name="IsYCbCr">Whether the components have to be mixed by it.</param>
internal sealed record FrameLayout(
    int Width, int Height, ImmutableArray<FrameLayout.Plane> Planes, ImmutableArray<FrameLayout.Component> Components, YCbCrEquation Equation, bool IsYCbCr)
{
    /// <summary>The most planes a frame has.</summary>
    public const int MaxPlanes = 3;

    /// <summary>The most components that are looked at.</summary>
    public const int MaxComponents = 3;

    /// <summary>A plane: groups of bytes that stand for as many pixels each.</summary>
    /// <param name="Offset">Bytes from the frame's first.</param>
    /// <param name="Stride">Bytes from row to row.</param>
    /// <param name="Interleave">How components take turns in a group.</param>
    /// <param name="GroupBytes">Bytes of a group.</param>
    /// <param name="GroupPixels">Pixels across that it stands for.</param>
    /// <param name="RowPixels">Pixels down that it stands for.</param>
    /// <param name="Line">The line of its first component.</param>
    public sealed record Plane(int Offset, int Stride, FrameInterleave Interleave, int GroupBytes, int GroupPixels, int RowPixels, int Line);

    /// <summary>A component.</summary>
    /// <param name="Plane">Where it lies.</param>
    /// <param name="At">Its first byte in a group.</param>
    /// <param name="Step">Bytes from sample to sample.</param>
    /// <param name="Line">Its line.</param>
    public sealed record Component(int Plane, int At, int Step, int Line);

    /// <summary>Whether the first component alone is a grey picture.</summary>
    public bool HasLuma => IsYCbCr || Components.Length == 1;

    /// <summary>The layout of frames that are not compressed.</summary>
    public static FrameLayout Of(FrameFormat format)
    {
        var planes = format.Planes;
        return format.Pixels switch
        {
            PixelFormat.Yuyv => Mixed([Whole(FrameInterleave.LumaFirst, 4, 2)], [new(0, 0, 2, 0), new(0, 1, 4, 1), new(0, 3, 4, 2)]),
            PixelFormat.Uyvy => Mixed([Whole(FrameInterleave.LumaSecond, 4, 2)], [new(0, 1, 2, 0), new(0, 0, 4, 1), new(0, 2, 4, 2)]),
            PixelFormat.Nv12 => Mixed([Whole(FrameInterleave.None, 1), Pairs()], [new(0, 0, 1, 0), new(1, 0, 2, 1), new(1, 1, 2, 2)]),
            PixelFormat.Nv21 => Mixed([Whole(FrameInterleave.None, 1), Pairs()], [new(0, 0, 1, 0), new(1, 1, 2, 2), new(1, 0, 2, 1)]),
            PixelFormat.I420 => Planar(format.Width, format.Height, 2, 2, planes, YCbCrEquation.Of(format.Matrix, format.Range)),
            PixelFormat.Rgb24 => Levels(Whole(FrameInterleave.Triples, 3), [new(0, 0, 3, 0), new(0, 1, 3, 1), new(0, 2, 3, 2)]),
            PixelFormat.Bgr24 => Levels(Whole(FrameInterleave.Triples, 3), [new(0, 2, 3, 2), new(0, 1, 3, 1), new(0, 0, 3, 0)]),
            PixelFormat.Rgba32 => Levels(Whole(FrameInterleave.Quads, 4), [new(0, 0, 4, 0), new(0, 1, 4, 1), new(0, 2, 4, 2)]),
            PixelFormat.Grey => Levels(Whole(FrameInterleave.None, 1), [new(0, 0, 1, 0)]),
            _ => throw new ArgumentException($"{format} frames have no planes.", nameof(format)),
        };

        Plane Whole(FrameInterleave interleave, int groupBytes, int groupPixels = 1) => new(planes[0].Offset, planes[0].Stride, interleave, groupBytes, groupPixels, 1, 0);
        Plane Pairs() => new(planes[1].Offset, planes[1].Stride, FrameInterleave.Pairs, 2, 2, 2, 1);
        FrameLayout Mixed(ImmutableArray<Plane> parts, ImmutableArray<Component> components) => new(format.Width, format.Height, parts, components, YCbCrEquation.Of(format.Matrix, format.Range), true);
        FrameLayout Levels(Plane plane, ImmutableArray<Component> components) => new(format.Width, format.Height, [plane], components, YCbCrEquation.Levels, false);
    }

    /// <summary>Planes of Y, Cb and Cr, or of Y alone.</summary>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="across">Pixels across that a sample of Cb or Cr stands for.</param>
    /// <param name="down">Pixels down that it stands for.</param>
    /// <param name="planes">Three, or one.</param>
    /// <param name="equation">From Y, Cb and Cr to levels.</param>
    public static FrameLayout Planar(int width, int height, int across, int down, ImmutableArray<FramePlane> planes, YCbCrEquation equation) => new(
        width,
        height,
        [.. planes.Select((plane, i) => new Plane(plane.Offset, plane.Stride, FrameInterleave.None, 1, i == 0 ? 1 : across, i == 0 ? 1 : down, i))],
        [.. planes.Select((_, i) => new Component(i, 0, 1, i))],
        equation,
        planes.Length > 1);

    /// <summary>What a grey model needs: Y alone, where there is one.</summary>
    public FrameLayout ForGrey() => HasLuma ? this with { Planes = [Planes[0]], Components = [Components[0]], IsYCbCr = false } : this;
}
