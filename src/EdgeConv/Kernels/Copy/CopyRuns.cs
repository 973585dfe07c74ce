using EdgeConv.Tensors;

namespace EdgeConv.Kernels.Copy;

/// <summary>A box of elements as runs of bytes: the inner dimensions that lie side by side in input and output are one run, the others count runs.</summary>
internal readonly unsafe struct CopyRuns
{
    private const int UnitBytes = 16 * 1024;

    private readonly int _axes;
    private readonly int _rowLength;

    /// <summary>Finds the runs.</summary>
    /// <param name="a">The box; pointers may be unset.</param>
    public CopyRuns(in StridedCopyArguments a)
    {
        Bytes = a.ElementSize;
        _axes = Shape.MaxRank;
        for (; _axes > 0; _axes--)
        {
            var (extent, axis) = (a.Extents[_axes - 1], _axes - 1);
            if (extent != 1 && (a.InputStrides[axis] != Bytes || a.OutputStrides[axis] != Bytes))
                break;
            Bytes *= extent;
        }

        Count = 1;
        for (var axis = 0; axis < _axes; axis++)
            Count *= a.Extents[axis];
        _rowLength = _axes == 0 ? 1 : a.Extents[_axes - 1];
        InputStride = _axes == 0 ? 0 : a.InputStrides[_axes - 1];
        OutputStride = _axes == 0 ? 0 : a.OutputStrides[_axes - 1];
        RunsPerUnit = Math.Max(1, UnitBytes / Math.Max(1, Bytes));
        Units = (int)((Count + RunsPerUnit - 1) / RunsPerUnit);
    }

    /// <summary>Bytes a run.</summary>
    public long Bytes { get; }

    /// <summary>All runs.</summary>
    public long Count { get; }

    /// <summary>Bytes from one run of a row to the next in the input.</summary>
    public long InputStride { get; }

    /// <summary>Bytes from one run of a row to the next in the output.</summary>
    public long OutputStride { get; }

    /// <summary>Runs that a thread takes at once.</summary>
    public long RunsPerUnit { get; }

    /// <summary>How often a thread can take so many.</summary>
    public int Units { get; }

    /// <summary>Where a run lies, and how many its row has from there on.</summary>
    public (nint Input, nint Output, long Left) Find(in StridedCopyArguments a, long run)
    {
        var input = a.Input;
        var output = a.Output;
        var left = _rowLength - run % _rowLength;
        for (var axis = _axes - 1; axis >= 0; axis--)
        {
            var index = run % a.Extents[axis];
            run /= a.Extents[axis];
            input += index * a.InputStrides[axis];
            output += index * a.OutputStrides[axis];
        }

        return ((nint)input, (nint)output, left);
    }
}
