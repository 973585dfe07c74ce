using System.Runtime.CompilerServices;
using EdgeConv.Vision.Preprocessing;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>From the planes of a frame to the part of an input tensor that is no border, in one pass; all of it is fixed when planned but the frame's and the tensor's places.</summary>
/// <remarks>
/// A grid of <see cref="Rows"/> x <see cref="Columns"/> pixels lies over the frame's window, in the direction of its stored rows. With the weights wr of grid row v and wc of grid column u,
/// which sum to 2^14, and s(r, c) the samples of a component, its value at (u, v) with seven bits behind the point is
/// <code>
/// sum(c) = (sum over r of wr * s(r, c) + 2^6) >> 7
/// value  = (sum over c of wc * sum(c) + 2^13) >> 14
/// </code>
/// Values become levels, 0 to 255, by <see cref="Equation"/>; levels become elements by <see cref="Tables"/>; the elements of a pixel stand together at
/// <c>*Output + v * RowStep + u * ColumnStep</c>. Kernels may read 31 bytes behind a window's last row.
/// </remarks>
internal unsafe struct FramePassArguments
{
    /// <summary>Where the first byte of each plane is: set before each run.</summary>
    public byte** Planes;

    /// <summary>Where the element of grid pixel (0, 0) goes: set before each run.</summary>
    public byte** Output;

    /// <summary>The planes that are read.</summary>
    public PlaneList PlaneWindows;

    /// <summary>How many.</summary>
    public int PlaneCount;

    /// <summary>Red, green and blue, or Y, Cb and Cr; or only a grey or Y.</summary>
    public ComponentList Components;

    /// <summary>1 or 3.</summary>
    public int ComponentCount;

    /// <summary>Whether three components are Y, Cb and Cr.</summary>
    public bool IsYCbCr;

    /// <summary>Values to levels: of each component by itself with <see cref="YCbCrEquation.Luma"/> and <see cref="YCbCrEquation.Grey"/>, or of Y, Cb and Cr together.</summary>
    public YCbCrEquation Equation;

    /// <summary>Grid rows, one after another along the frame's rows.</summary>
    public int Rows;

    /// <summary>Grid columns.</summary>
    public int Columns;

    /// <summary>Elements a pixel becomes: 1 or 3. Three levels become one by the formula of <see cref="ChannelOrder.Grey"/>.</summary>
    public int Channels;

    /// <summary>Whether the first channel is blue, not red.</summary>
    public bool IsBlueFirst;

    /// <summary>256 elements for each channel, as the tensor has them.</summary>
    public byte* Tables;

    /// <summary>Bytes of an element: 1 or 4.</summary>
    public int ElementBytes;

    /// <summary>What every level is combined with by exclusive or, where that gives just what <see cref="Tables"/> say; else below 0.</summary>
    public int Flip;

    /// <summary>Bytes from a pixel to the next in the grid's row.</summary>
    public long ColumnStep;

    /// <summary>Bytes from a row of the grid to the next.</summary>
    public long RowStep;

    /// <summary>One for each plane.</summary>
    [InlineArray(FrameLayout.MaxPlanes)]
    public struct PlaneList
    {
        private FramePlaneWindow _first;
    }

    /// <summary>One for each component.</summary>
    [InlineArray(FrameLayout.MaxComponents)]
    public struct ComponentList
    {
        private FrameComponent _first;
    }
}
