using EdgeConv.Host.Failures;
using EdgeConv.Host.Files;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Exchange;

/// <summary>What can be said of the model that runs.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Classes">How many classes it tells apart.</param>
/// <param name="Width">Columns of its input.</param>
/// <param name="Height">Rows of its input.</param>
/// <param name="Bytes">The length of what was read; null: it is built in.</param>
/// <param name="Sha256">The SHA-256 of what was read, in hexadecimal digits; null: it is built in.</param>
internal sealed record ModelFacts(ModelOrigin Origin, int Classes, int Width, int Height, long? Bytes, string? Sha256)
{
    /// <summary>The facts of a classifier.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="model">What was read for it.</param>
    /// <param name="origin">Where that comes from.</param>
    public static ModelFacts Of(ImageClassifier classifier, LoadedModel model, ModelOrigin origin) =>
        new(origin, classifier.ClassCount, classifier.InputWidth, classifier.InputHeight, model.Bytes, model.Sha256);

    /// <summary>Makes sure that what was read is what was sent.</summary>
    /// <exception cref="CommandException">The file has changed since.</exception>
    public static void Require(LoadedModel model, ModelOrigin origin)
    {
        if (origin.Sent is { } sent && sent.Sha256 != model.Sha256)
            throw new CommandException($"the file has changed since it was sent: its SHA-256 is {model.Sha256}, not {sent.Sha256}");
    }
}
