namespace EdgeConv.Host.Decisions;

/// <summary>A rule began or ceased to hold.</summary>
/// <param name="Rule">Which, counted through the configuration.</param>
/// <param name="IsActive">Whether it holds now.</param>
/// <param name="Score">The score it looked at.</param>
/// <param name="At">When, by the system's clock.</param>
internal readonly record struct RuleEvent(int Rule, bool IsActive, float Score, DateTimeOffset At);
