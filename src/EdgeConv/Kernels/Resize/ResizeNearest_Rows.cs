using System.Runtime.CompilerServices;

namespace EdgeConv.Kernels.Resize;

/// <summary>Row by row: pixels are moved as runs of bytes, and an output row that takes the same input row as the one before is a copy of it.</summary>
internal static unsafe class ResizeNearest_Rows
{
    /// <summary>Rows of outputs.</summary>
    public static int Units(in ResizeNearestArguments a) => a.Geometry.Batches * a.Geometry.OutputHeight;

    /// <summary>Computes rows of outputs.</summary>
    public static void Run(in ResizeNearestArguments a, int begin, int end)
    {
        ref readonly var g = ref a.Geometry;
        var scale = g.Scale(g.InputHeight, g.OutputHeight);
        var rowBytes = (long)g.OutputWidth * a.PixelSize;
        var output = a.Output + begin * rowBytes;
        var last = -1L;
        for (var line = begin; line < end; line++, output += rowBytes)
        {
            var batch = line / g.OutputHeight;
            var row = (long)batch * g.InputHeight + ResizeNearest_Scalar.Nearest(in g, line - batch * g.OutputHeight, g.InputHeight, scale);
            if (row == last)
                Buffer.MemoryCopy(output - rowBytes, output, rowBytes, rowBytes);
            else
                Gather(in g, a.Input + row * g.InputWidth * a.PixelSize, output, a.PixelSize);
            last = row;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Gather(in ResizeGeometry g, byte* row, byte* output, int pixelSize)
    {
        var scale = g.Scale(g.InputWidth, g.OutputWidth);
        for (var x = 0; x < g.OutputWidth; x++, output += pixelSize)
            ByteRun.Copy(row + (long)ResizeNearest_Scalar.Nearest(in g, x, g.InputWidth, scale) * pixelSize, output, pixelSize);
    }
}
