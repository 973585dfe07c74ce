using System.Collections.Immutable;
using EdgeConv.Host.Board;

namespace EdgeConv.Host.Measurement;

/// <summary>What <c>bench --json</c> prints.</summary>
/// <param name="Model">The model file, or the embedded model's name.</param>
/// <param name="Backend">The instruction sets of the kernels that multiply, as in <c>neondot</c>.</param>
/// <param name="Threads">Threads that shared each run.</param>
/// <param name="WarmupRuns">Runs before the measured ones.</param>
/// <param name="Runs">Measured runs; nothing listened to their steps.</param>
/// <param name="MinMs">The shortest, in milliseconds.</param>
/// <param name="MedianMs">The median.</param>
/// <param name="MeanMs">The mean.</param>
/// <param name="P90Ms">Nine in ten took no longer.</param>
/// <param name="P99Ms">99 in 100 took no longer.</param>
/// <param name="MaxMs">The longest.</param>
/// <param name="InferencesPerSecond">At the median.</param>
/// <param name="Macs">Multiply-accumulates of a run.</param>
/// <param name="MacsPerSecond">At the median.</param>
/// <param name="AllocatedBytes">Managed memory that the threads sharing the runs allocated during the measured ones: 0, or something is wrong.</param>
/// <param name="LayerRuns">Further runs, in which every step was timed.</param>
/// <param name="Layers">The steps, in order.</param>
/// <param name="ByOperator">The steps, summed by operator.</param>
/// <param name="ByKernel">The steps, summed by kernel.</param>
/// <param name="BoardBefore">The board when the measurement began.</param>
/// <param name="BoardAfter">The board when it had ended.</param>
internal sealed record BenchReport(
    string Model,
    string Backend,
    int Threads,
    int WarmupRuns,
    int Runs,
    double MinMs,
    double MedianMs,
    double MeanMs,
    double P90Ms,
    double P99Ms,
    double MaxMs,
    double InferencesPerSecond,
    long Macs,
    double MacsPerSecond,
    long AllocatedBytes,
    int LayerRuns,
    ImmutableArray<LayerTimeReport> Layers,
    ImmutableArray<LayerSumReport> ByOperator,
    ImmutableArray<LayerSumReport> ByKernel,
    BoardState BoardBefore,
    BoardState BoardAfter);

/// <summary>A step's time.</summary>
/// <param name="Index">Its place in the plan.</param>
/// <param name="Operator">The operator's name.</param>
/// <param name="Kernel">The kernel that ran.</param>
/// <param name="Output">The shape it computes.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="MedianUs">The median of its times, in microseconds.</param>
/// <param name="MacsPerSecond">Its multiply-accumulates by that time.</param>
/// <param name="Share">That time in the sum over all steps, from 0 to 1.</param>
internal sealed record LayerTimeReport(int Index, string Operator, string Kernel, string Output, long Macs, double MedianUs, double MacsPerSecond, double Share);

/// <summary>Steps that have something in common, summed.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="Steps">How many there are.</param>
/// <param name="Macs">Their multiply-accumulates.</param>
/// <param name="MedianUs">The sum of their medians, in microseconds.</param>
/// <param name="MacsPerSecond">Their multiply-accumulates by that time.</param>
/// <param name="Share">That time in the sum over all steps, from 0 to 1.</param>
internal sealed record LayerSumReport(string Name, int Steps, long Macs, double MedianUs, double MacsPerSecond, double Share);
