using EdgeConv.Execution;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Running;

/// <summary>
/// Classifies single pictures beside a run: the same weights, a session and one thread of its own, so that the run's own session is never waited for. Memory is taken
/// with the first picture. For any thread, one picture at a time.
/// </summary>
/// <param name="model">The run's classifier, which outlives this.</param>
internal sealed class PictureDesk(ImageClassifier model) : IDisposable
{
    private static readonly SessionOptions OneThread = new() { Threads = 1 };

    private readonly Lock _lock = new();
    private ImageClassifier? _classifier;
    private bool _isClosed;

    /// <summary>Classifies a picture.</summary>
    /// <param name="picture">Of any size.</param>
    /// <param name="top">The most classes that are named.</param>
    /// <returns>Null once the run is over.</returns>
    public ImageClassification? Classify(Picture picture, int top)
    {
        lock (_lock)
        {
            if (_isClosed)
                return null;
            _classifier ??= model.Fork(OneThread);
            return _classifier.Classify(picture, top);
        }
    }

    /// <summary>Ends with the picture it is at, and returns the memory.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            _classifier?.Dispose();
        }
    }
}
