using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Copy;

/// <summary>The longest runs of bytes that lie side by side on both sides, whichever dimensions they go through, moved at once.</summary>
internal static unsafe class StridedCopy_Runs
{
    /// <summary>Blocks of runs.</summary>
    public static int Units(in StridedCopyArguments a) => new CopyRuns(in a).Units;

    /// <summary>Copies blocks of runs.</summary>
    public static void Run(in StridedCopyArguments a, int begin, int end)
    {
        var runs = new CopyRuns(in a);
        var (next, last) = ((long)begin * runs.RunsPerUnit, Math.Min(runs.Count, (long)end * runs.RunsPerUnit));
        while (next < last)
        {
            var (input, output, left) = runs.Find(in a, next);
            var count = Math.Min(left, last - next);
            Copy((byte*)input, (byte*)output, count, runs.InputStride, runs.OutputStride, runs.Bytes);
            next += count;
        }
    }

    private static void Copy(byte* input, byte* output, long count, long inputStride, long outputStride, long bytes)
    {
        switch (bytes)
        {
            case 1:
                CopyWords<byte>(input, output, count, inputStride, outputStride);
                break;
            case 2:
                CopyWords<ushort>(input, output, count, inputStride, outputStride);
                break;
            case 4:
                CopyWords<uint>(input, output, count, inputStride, outputStride);
                break;
            case 8:
                CopyWords<ulong>(input, output, count, inputStride, outputStride);
                break;
            case 16:
                CopyWords<Vector128<byte>>(input, output, count, inputStride, outputStride);
                break;
            default:
                CopyBytes(input, output, count, inputStride, outputStride, bytes);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CopyWords<TWord>(byte* input, byte* output, long count, long inputStride, long outputStride)
        where TWord : unmanaged
    {
        for (; count > 0; count--, input += inputStride, output += outputStride)
            Unsafe.WriteUnaligned(output, Unsafe.ReadUnaligned<TWord>(input));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CopyBytes(byte* input, byte* output, long count, long inputStride, long outputStride, long bytes)
    {
        for (; count > 0; count--, input += inputStride, output += outputStride)
            ByteRun.Copy(input, output, bytes);
    }
}
