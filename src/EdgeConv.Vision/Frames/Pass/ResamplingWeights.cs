namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Along one axis: which samples make each target pixel, and by how much.</summary>
internal unsafe struct ResamplingWeights
{
    /// <summary>Targets in memory are a multiple of this, and taps where there are more than <see cref="FewTaps"/>: what is behind the last has weight 0 and begins at sample 0.</summary>
    public const int Multiple = 8;

    /// <summary>The least taps in memory.</summary>
    public const int FewTaps = 4;

    /// <summary>The sample that a target pixel's first weight belongs to; the others follow it.</summary>
    public int* First;

    /// <summary>How many samples of a target pixel count.</summary>
    public int* Count;

    /// <summary><see cref="Taps"/> weights for each target pixel, those from <see cref="Count"/> on 0; they sum to <see cref="ResampledComponent.Total"/>.</summary>
    public short* Weights;

    /// <summary>Weights stored for each target pixel.</summary>
    public int Taps;

    /// <summary>Target pixels.</summary>
    public int Targets;
}
