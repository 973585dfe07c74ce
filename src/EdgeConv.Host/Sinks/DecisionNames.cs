using System.Collections.Immutable;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Sinks;

/// <summary>What the numbers in a decision are called.</summary>
/// <param name="Labels">The model's classes.</param>
/// <param name="Rules">The configuration's rules.</param>
internal sealed record DecisionNames(LabelList Labels, ImmutableArray<string> Rules);
