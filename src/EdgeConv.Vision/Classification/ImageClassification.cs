using System.Collections.Immutable;

namespace EdgeConv.Vision.Classification;

/// <summary>What a model sees in one picture, the likeliest class first; among equals the lower index first.</summary>
/// <param name="Predictions">The best classes, at least one.</param>
public sealed record ImageClassification(ImmutableArray<Prediction> Predictions)
{
    /// <summary>The likeliest class.</summary>
    public Prediction Best => Predictions[0];

    /// <summary>The best class and its score.</summary>
    public override string ToString() => Best.ToString();

    /// <summary>Picks the best classes from all scores.</summary>
    /// <param name="scores">One a class.</param>
    /// <param name="labels">What the classes are called.</param>
    /// <param name="count">How many to keep, at least 1; fewer when there are fewer classes.</param>
    public static ImageClassification From(ReadOnlySpan<float> scores, LabelList labels, int count)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var best = new List<int>(count + 1);
        for (var index = 0; index < scores.Length; index++)
        {
            if (best.Count == count && !(scores[index] > scores[best[^1]]))
                continue;
            var place = best.Count;
            while (place > 0 && scores[index] > scores[best[place - 1]])
                place--;
            best.Insert(place, index);
            if (best.Count > count)
                best.RemoveAt(count);
        }

        var predictions = ImmutableArray.CreateBuilder<Prediction>(best.Count);
        foreach (var index in best)
            predictions.Add(new Prediction(index, labels[index], scores[index]));
        return new ImageClassification(predictions.MoveToImmutable());
    }
}
