using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Running;

/// <summary>A model that looks at frames.</summary>
internal interface IFrameScorer : IDisposable
{
    /// <summary>How many classes it tells apart.</summary>
    int ClassCount { get; }

    /// <summary>Looks at a frame.</summary>
    /// <returns>Probabilities, one a class; valid until the next call.</returns>
    /// <exception cref="FrameException">This frame cannot be looked at; another may.</exception>
    ReadOnlySpan<float> Score(Frame frame);
}
