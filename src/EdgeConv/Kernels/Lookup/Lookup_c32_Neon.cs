using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace EdgeConv.Kernels.Lookup;

/// <summary>
/// Thirty-two values at a time through a table of 256 bytes in sixteen registers: TBL looks at the first 64, and each TBX replaces what lies in the next 64,
/// for which indices are made 64 less; an index out of range leaves its byte alone.
/// </summary>
internal static unsafe class Lookup_c32_Neon
{
    private const int UnitLength = 4096;

    /// <summary>Stretches of values.</summary>
    public static int Units(in LookupArguments a) => (a.Count + UnitLength - 1) / UnitLength;

    /// <summary>Looks stretches of values up.</summary>
    public static void Run(in LookupArguments a, int begin, int end)
    {
        var first = begin * UnitLength;
        Run((byte*)a.Table, (byte*)a.Input + first, (byte*)a.Output + first, Math.Min(a.Count, end * UnitLength) - first);
    }

    /// <summary>Looks a run of values up.</summary>
    /// <param name="table">256 results, the first for -128.</param>
    /// <param name="input">int8 values; up to 31 bytes behind the last are read.</param>
    /// <param name="output">The results; may be the input.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(byte* table, byte* input, byte* output, int count)
    {
        var (t0, t1, t2, t3) = (AdvSimd.LoadVector128(table), AdvSimd.LoadVector128(table + 16), AdvSimd.LoadVector128(table + 32), AdvSimd.LoadVector128(table + 48));
        var (t4, t5, t6, t7) = (AdvSimd.LoadVector128(table + 64), AdvSimd.LoadVector128(table + 80), AdvSimd.LoadVector128(table + 96), AdvSimd.LoadVector128(table + 112));
        var (t8, t9, t10, t11) = (AdvSimd.LoadVector128(table + 128), AdvSimd.LoadVector128(table + 144), AdvSimd.LoadVector128(table + 160), AdvSimd.LoadVector128(table + 176));
        var (t12, t13, t14, t15) = (AdvSimd.LoadVector128(table + 192), AdvSimd.LoadVector128(table + 208), AdvSimd.LoadVector128(table + 224), AdvSimd.LoadVector128(table + 240));
        var (sign, part) = (Vector128.Create((byte)0x80), Vector128.Create((byte)64));
        for (; count > 0; count -= 32, input += 32, output += 32)
        {
            var i0 = AdvSimd.LoadVector128(input) ^ sign;
            var i1 = AdvSimd.LoadVector128(input + 16) ^ sign;
            var y0 = AdvSimd.Arm64.VectorTableLookup((t0, t1, t2, t3), i0);
            var y1 = AdvSimd.Arm64.VectorTableLookup((t0, t1, t2, t3), i1);
            i0 -= part;
            i1 -= part;
            y0 = AdvSimd.Arm64.VectorTableLookupExtension(y0, (t4, t5, t6, t7), i0);
            y1 = AdvSimd.Arm64.VectorTableLookupExtension(y1, (t4, t5, t6, t7), i1);
            i0 -= part;
            i1 -= part;
            y0 = AdvSimd.Arm64.VectorTableLookupExtension(y0, (t8, t9, t10, t11), i0);
            y1 = AdvSimd.Arm64.VectorTableLookupExtension(y1, (t8, t9, t10, t11), i1);
            i0 -= part;
            i1 -= part;
            y0 = AdvSimd.Arm64.VectorTableLookupExtension(y0, (t12, t13, t14, t15), i0);
            y1 = AdvSimd.Arm64.VectorTableLookupExtension(y1, (t12, t13, t14, t15), i1);
            if (count < 32)
            {
                if (count >= 16)
                    AdvSimd.Store(output, y0);
                PartialVector.Store(count >= 16 ? y1 : y0, output + (count & 16), count & 15);
                return;
            }

            AdvSimd.Store(output, y0);
            AdvSimd.Store(output + 16, y1);
        }
    }
}
