using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>The loop of <see cref="Depthwise_2x3x3c32_AvxVnni"/> and of its form for two planes of weights.</summary>
internal static unsafe class Depthwise_2x3x3c32_Loop
{
    // A constant: a static of another kind would be a check, perhaps a call, inside the leaf.
    private const int HeaderBytes = (3 * sizeof(int) + sizeof(long)) * 32;

    private const int PlaneBytes = 3 * 32 * 4;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run<TRequantizer, TPlanes>(DepthwiseTileArguments* t)
        where TRequantizer : struct, IRequantizer256
        where TPlanes : struct, DepthwisePlanes.ICount
    {
        var packed = t->Packed;
        for (var channel = 0; channel < t->Channels; channel += 32, packed += t->BlockBytes)
        {
            var header = (int*)packed;
            var weights = (sbyte*)packed + HeaderBytes;
            var line0 = (byte*)t->Lines[0] + channel;
            var line1 = (byte*)t->Lines[1] + channel;
            var line2 = (byte*)t->Lines[2] + channel;
            var line3 = (byte*)t->Lines[3] + channel;
            var output0 = t->Outputs[0] + channel;
            var output1 = t->Outputs[1] + channel;
            var left = t->Channels - channel;
            var sign = Vector256.Create((byte)0x80);
            for (var column = t->Columns; column > 0; column--)
            {
                var (a0, a1, a2, a3) = (Avx.LoadVector256(header), Avx.LoadVector256(header + 8), Avx.LoadVector256(header + 16), Avx.LoadVector256(header + 24));
                var (b0, b1, b2, b3) = (a0, a1, a2, a3);
                nint tap = t->TapBytes;
                var x0 = Avx.LoadVector256(line0) ^ sign;
                var x1 = Avx.LoadVector256(line1) ^ sign;
                var x2 = Avx.LoadVector256(line2) ^ sign;
                var x3 = Avx.LoadVector256(line3) ^ sign;
                var top = Avx2.UnpackLow(x0, x1).AsInt16();
                var bottom = Avx2.UnpackLow(x2, x3).AsInt16();
                var first = Avx2.UnpackLow(top, bottom).AsByte();
                var second = Avx2.UnpackHigh(top, bottom).AsByte();
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, first, Avx.LoadVector256(weights + 0));
                // The byte before the first weights belongs to the header; before all others lies the zero that fills a filter column up to four.
                b0 = AvxVnni.MultiplyWideningAndAdd(b0, first, Avx2.ShiftLeftLogical(Avx.LoadVector256((int*)weights), 8).AsSByte());
                if (TPlanes.AreTwo)
                {
                    a0 = AvxVnni.MultiplyWideningAndAdd(a0, first, Avx.LoadVector256(weights + PlaneBytes + 0));
                    b0 = AvxVnni.MultiplyWideningAndAdd(b0, first, Avx.LoadVector256(weights + PlaneBytes - 1));
                }

                a1 = AvxVnni.MultiplyWideningAndAdd(a1, second, Avx.LoadVector256(weights + 32));
                b1 = AvxVnni.MultiplyWideningAndAdd(b1, second, Avx.LoadVector256(weights + 31));
                if (TPlanes.AreTwo)
                {
                    a1 = AvxVnni.MultiplyWideningAndAdd(a1, second, Avx.LoadVector256(weights + PlaneBytes + 32));
                    b1 = AvxVnni.MultiplyWideningAndAdd(b1, second, Avx.LoadVector256(weights + PlaneBytes + 31));
                }

                top = Avx2.UnpackHigh(x0, x1).AsInt16();
                bottom = Avx2.UnpackHigh(x2, x3).AsInt16();
                first = Avx2.UnpackLow(top, bottom).AsByte();
                second = Avx2.UnpackHigh(top, bottom).AsByte();
                a2 = AvxVnni.MultiplyWideningAndAdd(a2, first, Avx.LoadVector256(weights + 64));
                b2 = AvxVnni.MultiplyWideningAndAdd(b2, first, Avx.LoadVector256(weights + 63));
                if (TPlanes.AreTwo)
                {
                    a2 = AvxVnni.MultiplyWideningAndAdd(a2, first, Avx.LoadVector256(weights + PlaneBytes + 64));
                    b2 = AvxVnni.MultiplyWideningAndAdd(b2, first, Avx.LoadVector256(weights + PlaneBytes + 63));
                }

                a3 = AvxVnni.MultiplyWideningAndAdd(a3, second, Avx.LoadVector256(weights + 96));
                b3 = AvxVnni.MultiplyWideningAndAdd(b3, second, Avx.LoadVector256(weights + 95));
                if (TPlanes.AreTwo)
                {
                    a3 = AvxVnni.MultiplyWideningAndAdd(a3, second, Avx.LoadVector256(weights + PlaneBytes + 96));
                    b3 = AvxVnni.MultiplyWideningAndAdd(b3, second, Avx.LoadVector256(weights + PlaneBytes + 95));
                }

                x0 = Avx.LoadVector256(line0 + tap) ^ sign;
                x1 = Avx.LoadVector256(line1 + tap) ^ sign;
                x2 = Avx.LoadVector256(line2 + tap) ^ sign;
                x3 = Avx.LoadVector256(line3 + tap) ^ sign;
                top = Avx2.UnpackLow(x0, x1).AsInt16();
                bottom = Avx2.UnpackLow(x2, x3).AsInt16();
                first = Avx2.UnpackLow(top, bottom).AsByte();
                second = Avx2.UnpackHigh(top, bottom).AsByte();
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, first, Avx.LoadVector256(weights + 128));
                b0 = AvxVnni.MultiplyWideningAndAdd(b0, first, Avx.LoadVector256(weights + 127));
                if (TPlanes.AreTwo)
                {
                    a0 = AvxVnni.MultiplyWideningAndAdd(a0, first, Avx.LoadVector256(weights + PlaneBytes + 128));
                    b0 = AvxVnni.MultiplyWideningAndAdd(b0, first, Avx.LoadVector256(weights + PlaneBytes + 127));
                }

                a1 = AvxVnni.MultiplyWideningAndAdd(a1, second, Avx.LoadVector256(weights + 160));
                b1 = AvxVnni.MultiplyWideningAndAdd(b1, second, Avx.LoadVector256(weights + 159));
                if (TPlanes.AreTwo)
                {
                    a1 = AvxVnni.MultiplyWideningAndAdd(a1, second, Avx.LoadVector256(weights + PlaneBytes + 160));
                    b1 = AvxVnni.MultiplyWideningAndAdd(b1, second, Avx.LoadVector256(weights + PlaneBytes + 159));
                }

                top = Avx2.UnpackHigh(x0, x1).AsInt16();
                bottom = Avx2.UnpackHigh(x2, x3).AsInt16();
                first = Avx2.UnpackLow(top, bottom).AsByte();
                second = Avx2.UnpackHigh(top, bottom).AsByte();
                a2 = AvxVnni.MultiplyWideningAndAdd(a2, first, Avx.LoadVector256(weights + 192));
                b2 = AvxVnni.MultiplyWideningAndAdd(b2, first, Avx.LoadVector256(weights + 191));
                if (TPlanes.AreTwo)
                {
                    a2 = AvxVnni.MultiplyWideningAndAdd(a2, first, Avx.LoadVector256(weights + PlaneBytes + 192));
                    b2 = AvxVnni.MultiplyWideningAndAdd(b2, first, Avx.LoadVector256(weights + PlaneBytes + 191));
                }

                a3 = AvxVnni.MultiplyWideningAndAdd(a3, second, Avx.LoadVector256(weights + 224));
                b3 = AvxVnni.MultiplyWideningAndAdd(b3, second, Avx.LoadVector256(weights + 223));
                if (TPlanes.AreTwo)
                {
                    a3 = AvxVnni.MultiplyWideningAndAdd(a3, second, Avx.LoadVector256(weights + PlaneBytes + 224));
                    b3 = AvxVnni.MultiplyWideningAndAdd(b3, second, Avx.LoadVector256(weights + PlaneBytes + 223));
                }

                x0 = Avx.LoadVector256(line0 + 2 * tap) ^ sign;
                x1 = Avx.LoadVector256(line1 + 2 * tap) ^ sign;
                x2 = Avx.LoadVector256(line2 + 2 * tap) ^ sign;
                x3 = Avx.LoadVector256(line3 + 2 * tap) ^ sign;
                top = Avx2.UnpackLow(x0, x1).AsInt16();
                bottom = Avx2.UnpackLow(x2, x3).AsInt16();
                first = Avx2.UnpackLow(top, bottom).AsByte();
                second = Avx2.UnpackHigh(top, bottom).AsByte();
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, first, Avx.LoadVector256(weights + 256));
                b0 = AvxVnni.MultiplyWideningAndAdd(b0, first, Avx.LoadVector256(weights + 255));
                if (TPlanes.AreTwo)
                {
                    a0 = AvxVnni.MultiplyWideningAndAdd(a0, first, Avx.LoadVector256(weights + PlaneBytes + 256));
                    b0 = AvxVnni.MultiplyWideningAndAdd(b0, first, Avx.LoadVector256(weights + PlaneBytes + 255));
                }

                a1 = AvxVnni.MultiplyWideningAndAdd(a1, second, Avx.LoadVector256(weights + 288));
                b1 = AvxVnni.MultiplyWideningAndAdd(b1, second, Avx.LoadVector256(weights + 287));
                if (TPlanes.AreTwo)
                {
                    a1 = AvxVnni.MultiplyWideningAndAdd(a1, second, Avx.LoadVector256(weights + PlaneBytes + 288));
                    b1 = AvxVnni.MultiplyWideningAndAdd(b1, second, Avx.LoadVector256(weights + PlaneBytes + 287));
                }

                top = Avx2.UnpackHigh(x0, x1).AsInt16();
                bottom = Avx2.UnpackHigh(x2, x3).AsInt16();
                first = Avx2.UnpackLow(top, bottom).AsByte();
                second = Avx2.UnpackHigh(top, bottom).AsByte();
                a2 = AvxVnni.MultiplyWideningAndAdd(a2, first, Avx.LoadVector256(weights + 320));
                b2 = AvxVnni.MultiplyWideningAndAdd(b2, first, Avx.LoadVector256(weights + 319));
                if (TPlanes.AreTwo)
                {
                    a2 = AvxVnni.MultiplyWideningAndAdd(a2, first, Avx.LoadVector256(weights + PlaneBytes + 320));
                    b2 = AvxVnni.MultiplyWideningAndAdd(b2, first, Avx.LoadVector256(weights + PlaneBytes + 319));
                }

                a3 = AvxVnni.MultiplyWideningAndAdd(a3, second, Avx.LoadVector256(weights + 352));
                b3 = AvxVnni.MultiplyWideningAndAdd(b3, second, Avx.LoadVector256(weights + 351));
                if (TPlanes.AreTwo)
                {
                    a3 = AvxVnni.MultiplyWideningAndAdd(a3, second, Avx.LoadVector256(weights + PlaneBytes + 352));
                    b3 = AvxVnni.MultiplyWideningAndAdd(b3, second, Avx.LoadVector256(weights + PlaneBytes + 351));
                }

                var (a, b) = DepthwiseOutput256.FinishPair<TRequantizer>(a0, a1, a2, a3, b0, b1, b2, b3, header + 32, t);
                DepthwiseOutput256.Store(a, output0, left, t->Spill);
                DepthwiseOutput256.Store(b, output1, left, t->Spill);
                line0 += t->ColumnBytes;
                line1 += t->ColumnBytes;
                line2 += t->ColumnBytes;
                line3 += t->ColumnBytes;
                output0 += t->Channels;
                output1 += t->Channels;
            }
        }
    }
}
