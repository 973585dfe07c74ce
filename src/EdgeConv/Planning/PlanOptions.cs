using EdgeConv.Kernels;
using EdgeConv.Tensors;

namespace EdgeConv.Planning;

/// <summary>What a caller may ask of a plan.</summary>
public sealed record PlanOptions
{
    /// <summary>The options of an ordinary run.</summary>
    public static PlanOptions Default { get; } = new();

    /// <summary>
    /// Keep every tensor of the model readable after a run: nothing is fused away and no two buffers share memory. For finding where a
    /// difference starts; costs memory, changes no result.
    /// </summary>
    public bool KeepIntermediates { get; init; }

    /// <summary>Which kernels may run; null: those that the environment variable EDGECONV_KERNELS names, or all.</summary>
    public KernelFamilies? Kernels { get; init; }

    /// <summary>The shape of the first input, when it is not the file's (a larger picture for a fully convolutional network).</summary>
    public Shape? InputShape { get; init; }

    /// <summary>The most memory a plan may take for its arena, in bytes; a model that wants more is refused before anything is allocated.</summary>
    public long MaxArenaBytes { get; init; } = 1L << 31;

    /// <summary>The most memory a plan may take for packed constants, in bytes.</summary>
    public long MaxConstantBytes { get; init; } = 1L << 31;

    /// <summary>The most operators a plan may have: placing buffers takes time that grows with their square.</summary>
    public int MaxOperators { get; init; } = 10_000;

    /// <summary>
    /// The most bytes that operators of constants may be computed to beforehand; what would go beyond runs with the model instead. A file of a few
    /// bytes can ask for gigabytes of padding.
    /// </summary>
    public long MaxFoldedBytes { get; init; } = 1L << 26;
}
