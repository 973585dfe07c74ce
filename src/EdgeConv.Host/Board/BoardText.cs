using System.Globalization;

namespace EdgeConv.Host.Board;

/// <summary>A board's state for people.</summary>
internal static class BoardText
{
    private const string Unknown = "unknown";

    /// <summary>A board's state on one line; what it does not tell is unknown.</summary>
    public static string Describe(BoardState board)
    {
        var clocks = string.Join(' ', board.Cores.Select(core => core.Megahertz?.ToString("F0", CultureInfo.InvariantCulture) ?? Unknown).Distinct());
        var governors = string.Join(' ', board.Cores.Select(core => core.Governor ?? Unknown).Distinct());
        var temperatures = string.Join(", ", board.Temperatures.Select(zone => $"{zone.Zone ?? "sensor"} {(zone.Celsius is { } celsius ? celsius.ToString("F1", CultureInfo.InvariantCulture) + " °C" : Unknown)}"));
        return $"clock {OrUnknown(clocks)}{(board.Cores.Any(core => core.Megahertz is not null) ? " MHz" : "")}; governor {OrUnknown(governors)}; temperature {OrUnknown(temperatures)}; throttling {board.Throttling?.ToString() ?? Unknown}";
    }

    private static string OrUnknown(string text) => text.Length == 0 ? Unknown : text;
}
