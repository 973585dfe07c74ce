using EdgeConv.Vision;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Running;

/// <summary>A classifier that looks at frames.</summary>
/// <param name="classifier">The classifier, which is disposed of with this.</param>
/// <param name="layers">Takes how long its steps take, when it wants to; null: nobody measures.</param>
internal sealed class ClassifierScorer(ImageClassifier classifier, LayerTimes? layers = null) : IFrameScorer
{
    /// <inheritdoc/>
    public int ClassCount => classifier.ClassCount;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Score(Frame frame)
    {
        try
        {
            classifier.Fill(frame);
        }
        catch (Exception problem) when (problem is PictureFormatException or MissingLibraryException)
        {
            throw new FrameException(problem.Message, problem);
        }

        if (layers is { IsDue: true })
        {
            classifier.Run(layers);
            layers.RunEnded();
        }
        else
        {
            classifier.Run();
        }

        return classifier.Scores()[..classifier.ClassCount];
    }

    /// <inheritdoc/>
    public void Dispose() => classifier.Dispose();
}
