using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Dequantize;

/// <summary>Sixteen int8 values at a time, on any instruction set with 128-bit vectors.</summary>
internal static unsafe class Dequantize_c16_Vector128
{
    /// <summary>Dequantizes every value.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(in DequantizeArguments<sbyte> a)
    {
        var input = a.Input;
        var output = a.Output;
        var (scale, zero) = (Vector128.Create(a.Scale), Vector128.Create((short)a.ZeroPoint));
        var left = a.Count;
        for (; left >= 16; left -= 16, input += 16, output += 16)
        {
            var values = Vector128.Load(input);
            var low = Vector128.WidenLower(values) - zero;
            var high = Vector128.WidenUpper(values) - zero;
            Vector128.Store(Vector128.ConvertToSingle(Vector128.WidenLower(low)) * scale, output);
            Vector128.Store(Vector128.ConvertToSingle(Vector128.WidenUpper(low)) * scale, output + 4);
            Vector128.Store(Vector128.ConvertToSingle(Vector128.WidenLower(high)) * scale, output + 8);
            Vector128.Store(Vector128.ConvertToSingle(Vector128.WidenUpper(high)) * scale, output + 12);
        }

        for (var i = 0; i < left; i++)
            output[i] = a.Scale * (input[i] - a.ZeroPoint);
    }
}
