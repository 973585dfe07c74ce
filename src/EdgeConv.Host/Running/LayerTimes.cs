using System.Collections.Immutable;
using System.Diagnostics;
using EdgeConv.Execution;
using EdgeConv.Planning;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Running;

/// <summary>
/// How long each step of a model takes, measured in one run a second, and only while somebody wants to know. The thread that runs writes, any may read; nothing is
/// allocated by a measured run.
/// </summary>
internal sealed class LayerTimes : IStepListener
{
    private static readonly long Pause = MonotonicClock.Nanoseconds(TimeSpan.FromSeconds(1));

    private readonly Func<bool> _isWanted;
    private readonly Lock _lock = new();
    private readonly long[] _measuring;
    private readonly long[] _measured;
    private long _measuredAt = long.MinValue;
    private long _began;

    /// <param name="plan">What runs; it may be gone when times are read.</param>
    /// <param name="isWanted">Whether somebody wants to know.</param>
    public LayerTimes(Plan plan, Func<bool> isWanted)
    {
        _isWanted = isWanted;
        Names = [.. plan.Steps.Select(step => step.Operator?.Name ?? "(border)")];
        Kernels = [.. plan.Steps.Select(step => step.Kernel)];
        Macs = [.. plan.Steps.Select(step => step.Macs)];
        _measuring = new long[Names.Length];
        _measured = new long[Names.Length];
    }

    /// <summary>Each step's operator.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Each step's kernel.</summary>
    public ImmutableArray<string> Kernels { get; }

    /// <summary>Each step's multiply-accumulates.</summary>
    public ImmutableArray<long> Macs { get; }

    /// <summary>Whether the next run is to be measured.</summary>
    public bool IsDue => _isWanted() && (_measuredAt == long.MinValue || MonotonicClock.Now - _measuredAt >= Pause);

    /// <summary>A measured run is over: its times can be read.</summary>
    public void RunEnded()
    {
        _measuredAt = MonotonicClock.Now;
        lock (_lock)
            _measuring.CopyTo(_measured, 0);
    }

    /// <summary>Each step's microseconds in the newest measured run; zeros before the first.</summary>
    public double[] Microseconds()
    {
        lock (_lock)
            return Array.ConvertAll(_measured, ticks => ticks * 1e6 / Stopwatch.Frequency);
    }

    /// <inheritdoc/>
    public void StepStarts(int step) => _began = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void StepEnded(int step) => _measuring[step] = Stopwatch.GetTimestamp() - _began;
}
