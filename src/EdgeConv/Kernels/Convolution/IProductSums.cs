namespace EdgeConv.Kernels.Convolution;

/// <summary>How many products the kernels without dot product sum in 16 bits: a struct type parameter, so that each is compiled without a branch.</summary>
internal interface IProductSums
{
    /// <summary>Two, which is right unless both are -128 by -128; else one.</summary>
    static abstract bool AreOfTwo { get; }
}
