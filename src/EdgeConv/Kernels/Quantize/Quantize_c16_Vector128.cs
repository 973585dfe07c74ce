using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Quantize;

/// <summary>Sixteen values at a time, on any instruction set with 128-bit vectors.</summary>
internal static unsafe class Quantize_c16_Vector128
{
    private const int UnitLength = 4096;

    /// <summary>Stretches of values.</summary>
    public static int Units(in QuantizeArguments a) => (a.Count + UnitLength - 1) / UnitLength;

    /// <summary>Quantizes stretches of values.</summary>
    public static void Run(in QuantizeArguments a, int begin, int end)
    {
        var first = begin * UnitLength;
        RunStretch(a.Input + first, a.Output + first, Math.Min(a.Count, end * UnitLength) - first, a.Scale, a.ZeroPoint);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunStretch(float* input, sbyte* output, int count, float scale, int zeroPoint)
    {
        var (divisor, zero) = (Vector128.Create(scale), Vector128.Create(zeroPoint));
        for (; count > 0; count -= 16, input += 16, output += 16)
        {
            var low = Vector128.Narrow(Quantized(input, divisor, zero), Quantized(input + 4, divisor, zero));
            var high = Vector128.Narrow(Quantized(input + 8, divisor, zero), Quantized(input + 12, divisor, zero));
            var values = Vector128.Narrow(low, high);
            if (count >= 16)
            {
                Vector128.Store(values, output);
                continue;
            }

            PartialVector.Store(values.AsByte(), (byte*)output, count);
        }
    }

    /// <summary>Rounded half away from 0; what is not a number becomes 0, what is far outside is cut off before it is an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Quantized(float* input, Vector128<float> divisor, Vector128<int> zero)
    {
        var steps = Vector128.Load(input) / divisor;
        var whole = Vector128.Truncate(steps);
        var isFar = Vector128.GreaterThanOrEqual(Vector128.Abs(steps - whole), Vector128.Create(0.5f));
        var away = Vector128.CopySign(Vector128<float>.One, steps) & isFar;
        var near = Vector128.ConditionalSelect(Vector128.Equals(steps, steps), whole + away, Vector128<float>.Zero);
        var cut = Vector128.Max(Vector128.Min(near, Vector128.Create(65536f)), Vector128.Create(-65536f));
        return Vector128.Max(Vector128.Min(Vector128.ConvertToInt32(cut) + zero, Vector128.Create((int)sbyte.MaxValue)), Vector128.Create((int)sbyte.MinValue));
    }
}
