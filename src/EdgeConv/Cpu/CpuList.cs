using System.Globalization;

namespace EdgeConv.Cpu;

/// <summary>The kernel's list format for sets of cores: "0-3,6,8-9" (Documentation/admin-guide/kernel-parameters, "cpu lists").</summary>
internal static class CpuList
{
    /// <summary>More cores than any kernel is built for; a file that names a greater number is damaged.</summary>
    private const int MaxCores = 8192;

    /// <summary>The cores in ascending order, or null when the text is no such list.</summary>
    public static SortedSet<int>? Parse(string text)
    {
        var cores = new SortedSet<int>();
        foreach (var range in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var dash = range.IndexOf('-', StringComparison.Ordinal);
            if (!TryIndex(dash < 0 ? range : range[..dash], out var first) || !TryIndex(range[(dash + 1)..], out var last) || first > last)
                return null;
            for (var core = first; core <= last; core++)
                cores.Add(core);
        }

        return cores;
    }

    private static bool TryIndex(string text, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < MaxCores;
}
