namespace EdgeConv.Host.Classification;

/// <summary>What the user of <c>classify</c> asked for, beyond the pictures.</summary>
/// <param name="Model">The model file; null for the embedded one.</param>
/// <param name="Top">Classes to print.</param>
/// <param name="Json">Whether to print JSON.</param>
/// <param name="Timings">Whether to print times.</param>
/// <param name="HeatMap">Where to draw the map of a dense run; null for nowhere.</param>
internal sealed record ClassifyRequest(string? Model, int Top, bool Json, bool Timings, string? HeatMap);
