using System.Collections.Immutable;

namespace EdgeConv.Host.Board;

/// <summary>What decides a board's speed at a moment: a measurement without it cannot be compared with another. What a board does not tell is null.</summary>
/// <param name="Cores">One a core, in order.</param>
/// <param name="Temperatures">One a sensor.</param>
/// <param name="Throttling">What a Raspberry Pi says of throttling.</param>
internal sealed record BoardState(ImmutableArray<CoreState> Cores, ImmutableArray<ZoneTemperature> Temperatures, ThrottleFlags? Throttling);

/// <summary>A core's clock.</summary>
/// <param name="Index">The kernel's number for the core.</param>
/// <param name="Megahertz">Its clock now.</param>
/// <param name="Governor">The kernel's rule for choosing it, as in <c>ondemand</c> or <c>performance</c>.</param>
internal sealed record CoreState(int Index, double? Megahertz, string? Governor);

/// <summary>A thermal zone's temperature.</summary>
/// <param name="Zone">What the kernel calls it, as in <c>cpu-thermal</c>.</param>
/// <param name="Celsius">Its temperature now.</param>
internal sealed record ZoneTemperature(string? Zone, double? Celsius);
