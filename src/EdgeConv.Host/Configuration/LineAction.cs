using EdgeConv.Devices.Gpio;

namespace EdgeConv.Host.Configuration;

/// <summary>A rule switches a line while it holds.</summary>
/// <param name="Line">Which.</param>
/// <param name="ActiveLow">Whether it is low while the rule holds, and high otherwise; relay boards often want it so.</param>
internal sealed record LineAction(OutputLineName Line, bool ActiveLow);
