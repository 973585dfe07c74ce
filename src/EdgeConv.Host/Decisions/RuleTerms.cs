using System.Collections.Immutable;

namespace EdgeConv.Host.Decisions;

/// <summary>When a rule holds.</summary>
/// <param name="Classes">The rule looks at the highest score of these.</param>
/// <param name="AtLeast">The score that makes it hold,</param>
/// <param name="Frames">in so many frames running, at least 1.</param>
/// <param name="ReleaseBelow">Once it holds, only a score below this ends it: at most <paramref name="AtLeast"/>, so that a score that wavers does not switch to and fro.</param>
/// <param name="Hold">It goes on for this long after the last frame that was not below.</param>
internal sealed record RuleTerms(ImmutableArray<int> Classes, float AtLeast, int Frames, float ReleaseBelow, TimeSpan Hold);
