using System.Collections.Immutable;
using EdgeConv.Host.Board;

namespace EdgeConv.Host.Measurement;

/// <summary>What <c>bench --example bottleneck --json</c> prints.</summary>
/// <param name="Example">The example's name.</param>
/// <param name="Size">Rows and columns of the input.</param>
/// <param name="Backend">The instruction sets of the kernels that multiply.</param>
/// <param name="Threads">Threads that shared each run.</param>
/// <param name="WarmupRuns">Runs of each before the measured ones.</param>
/// <param name="Runs">Measured runs of each, in turn.</param>
/// <param name="Ways">The two ways, the bottleneck first.</param>
/// <param name="MacsRatio">Multiplications of the direct way to those of the bottleneck.</param>
/// <param name="TimeRatio">The median of the direct way's time to the bottleneck's, round by round.</param>
/// <param name="AllocatedBytes">Managed memory that the threads sharing the runs allocated during the measured ones: 0, or something is wrong.</param>
/// <param name="BoardBefore">The board when the measurement began.</param>
/// <param name="BoardAfter">The board when it had ended.</param>
internal sealed record BottleneckReport(
    string Example,
    int Size,
    string Backend,
    int Threads,
    int WarmupRuns,
    int Runs,
    ImmutableArray<WayReport> Ways,
    double MacsRatio,
    double TimeRatio,
    long AllocatedBytes,
    BoardState BoardBefore,
    BoardState BoardAfter);

/// <summary>One way to compute the block.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its layers.</param>
/// <param name="Macs">Multiplications, those with padding included.</param>
/// <param name="WeightBytes">Its weights, one byte each, without biases.</param>
/// <param name="ActivationBytes">Input, output and what lies between.</param>
/// <param name="MinMs">The shortest of its times, in milliseconds.</param>
/// <param name="MedianMs">The median of its times.</param>
internal sealed record WayReport(string Name, string Description, long Macs, long WeightBytes, long ActivationBytes, double MinMs, double MedianMs);
