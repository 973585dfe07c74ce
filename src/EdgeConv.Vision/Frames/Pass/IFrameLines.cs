namespace EdgeConv.Vision.Frames.Pass;

/// <summary>The steps of <see cref="FramePass_Lines"/> for an instruction set. All may read and write up to 32 elements behind the last.</summary>
internal unsafe interface IFrameLines
{
    /// <summary><c>sums[i] = (sum over k of weights[k] * first[k * stride + i] + 2^6) >> 7</c>.</summary>
    static abstract void SumRows(byte* first, long stride, short* weights, int count, short* sums, int bytes);

    /// <summary>Takes pairs apart.</summary>
    static abstract void SplitPairs(short* pairs, short* first, short* second, int count);

    /// <summary><c>values[u] = (sum over k of weights[u, k] * line[first[u] + k] + 2^13) >> 14</c>; targets are a multiple of <see cref="ResamplingWeights.Multiple"/>.</summary>
    static abstract void SumColumns(short* line, in ResamplingWeights columns, short* values);

    /// <summary>Values of one component to levels.</summary>
    static abstract void FindLevels(short* values, in YCbCrEquation equation, byte* levels, int count);

    /// <summary>Values of Y, Cb and Cr to levels of red, green and blue.</summary>
    static abstract void Mix(short* y, short* cb, short* cr, in YCbCrEquation equation, byte* red, byte* green, byte* blue, int count);
}
