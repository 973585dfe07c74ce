using System.Collections.Immutable;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Running;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Tests.Host.Running;

public class RuleBindingTests
{
    private static readonly LabelList Labels = new(["tabby, tabby cat", "crane", "dog", "crane", "3"]);

    [Theory]
    [InlineData("tabby", new[] { 0 })]
    [InlineData("Tabby Cat", new[] { 0 })]
    [InlineData("tabby, tabby cat", new[] { 0 })]
    [InlineData("CRANE", new[] { 1, 3 })]
    [InlineData("2", new[] { 2 })]
    [InlineData("3", new[] { 4 })]
    public void Classes_are_found_by_any_of_their_names_or_by_number(string label, int[] classes) => Assert.Equal(classes, Bind(label));

    [Theory]
    [InlineData("cat")]
    [InlineData("5")]
    [InlineData("-1")]
    public void Others_are_refused(string label) => Assert.Contains($"the model has no class \"{label}\"; near ones are ", Assert.Throws<CommandException>(() => Bind(label)).Message, StringComparison.Ordinal);

    private static ImmutableArray<int> Bind(string label) => RuleBinding.Bind([new RuleSettings("r", [label], 0.5f, 1, 0.5f, TimeSpan.Zero)], Labels, 5)[0].Classes;
}
