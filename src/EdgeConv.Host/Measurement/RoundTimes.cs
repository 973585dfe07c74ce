using System.Collections.Immutable;

namespace EdgeConv.Host.Measurement;

/// <summary>What was measured of contenders that ran in turn.</summary>
/// <param name="WarmupRounds">Rounds made before.</param>
/// <param name="Milliseconds">The times of each contender, round by round.</param>
/// <param name="AllocatedBytes">Managed memory that the threads which ran the contenders allocated during the measured rounds, but for the first round of all, warm-up or not.</param>
internal sealed record RoundTimes(int WarmupRounds, ImmutableArray<double[]> Milliseconds, long AllocatedBytes)
{
    /// <summary>Measured rounds.</summary>
    public int Rounds => Milliseconds[0].Length;

    /// <summary>The times of a contender.</summary>
    public Sample Of(int contender) => new(Milliseconds[contender]);

    /// <summary>How many times as long as another a contender took, round by round.</summary>
    public Sample Ratios(int contender, int other) => new(Milliseconds[contender].Zip(Milliseconds[other], (time, otherTime) => time / otherTime));
}
