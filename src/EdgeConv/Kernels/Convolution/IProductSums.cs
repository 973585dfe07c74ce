using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Convolution;

/// <summary>How many products the kernels without dot product sum in 16 bits: a struct type parameter, so that each is compiled without a branch.</summary>
internal interface IProductSums
{
    /// <summary>Two, which is right unless both are -128 by -128; else one.</summary>
    static abstract bool AreOfTwo { get; }

    /// <summary>The sums of 32 bits after the first eight products: they are added if no second ones may join them.</summary>
    static abstract Vector128<int> First(Vector128<int> sums, Vector128<short> products);

    /// <summary>The products of the lower halves, with the first ones if they may join them.</summary>
    static abstract Vector128<short> Second(Vector128<short> products, Vector64<sbyte> weights, Vector64<sbyte> inputs);
}
