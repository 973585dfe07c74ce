using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.SignFlip;

/// <summary>Sixteen values at a time, on any instruction set with 128-bit vectors.</summary>
internal static unsafe class SignFlip_c16_Vector128
{
    /// <summary>Flips every value.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(in SignFlipArguments a)
    {
        var input = a.Input;
        var output = a.Output;
        var sign = Vector128.Create((byte)0x80);
        var i = 0;
        for (; i <= a.Count - 16; i += 16)
            Vector128.Store(Vector128.Load(input + i) ^ sign, output + i);
        for (; i < a.Count; i++)
            output[i] = (byte)(input[i] ^ 0x80);
    }
}
