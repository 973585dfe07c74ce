using System.Runtime.CompilerServices;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Lines of levels to the elements of a tensor, pixel by pixel in whatever direction the frame lies in it.</summary>
internal static unsafe class FrameStore
{
    private const int Levels = 256;

    /// <summary>Writes a row of the grid; of a grey three lines are the same.</summary>
    public static void Run(in FramePassArguments a, byte* red, byte* green, byte* blue, byte* to)
    {
        if (a.Channels == 1)
        {
            if (a.ComponentCount > 1)
                MakeGrey(red, green, blue, a.Columns);
            if (a.ElementBytes == 1)
                StoreGrey(red, a.Tables, to, a.ColumnStep, a.Columns);
            else
                StoreGrey(red, (int*)a.Tables, to, a.ColumnStep, a.Columns);
            return;
        }

        var first = a.IsBlueFirst ? blue : red;
        var third = a.IsBlueFirst ? red : blue;
        if (a.ElementBytes == sizeof(int))
            StoreColour(first, green, third, (int*)a.Tables, to, a.ColumnStep, a.Columns);
        else if (a.Flip >= 0 && a.ColumnStep == 3)
            TripleJoin_c16_Vector128.Run(first, green, third, (byte)a.Flip, to, a.Columns);
        else
            StoreColour(first, green, third, a.Tables, to, a.ColumnStep, a.Columns);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeGrey(byte* red, byte* green, byte* blue, int count)
    {
        for (var i = 0; i < count; i++)
            red[i] = (byte)((19595 * red[i] + 38470 * green[i] + 7471 * blue[i] + 32768) >> 16);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreGrey<T>(byte* levels, T* table, byte* to, long step, int count)
        where T : unmanaged
    {
        for (var i = 0; i < count; i++, to += step)
            Unsafe.WriteUnaligned(to, table[levels[i]]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreColour<T>(byte* first, byte* second, byte* third, T* tables, byte* to, long step, int count)
        where T : unmanaged
    {
        for (var i = 0; i < count; i++, to += step)
        {
            Unsafe.WriteUnaligned(to, tables[first[i]]);
            Unsafe.WriteUnaligned(to + sizeof(T), tables[Levels + second[i]]);
            Unsafe.WriteUnaligned(to + 2 * sizeof(T), tables[2 * Levels + third[i]]);
        }
    }
}
