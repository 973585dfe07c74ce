using System.Numerics;

namespace EdgeConv.Kernels.Dequantize;

/// <summary>The oracle for <see cref="DequantizeArguments{T}"/>.</summary>
public static unsafe class Dequantize_Scalar
{
    /// <summary>Dequantizes every value.</summary>
    public static void Run<T>(in DequantizeArguments<T> a)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < a.Count; i++)
            a.Output[i] = a.Scale * (int.CreateTruncating(a.Input[i]) - a.ZeroPoint);
    }
}
