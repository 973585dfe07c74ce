using System.Globalization;

namespace EdgeConv.Host.Configuration;

/// <summary>Times as people write them.</summary>
internal static class TimeText
{
    private static readonly (string Unit, long Ticks)[] Units = [("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("min", TimeSpan.TicksPerMinute), ("h", TimeSpan.TicksPerHour)];

    /// <summary>Reads a number and a unit: ms, s, min or h.</summary>
    public static bool TryRead(string text, out TimeSpan time)
    {
        time = default;
        var unit = text.AsSpan().TrimStart("0123456789. ").Trim();
        foreach (var (name, ticks) in Units)
        {
            if (!unit.SequenceEqual(name) || !double.TryParse(text.AsSpan(0, text.Length - name.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                continue;
            var all = number * ticks;
            if (!(all >= 0 && all < TimeSpan.MaxValue.Ticks))
                return false;
            time = TimeSpan.FromTicks((long)Math.Round(all));
            return true;
        }

        return false;
    }

    /// <summary>The same the other way round, in the largest unit that leaves a whole number.</summary>
    public static string Of(TimeSpan time)
    {
        var (unit, ticks) = Units.LastOrDefault(one => time.Ticks % one.Ticks == 0 && time.Ticks >= one.Ticks, Units[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{(double)time.Ticks / ticks} {unit}");
    }
}
