namespace EdgeConv.Vision.Classification;

/// <summary>One class as the model sees it in a picture.</summary>
/// <param name="Index">The class's place in the model's output.</param>
/// <param name="Label">Its name; <c>class 17</c> where no labels are known.</param>
/// <param name="Score">The model's probability, 0 to 1.</param>
public readonly record struct Prediction(int Index, string Label, float Score)
{
    /// <summary>The label and its score, as in <c>owl 97.3 %</c>.</summary>
    public override string ToString() => $"{Label} {Score * 100:F1} %";
}
