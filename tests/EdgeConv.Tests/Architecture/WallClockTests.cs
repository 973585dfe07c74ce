using System.Text.RegularExpressions;

namespace EdgeConv.Tests.Architecture;

/// <summary>
/// The clock of a board jumps by decades when the network comes up. What waits, holds, counts or gives up goes by clocks that only run; the time of day is read in few places, where it is written down and
/// nothing is reckoned with it.
/// </summary>
public class WallClockTests
{
    private static readonly string[] Stamps =
    [
        // What decisions and events bear.
        "EdgeConv.Host/Running/Judge.cs",
        // When a run began, for the page.
        "EdgeConv.Host/Hosting/RunHost.cs",
        // When a model came, and when the page was told how the run is.
        "EdgeConv.Host/Exchange/ModelExchange.cs",
        "EdgeConv.Host/Web/StateJson.cs",
        // How long a single classification took to start; the kernel tells of the process by the time of day.
        "EdgeConv.Host/Classification/StageClock.cs",
    ];

    [Fact]
    public void Nothing_is_reckoned_with_the_time_of_day()
    {
        var source = Repository.Require("src");
        var readers = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && Regex.IsMatch(File.ReadAllText(file), @"\b(DateTime|DateTimeOffset)\.(Utc)?Now\b|\bGet(Utc|Local)Now\("))
            .Select(file => Path.GetRelativePath(source, file).Replace('\\', '/'));
        Assert.Equal(Stamps.Order(StringComparer.Ordinal), readers.Order(StringComparer.Ordinal));
    }
}
