namespace EdgeConv.Kernels;

/// <summary>The instruction sets kernels are written for. Within an architecture a later one is faster where a CPU has both.</summary>
public enum KernelFamily
{
    /// <summary>Plain C#: the oracle.</summary>
    Scalar,

    /// <summary>arm64 without dot product: Cortex-A53, A72.</summary>
    Neon,

    /// <summary>arm64 with SDOT: Cortex-A76.</summary>
    NeonDot,

    /// <summary>x64 with 256-bit integer vectors.</summary>
    Avx2,

    /// <summary>x64 with VPMADDWD on 512-bit vectors.</summary>
    Avx512,

    /// <summary>x64 with VPDPBUSD on 256-bit vectors.</summary>
    AvxVnni,

    /// <summary>The C library.</summary>
    Native,
}
