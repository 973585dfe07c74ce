using System.Collections.Immutable;

namespace EdgeConv.Host.Configuration;

/// <summary>A rule as the file has it.</summary>
/// <param name="Name">What it is called in every sink.</param>
/// <param name="Labels">The classes it looks at, by label or number.</param>
/// <param name="AtLeast">The score that makes it hold,</param>
/// <param name="Frames">in so many frames running.</param>
/// <param name="ReleaseBelow">The score that ends it.</param>
/// <param name="Hold">How long it goes on after the last frame that showed it.</param>
internal sealed record RuleSettings(string Name, ImmutableArray<string> Labels, float AtLeast, int Frames, float ReleaseBelow, TimeSpan Hold)
{
    /// <summary>Lines that are switched on while it holds.</summary>
    public ImmutableArray<LineAction> Lines { get; init; } = [];
}
