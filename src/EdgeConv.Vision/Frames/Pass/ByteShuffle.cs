using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Bytes of a vector by their numbers: one instruction on either architecture, where <see cref="Vector128.Shuffle(Vector128{byte}, Vector128{byte})"/> may become a call.</summary>
internal static class ByteShuffle
{
    /// <summary>Byte i is that with number <paramref name="numbers"/>[i]; where the number is 255, it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Run(Vector128<byte> bytes, Vector128<byte> numbers) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.VectorTableLookup(bytes, numbers) : Ssse3.Shuffle(bytes, numbers);
}
