using System.Collections.Immutable;

namespace EdgeConv.Host.Classification;

/// <summary>What <c>classify --json</c> prints for a picture, one line each.</summary>
/// <param name="Image">The picture as named.</param>
/// <param name="Model">The model file, or the embedded model's name.</param>
/// <param name="Predictions">The best classes.</param>
/// <param name="Map">In dense mode, the map of scores.</param>
/// <param name="Timings">With --timings, where the time went.</param>
internal sealed record ClassifyReport(string Image, string Model, ImmutableArray<PredictionReport> Predictions, MapReport? Map, TimingsReport? Timings);

/// <summary>One class of a picture.</summary>
/// <param name="Index">Its place in the model's output.</param>
/// <param name="Label">Its name.</param>
/// <param name="Score">Its probability.</param>
internal sealed record PredictionReport(int Index, string Label, float Score);

/// <summary>The best class at each place of a larger picture.</summary>
/// <param name="Height">Rows of the map.</param>
/// <param name="Width">Columns of the map.</param>
/// <param name="Best">The best class at each place, row by row.</param>
internal sealed record MapReport(int Height, int Width, ImmutableArray<PredictionReport> Best);

/// <summary>Where the time of a classification went, in milliseconds.</summary>
/// <param name="StartMs">From the start of the process to the program's first line.</param>
/// <param name="ReadMs">Reading and verifying the model.</param>
/// <param name="PlanMs">Planning it and packing its weights.</param>
/// <param name="DecodeMs">Decoding the picture.</param>
/// <param name="FillMs">Scaling it into the input tensor.</param>
/// <param name="RunMs">Running the network.</param>
internal sealed record TimingsReport(double StartMs, double ReadMs, double PlanMs, double DecodeMs, double FillMs, double RunMs);
