namespace EdgeConv.Host.Decisions;

/// <summary>A class and how sure the model is of it.</summary>
/// <param name="Class">The class, by its place in the model's output.</param>
/// <param name="Score">Its probability, smoothed over frames.</param>
internal readonly record struct Guess(int Class, float Score);
