using System.Runtime.CompilerServices;

namespace EdgeConv.Kernels.Convolution;

/// <summary>Walks over output positions: along a line, line by line, picture by picture, and stays at the last.</summary>
internal struct PositionWalk
{
    private int _left;
    private int _x;
    private int _y;

    /// <summary>Starts.</summary>
    /// <param name="g">The geometry.</param>
    /// <param name="position">The first position.</param>
    public PositionWalk(in WindowGeometry g, int position)
    {
        var line = position / g.OutputWidth;
        _left = g.Batches * g.OutputHeight * g.OutputWidth - position;
        _x = position - line * g.OutputWidth;
        Batch = line / g.OutputHeight;
        _y = line - Batch * g.OutputHeight;
    }

    /// <summary>The picture.</summary>
    public int Batch { get; private set; }

    /// <summary>Positions from this one to the end of its line.</summary>
    public readonly int LeftInLine(in WindowGeometry g) => g.OutputWidth - _x;

    /// <summary>The input row of the window's first tap, perhaps outside the picture.</summary>
    public readonly int Top(in WindowGeometry g) => _y * g.StrideHeight - g.PadTop;

    /// <summary>The input column of the window's first tap, perhaps outside the picture.</summary>
    public readonly int Left(in WindowGeometry g) => _x * g.StrideWidth - g.PadLeft;

    /// <summary>Goes to a position that is in the same line, or the first of the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveOnInLine(in WindowGeometry g, int positions)
    {
        _left -= positions - 1;
        _x += positions - 1;
        MoveOn(in g);
    }

    /// <summary>Goes to the next position, if there is one.</summary>
    public void MoveOn(in WindowGeometry g)
    {
        if (--_left <= 0 || ++_x < g.OutputWidth)
            return;
        _x = 0;
        if (++_y < g.OutputHeight)
            return;
        _y = 0;
        Batch++;
    }
}
