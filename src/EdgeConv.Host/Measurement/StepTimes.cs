using System.Collections.Immutable;

namespace EdgeConv.Host.Measurement;

/// <summary>What was measured of each step of a plan.</summary>
/// <param name="Runs">Runs measured.</param>
/// <param name="Steps">The times of each step in milliseconds, in the plan's order.</param>
/// <param name="AllocatedBytes">Managed memory that the threads which ran the steps allocated meanwhile.</param>
internal sealed record StepTimes(int Runs, ImmutableArray<Sample> Steps, long AllocatedBytes);
