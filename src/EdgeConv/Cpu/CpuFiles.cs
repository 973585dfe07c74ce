using System.Globalization;

namespace EdgeConv.Cpu;

/// <summary>
/// What Linux tells of cores in its file systems (Documentation/ABI/testing/sysfs-devices-system-cpu). A file that is missing, unreadable or not
/// what it should be is null: which of them exist depends on kernel, board and container, and none is worth failing for.
/// </summary>
/// <param name="root">The directory that holds sys and proc: "/" but in tests.</param>
internal sealed class CpuFiles(string root)
{
    private const string AllowedField = "Cpus_allowed_list:";

    private readonly string _cpus = Path.Combine(root, "sys", "devices", "system", "cpu");

    /// <summary>Cores that are switched on.</summary>
    public SortedSet<int>? Online => Read(Path.Combine(_cpus, "online")) is { } text ? CpuList.Parse(text) : null;

    /// <summary>Cores this process may run on: its affinity mask, cut to the cgroup's set.</summary>
    public SortedSet<int>? Allowed
    {
        get
        {
            var line = Read(Path.Combine(root, "proc", "self", "status"))?.Split('\n').FirstOrDefault(line => line.StartsWith(AllowedField, StringComparison.Ordinal));
            return line is null ? null : CpuList.Parse(line[AllowedField.Length..]);
        }
    }

    /// <summary>A whole number of at least 0 in one of a core's files.</summary>
    public int? Number(int core, params ReadOnlySpan<string> path) =>
        int.TryParse(Read(Path.Combine([_cpus, $"cpu{core}", .. path])), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
