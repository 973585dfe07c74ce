using EdgeConv.Host.Board;

namespace EdgeConv.Host.Measurement;

/// <summary>What makes a measurement on a board doubtful.</summary>
internal static class BoardWarnings
{
    private const string PerformanceGovernor = "performance";

    /// <summary>The doubts, a sentence each; none when all is well or nothing is known.</summary>
    /// <param name="before">The board when the measurement began.</param>
    /// <param name="after">The board when it had ended.</param>
    public static IEnumerable<string> Of(BoardState before, BoardState after)
    {
        var governors = before.Cores.Concat(after.Cores).Select(core => core.Governor).OfType<string>().Where(governor => governor != PerformanceGovernor).Distinct().ToArray();
        if (governors.Length > 0)
            yield return $"the governor of the CPU clock is {string.Join(", ", governors)}, so clocks may have changed; for steady figures: echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor";
        var (was, now) = (before.Throttling ?? ThrottleFlags.None, after.Throttling ?? ThrottleFlags.None);
        var happened = now & ~was;
        foreach (var (flag, memory, told) in Reasons)
        {
            if (((was | now) & flag) != 0 || (happened & memory) != 0)
                yield return told;
        }
    }

    private static readonly (ThrottleFlags Now, ThrottleFlags Memory, string Told)[] Reasons =
    [
        (ThrottleFlags.UnderVoltage, ThrottleFlags.UnderVoltageHappened, "the supply voltage was too low during the measurement; use a stronger supply or a shorter cable."),
        (ThrottleFlags.FrequencyCapped, ThrottleFlags.FrequencyCappedHappened, "the CPU clock was capped during the measurement."),
        (ThrottleFlags.Throttled, ThrottleFlags.ThrottledHappened, "the CPU was throttled during the measurement; cool the board or improve its supply."),
        (ThrottleFlags.SoftTemperatureLimit, ThrottleFlags.SoftTemperatureLimitHappened, "the board reached its soft temperature limit during the measurement; cool it."),
    ];
}
