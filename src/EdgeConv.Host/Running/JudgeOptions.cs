using System.Collections.Immutable;
using EdgeConv.Host.Decisions;

namespace EdgeConv.Host.Running;

/// <summary>How scores become decisions.</summary>
/// <param name="Top">The most classes that are named.</param>
/// <param name="Threshold">Classes with less are not named.</param>
/// <param name="SmoothedFrames">Scores are means of so many frames.</param>
/// <param name="Rules">When each rule holds.</param>
internal sealed record JudgeOptions(int Top, float Threshold, int SmoothedFrames, ImmutableArray<RuleTerms> Rules)
{
    /// <summary>Without a frame for so long nothing is seen any more, and the time that rules hold runs out.</summary>
    public required TimeSpan BlindAfter { get; init; }
}
