using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// <see cref="Convolution_2x8c16_Neon"/> for weights of -128: each product goes to 32 bits by itself. Two products take four
/// instructions in place of three; the multiplications, which limit a Cortex-A72, are as many.
/// </summary>
internal readonly unsafe struct Convolution_2x8c16_NeonAnyWeight : IConvolutionTile
{
    /// <inheritdoc/>
    public static int Rows => Convolution_2x8c16_Neon.Rows;

    /// <inheritdoc/>
    public static PackedLayout Layout => Convolution_2x8c16_Neon.Layout;

    /// <inheritdoc/>
    public static delegate*<TileArguments*, void> Entry(Requantization requantization) => Convolution_2x8c16_Neon.Entry<OneProduct>(requantization);

    /// <summary>One product to a sum of 16 bits.</summary>
    private readonly struct OneProduct : IProductSums
    {
        /// <inheritdoc/>
        public static bool AreOfTwo => false;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> First(Vector128<int> sums, Vector128<short> products) => AdvSimd.AddPairwiseWideningAndAdd(sums, products);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<short> Second(Vector128<short> products, Vector64<sbyte> weights, Vector64<sbyte> inputs) => AdvSimd.MultiplyWideningLower(weights, inputs);
    }
}
