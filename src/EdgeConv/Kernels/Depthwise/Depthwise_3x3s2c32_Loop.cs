using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// One output row, 3x3 filters of width stride 2, thirty-two channels: the three rows of a column, the last of them twice, are interleaved byte by byte, so that one VPDPBUSD sums
/// them for eight channels. The last column of a position is the first of the next: interleaved once, it ends the sums of the one and begins those of the other.
/// Registers: eight accumulators, three lines, four interleaved.
/// </summary>
internal static unsafe class Depthwise_3x3s2c32_Loop
{
    // A constant: a static of another kind would be a check, perhaps a call, inside the leaf.
    private const int HeaderBytes = (3 * sizeof(int) + sizeof(long)) * 32;

    private const int PlaneBytes = 3 * 32 * 4;

    /// <summary>Computes one output row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run<TRequantizer, TPlanes>(DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer256
        where TPlanes : struct, DepthwisePlanes.ICount
    {
        var packed = t->Packed;
        var sign = Vector256.Create((byte)0x80);
        nint tap = t->TapBytes;
        for (var channel = 0; channel < t->Channels; channel += 32, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            var weights = (sbyte*)packed + HeaderBytes;
            var line0 = (byte*)t->Lines[0] + channel;
            var line1 = (byte*)t->Lines[1] + channel;
            var line2 = (byte*)t->Lines[2] + channel;
            var output = t->Outputs[0] + channel;
            var x0 = Avx.LoadVector256(line0) ^ sign;
            var x1 = Avx.LoadVector256(line1) ^ sign;
            var x2 = Avx.LoadVector256(line2) ^ sign;
            var top = Avx2.UnpackLow(x0, x1).AsInt16();
            var bottom = Avx2.UnpackLow(x2, x2).AsInt16();
            var values = Avx2.UnpackLow(top, bottom).AsByte();
            var a0 = AvxVnni.MultiplyWideningAndAdd(Avx.LoadVector256(header), values, Avx.LoadVector256(weights));
            if (TPlanes.AreTwo)
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, values, Avx.LoadVector256(weights + PlaneBytes));
            values = Avx2.UnpackHigh(top, bottom).AsByte();
            var a1 = AvxVnni.MultiplyWideningAndAdd(Avx.LoadVector256(header + 8), values, Avx.LoadVector256(weights + 32));
            if (TPlanes.AreTwo)
                a1 = AvxVnni.MultiplyWideningAndAdd(a1, values, Avx.LoadVector256(weights + PlaneBytes + 32));
            top = Avx2.UnpackHigh(x0, x1).AsInt16();
            bottom = Avx2.UnpackHigh(x2, x2).AsInt16();
            values = Avx2.UnpackLow(top, bottom).AsByte();
            var a2 = AvxVnni.MultiplyWideningAndAdd(Avx.LoadVector256(header + 16), values, Avx.LoadVector256(weights + 64));
            if (TPlanes.AreTwo)
                a2 = AvxVnni.MultiplyWideningAndAdd(a2, values, Avx.LoadVector256(weights + PlaneBytes + 64));
            values = Avx2.UnpackHigh(top, bottom).AsByte();
            var a3 = AvxVnni.MultiplyWideningAndAdd(Avx.LoadVector256(header + 24), values, Avx.LoadVector256(weights + 96));
            if (TPlanes.AreTwo)
                a3 = AvxVnni.MultiplyWideningAndAdd(a3, values, Avx.LoadVector256(weights + PlaneBytes + 96));
            var left = t->Channels - channel;
            for (var column = t->Columns; column > 0; column--)
            {
                x0 = Avx.LoadVector256(line0 + tap) ^ sign;
                x1 = Avx.LoadVector256(line1 + tap) ^ sign;
                x2 = Avx.LoadVector256(line2 + tap) ^ sign;
                top = Avx2.UnpackLow(x0, x1).AsInt16();
                bottom = Avx2.UnpackLow(x2, x2).AsInt16();
                values = Avx2.UnpackLow(top, bottom).AsByte();
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, values, Avx.LoadVector256(weights + 128));
                if (TPlanes.AreTwo)
                    a0 = AvxVnni.MultiplyWideningAndAdd(a0, values, Avx.LoadVector256(weights + PlaneBytes + 128));
                values = Avx2.UnpackHigh(top, bottom).AsByte();
                a1 = AvxVnni.MultiplyWideningAndAdd(a1, values, Avx.LoadVector256(weights + 160));
                if (TPlanes.AreTwo)
                    a1 = AvxVnni.MultiplyWideningAndAdd(a1, values, Avx.LoadVector256(weights + PlaneBytes + 160));
                top = Avx2.UnpackHigh(x0, x1).AsInt16();
                bottom = Avx2.UnpackHigh(x2, x2).AsInt16();
                values = Avx2.UnpackLow(top, bottom).AsByte();
                a2 = AvxVnni.MultiplyWideningAndAdd(a2, values, Avx.LoadVector256(weights + 192));
                if (TPlanes.AreTwo)
                    a2 = AvxVnni.MultiplyWideningAndAdd(a2, values, Avx.LoadVector256(weights + PlaneBytes + 192));
                values = Avx2.UnpackHigh(top, bottom).AsByte();
                a3 = AvxVnni.MultiplyWideningAndAdd(a3, values, Avx.LoadVector256(weights + 224));
                if (TPlanes.AreTwo)
                    a3 = AvxVnni.MultiplyWideningAndAdd(a3, values, Avx.LoadVector256(weights + PlaneBytes + 224));
                line0 += t->ColumnBytes;
                line1 += t->ColumnBytes;
                line2 += t->ColumnBytes;
                x0 = Avx.LoadVector256(line0) ^ sign;
                x1 = Avx.LoadVector256(line1) ^ sign;
                x2 = Avx.LoadVector256(line2) ^ sign;
                top = Avx2.UnpackLow(x0, x1).AsInt16();
                bottom = Avx2.UnpackLow(x2, x2).AsInt16();
                values = Avx2.UnpackLow(top, bottom).AsByte();
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, values, Avx.LoadVector256(weights + 256));
                var b0 = AvxVnni.MultiplyWideningAndAdd(Avx.LoadVector256(header), values, Avx.LoadVector256(weights));
                if (TPlanes.AreTwo)
                {
                    a0 = AvxVnni.MultiplyWideningAndAdd(a0, values, Avx.LoadVector256(weights + PlaneBytes + 256));
                    b0 = AvxVnni.MultiplyWideningAndAdd(b0, values, Avx.LoadVector256(weights + PlaneBytes));
                }

                values = Avx2.UnpackHigh(top, bottom).AsByte();
                a1 = AvxVnni.MultiplyWideningAndAdd(a1, values, Avx.LoadVector256(weights + 288));
                var b1 = AvxVnni.MultiplyWideningAndAdd(Avx.LoadVector256(header + 8), values, Avx.LoadVector256(weights + 32));
                if (TPlanes.AreTwo)
                {
                    a1 = AvxVnni.MultiplyWideningAndAdd(a1, values, Avx.LoadVector256(weights + PlaneBytes + 288));
                    b1 = AvxVnni.MultiplyWideningAndAdd(b1, values, Avx.LoadVector256(weights + PlaneBytes + 32));
                }

                top = Avx2.UnpackHigh(x0, x1).AsInt16();
                bottom = Avx2.UnpackHigh(x2, x2).AsInt16();
                values = Avx2.UnpackLow(top, bottom).AsByte();
                a2 = AvxVnni.MultiplyWideningAndAdd(a2, values, Avx.LoadVector256(weights + 320));
                var b2 = AvxVnni.MultiplyWideningAndAdd(Avx.LoadVector256(header + 16), values, Avx.LoadVector256(weights + 64));
                if (TPlanes.AreTwo)
                {
                    a2 = AvxVnni.MultiplyWideningAndAdd(a2, values, Avx.LoadVector256(weights + PlaneBytes + 320));
                    b2 = AvxVnni.MultiplyWideningAndAdd(b2, values, Avx.LoadVector256(weights + PlaneBytes + 64));
                }

                values = Avx2.UnpackHigh(top, bottom).AsByte();
                a3 = AvxVnni.MultiplyWideningAndAdd(a3, values, Avx.LoadVector256(weights + 352));
                var b3 = AvxVnni.MultiplyWideningAndAdd(Avx.LoadVector256(header + 24), values, Avx.LoadVector256(weights + 96));
                if (TPlanes.AreTwo)
                {
                    a3 = AvxVnni.MultiplyWideningAndAdd(a3, values, Avx.LoadVector256(weights + PlaneBytes + 352));
                    b3 = AvxVnni.MultiplyWideningAndAdd(b3, values, Avx.LoadVector256(weights + PlaneBytes + 96));
                }

                DepthwiseOutput256.Store(DepthwiseOutput256.Finish<TRequantizer>(a0, a1, a2, a3, header + 32, t), output, left, t->Spill);
                output += t->Channels;
                a0 = b0;
                a1 = b1;
                a2 = b2;
                a3 = b3;
            }
        }
    }
}
