using System.Collections.Immutable;
using System.Globalization;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Classification;

/// <summary>Predictions in the forms the program prints.</summary>
internal static class Predictions
{
    /// <summary>For JSON.</summary>
    public static ImmutableArray<PredictionReport> Of(ImageClassification answer) =>
        [.. answer.Predictions.Select(prediction => new PredictionReport(prediction.Index, prediction.Label, prediction.Score))];

    /// <summary>For people, a line each on standard output.</summary>
    public static void Print(ImageClassification answer)
    {
        foreach (var prediction in answer.Predictions)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {prediction.Score * 100,5:F1} %  {prediction.Label}  ({prediction.Index})"));
    }
}
