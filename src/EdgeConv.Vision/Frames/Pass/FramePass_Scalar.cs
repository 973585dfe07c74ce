using System.Runtime.CompilerServices;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>The oracle for <see cref="FramePassArguments"/>.</summary>
internal static unsafe class FramePass_Scalar
{
    /// <summary>Computes rows of the grid, pixel by pixel.</summary>
    public static void Run(in FramePassArguments a, int begin, int end)
    {
        var levels = stackalloc int[3];
        for (var v = begin; v < end; v++)
        {
            for (var u = 0; u < a.Columns; u++)
            {
                FindLevels(in a, u, v, levels);
                var pixel = *a.Output + v * a.RowStep + u * a.ColumnStep;
                for (var channel = 0; channel < a.Channels; channel++)
                {
                    var level = levels[a.IsBlueFirst ? 2 - channel : channel];
                    Unsafe.CopyBlockUnaligned(pixel + channel * a.ElementBytes, a.Tables + (256 * channel + level) * a.ElementBytes, (uint)a.ElementBytes);
                }
            }
        }
    }

    /// <summary>Red, green and blue; or a grey, three times where three are wanted.</summary>
    private static void FindLevels(in FramePassArguments a, int u, int v, int* levels)
    {
        ref readonly var e = ref a.Equation;
        var first = Value(in a, in a.Components[0], u, v);
        if (a.ComponentCount == 1)
        {
            levels[0] = levels[1] = levels[2] = Level(e.Luma * first + e.Grey);
            return;
        }

        var (second, third) = (Value(in a, in a.Components[1], u, v), Value(in a, in a.Components[2], u, v));
        if (a.IsYCbCr)
        {
            levels[0] = Level(e.Luma * first + e.CrToRed * third + e.Red);
            levels[1] = Level(e.Luma * first + e.CbToGreen * second + e.CrToGreen * third + e.Green);
            levels[2] = Level(e.Luma * first + e.CbToBlue * second + e.Blue);
            return;
        }

        (levels[0], levels[1], levels[2]) = (Level(e.Luma * first + e.Grey), Level(e.Luma * second + e.Grey), Level(e.Luma * third + e.Grey));
        if (a.Channels == 1)
            levels[0] = (19595 * levels[0] + 38470 * levels[1] + 7471 * levels[2] + 32768) >> 16;
    }

    private static int Value(in FramePassArguments a, in FrameComponent component, int u, int v)
    {
        ref readonly var plane = ref a.PlaneWindows[component.Plane];
        var (rows, columns) = (plane.Rows, component.Columns);
        var window = a.Planes[component.Plane] + plane.Start + component.At;
        var value = 0;
        for (var i = 0; i < columns.Count[u]; i++)
        {
            var sum = 0;
            for (var j = 0; j < rows.Count[v]; j++)
                sum += rows.Weights[v * rows.Taps + j] * window[(long)(rows.First[v] + j) * plane.Stride + (columns.First[u] + i) * component.Step];
            value += columns.Weights[u * columns.Taps + i] * ((sum + (1 << 6)) >> 7);
        }

        return (value + (1 << 13)) >> 14;
    }

    private static int Level(int scaled) => Math.Clamp(scaled >> YCbCrEquation.Shift, 0, 255);
}
