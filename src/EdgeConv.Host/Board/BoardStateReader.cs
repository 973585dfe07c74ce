using System.Collections.Immutable;
using System.Globalization;

namespace EdgeConv.Host.Board;

/// <summary>
/// Reads a board's state from the files of the Linux kernel: cpufreq and thermal (Documentation/admin-guide/pm/cpufreq.rst, driver-api/thermal/sysfs-api.rst),
/// and the Raspberry Pi firmware driver's <c>get_throttled</c>.
/// </summary>
/// <param name="root">The folder that holds <c>sys</c>: / on a board.</param>
internal sealed class BoardStateReader(string root = "/")
{
    /// <summary>The state now. A file that is absent, unreadable, or holds something else than expected makes its value unknown.</summary>
    public BoardState Read() => new(
        [.. Numbered("sys/devices/system/cpu", "cpu").Select(core => new CoreState(
            core.Number,
            Number(Path.Combine(core.Folder, "cpufreq", "scaling_cur_freq")) / 1000,
            Text(Path.Combine(core.Folder, "cpufreq", "scaling_governor"))))],
        [.. Numbered("sys/class/thermal", "thermal_zone").Select(zone => new ZoneTemperature(
            Text(Path.Combine(zone.Folder, "type")),
            Number(Path.Combine(zone.Folder, "temp")) / 1000))],
        Throttling());

    // The device tree names the bus: soc on boards up to the Raspberry Pi 4, soc@107c000000 on the 5.
    private ThrottleFlags? Throttling()
    {
        var files = from bus in Folders("sys/devices/platform", "soc*")
                    from firmware in Folders(bus, "soc*:firmware")
                    select Text(Path.Combine(firmware, "get_throttled"));
        return files.OfType<string>().FirstOrDefault() is { } word
            && int.TryParse(word.StartsWith("0x", StringComparison.Ordinal) ? word[2..] : word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            ? (ThrottleFlags)bits
            : null;
    }

    private ImmutableArray<(int Number, string Folder)> Numbered(string folder, string prefix)
    {
        var found = from path in Folders(folder, prefix + "*")
                    let digits = Path.GetFileName(path)[prefix.Length..]
                    where digits.Length > 0 && digits.All(char.IsAsciiDigit)
                    let number = int.Parse(digits, CultureInfo.InvariantCulture)
                    orderby number
                    select (number, path);
        return [.. found];
    }

    private string[] Folders(string folder, string pattern)
    {
        var path = Path.Combine(root, folder);
        return Directory.Exists(path) ? Directory.GetDirectories(path, pattern) : [];
    }

    private static double? Number(string path) => long.TryParse(Text(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    // Reading fails for the clock of a core that is switched off and for a sensor that is asleep.
    private static string? Text(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
