using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Cpu;

/// <summary>
/// The instruction sets that kernels ask for. Constants to the JIT, run-time checks in a NativeAOT binary whose baseline lacks them
/// (dot product on arm64, AVX-VNNI on x64).
/// </summary>
public static class CpuFeatures
{
    /// <summary>128-bit vectors of arm64.</summary>
    public static bool Neon => AdvSimd.Arm64.IsSupported;

    /// <summary>Neon and SDOT: four products of 8 bits added to each lane of 32 (Armv8.2, from Cortex-A55 and A75 on).</summary>
    public static bool NeonDot => Neon && Dp.IsSupported;

    /// <summary>256-bit integer vectors of x64.</summary>
    public static bool Avx2 => System.Runtime.Intrinsics.X86.Avx2.IsSupported && Fma.IsSupported;

    /// <summary>
    /// AVX2 and 512-bit vectors of 16-bit integers (Intel servers from Skylake on, AMD from Zen 4 on). Never in a NativeAOT binary whose baseline lacks them: the compiler then takes
    /// the check for a constant.
    /// </summary>
    public static bool Avx512 => Avx2 && Avx512BW.IsSupported;

    /// <summary>AVX2 and VPDPBUSD in its VEX form (Intel from Alder Lake and Sapphire Rapids on, AMD from Zen 5 on).</summary>
    public static bool AvxVnni => Avx2 && System.Runtime.Intrinsics.X86.AvxVnni.IsSupported;
}
