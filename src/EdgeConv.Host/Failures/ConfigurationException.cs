using System.Collections.Immutable;

namespace EdgeConv.Host.Failures;

/// <summary>A configuration cannot be used. All that is wrong with it is told at once.</summary>
/// <param name="file">The file.</param>
/// <param name="problems">What is wrong, in the file's order.</param>
internal sealed class ConfigurationException(string file, ImmutableArray<ConfigurationProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => $"{file}:{problem}")))
{
    /// <summary>What is wrong, in the file's order.</summary>
    public ImmutableArray<ConfigurationProblem> Problems { get; } = problems;
}
