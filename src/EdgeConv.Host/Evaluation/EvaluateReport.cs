using System.Collections.Immutable;

namespace EdgeConv.Host.Evaluation;

/// <summary>What <c>evaluate --json</c> prints.</summary>
/// <param name="Model">The model file.</param>
/// <param name="Images">Pictures evaluated.</param>
/// <param name="Skipped">Pictures that could not be read.</param>
/// <param name="Top1">The share whose best class is right.</param>
/// <param name="Top5">The share whose right class is among the best five.</param>
/// <param name="ImagesPerSecond">Pictures a second, decoding included, all threads together.</param>
/// <param name="Threads">Pictures classified side by side.</param>
/// <param name="Confusions">The most frequent mistakes.</param>
internal sealed record EvaluateReport(string Model, int Images, int Skipped, double Top1, double Top5, double ImagesPerSecond, int Threads, ImmutableArray<ConfusionReport> Confusions);

/// <summary>One kind of mistake.</summary>
/// <param name="Truth">What the pictures show.</param>
/// <param name="Taken">What the model takes them for.</param>
/// <param name="Count">How often.</param>
internal sealed record ConfusionReport(string Truth, string Taken, int Count);
