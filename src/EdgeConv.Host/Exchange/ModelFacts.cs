using System.Security.Cryptography;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Exchange;

/// <summary>What can be said of the model that runs.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Classes">How many classes it tells apart.</param>
/// <param name="Width">Columns of its input.</param>
/// <param name="Height">Rows of its input.</param>
/// <param name="Bytes">Its file's length; null: it is built in.</param>
/// <param name="Sha256">Its file's SHA-256, in hexadecimal digits; null: it is built in.</param>
internal sealed record ModelFacts(ModelOrigin Origin, int Classes, int Width, int Height, long? Bytes, string? Sha256)
{
    /// <summary>The facts of a classifier.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="origin">Where its model comes from.</param>
    /// <exception cref="IOException">Its file cannot be read any more.</exception>
    public static ModelFacts Of(ImageClassifier classifier, ModelOrigin origin)
    {
        var facts = new ModelFacts(origin, classifier.ClassCount, classifier.InputWidth, classifier.InputHeight, origin.Sent?.Bytes, origin.Sent?.Sha256);
        if (origin.Sent is not null || origin.Configured is null)
            return facts;
        using var file = File.OpenRead(origin.Configured);
        return facts with { Bytes = file.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)) };
    }
}
