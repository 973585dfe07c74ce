
namespace EdgeConv.Host.Decisions;

/// <summary>Who is told of decisions. Must not wait: frames do not.</summary>
internal interface IDecisionAudience
{
    /// <summary>Tells of a decision, which is valid until this returns, and of rules that began or ceased to hold with it.</summary>
    void Tell(Decision decision, ReadOnlySpan<RuleEvent> events);
}
