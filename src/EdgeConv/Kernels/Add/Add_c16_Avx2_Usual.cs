using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Add;

/// <summary>How an operand of a network's sum comes to the common scale.</summary>
internal static class Add_c16_Avx2_Usual
{
    /// <summary>From an operand, less its zero point, to twice its share of the sum.</summary>
    public interface IOperand
    {
        /// <summary>Brings eight elements to the common scale.</summary>
        static abstract Vector256<int> Doubled(Vector256<int> difference, in RightFactor256 factor);
    }

    /// <summary>Half of 2^20 times the operand is no product.</summary>
    public readonly struct Halved : IOperand
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Doubled(Vector256<int> difference, in RightFactor256 factor) => Avx2.ShiftLeftLogical(difference, AddArguments.LeftShift);
    }

    /// <summary>Less than half of it is rounded.</summary>
    public readonly struct Scaled : IOperand
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Doubled(Vector256<int> difference, in RightFactor256 factor)
        {
            var share = factor.Apply(Avx2.ShiftLeftLogical(difference, AddArguments.LeftShift + 1));
            return share + share;
        }
    }
}

/// <summary>The loop of <see cref="Add_c16_Avx2"/> for sums as networks have them: one operand, that of the larger scale, is halved.</summary>
/// <typeparam name="TOperand">What becomes of the other operand.</typeparam>
internal static unsafe class Add_c16_Avx2_Usual<TOperand>
    where TOperand : struct, Add_c16_Avx2_Usual.IOperand
{
    /// <summary>Adds a stretch of elements.</summary>
    /// <param name="a">What is not named here.</param>
    /// <param name="one">The operand that is scaled.</param>
    /// <param name="oneStep">16, or 0 where one element stands for all.</param>
    /// <param name="oneZeroPoint">What stands for 0 in it.</param>
    /// <param name="factor">What it is multiplied by.</param>
    /// <param name="half">The operand that is halved.</param>
    /// <param name="halfStep">16, or 0.</param>
    /// <param name="halfZeroPoint">What stands for 0 in it.</param>
    /// <param name="output">Where the sums go.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(
        in AddArguments a, sbyte* one, int oneStep, int oneZeroPoint, QuantizedMultiplier factor, sbyte* half, int halfStep, int halfZeroPoint, sbyte* output, int count)
    {
        var oneZero = Vector256.Create(oneZeroPoint);
        var halfZero = Vector256.Create(halfZeroPoint);
        var oneFactor = new RightFactor256(factor, 0);
        var outputFactor = new RightFactor256(a.OutputMultiplier, a.OutputZeroPoint);
        var (min, max) = (Vector128.Create((sbyte)a.OutputMin), Vector128.Create((sbyte)a.OutputMax));
        for (; count > 0; count -= 16, one += oneStep, half += halfStep, output += 16)
        {
            var x = Elementwise256.Load(one, oneStep);
            var y = Elementwise256.Load(half, halfStep);
            var low = TOperand.Doubled(Elementwise256.Low(x) - oneZero, in oneFactor)
                + Add_c16_Avx2_Usual.Halved.Doubled(Elementwise256.Low(y) - halfZero, in oneFactor);
            var high = TOperand.Doubled(Elementwise256.High(x) - oneZero, in oneFactor)
                + Add_c16_Avx2_Usual.Halved.Doubled(Elementwise256.High(y) - halfZero, in oneFactor);
            var bytes = Elementwise256.Narrow(outputFactor.Apply(low), outputFactor.Apply(high), Vector128<short>.Zero);
            Elementwise256.Store(Sse41.Max(Sse41.Min(bytes, max), min), output, count);
        }
    }
}
