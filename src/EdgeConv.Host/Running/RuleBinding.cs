using System.Collections.Immutable;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Failures;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Running;

/// <summary>Finds the classes that rules name among those of a model.</summary>
internal static class RuleBinding
{
    /// <summary>The terms of rules.</summary>
    /// <exception cref="CommandException">A rule names a class that the model has not; the message tells near ones.</exception>
    public static ImmutableArray<RuleTerms> Bind(ImmutableArray<RuleSettings> rules, LabelList labels, int classes) =>
        [.. rules.Select(rule => new RuleTerms([.. rule.Labels.SelectMany(label => ClassesOf(rule.Name, label, labels, classes))], rule.AtLeast, rule.Frames, rule.ReleaseBelow, rule.Hold))];

    private static int[] ClassesOf(string rule, string label, LabelList labels, int classes)
    {
        var found = Enumerable.Range(0, classes).Where(index => Is(labels[index], label)).ToArray();
        if (found.Length > 0)
            return found;
        if (int.TryParse(label, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number < classes)
            return [number];
        var near = Enumerable.Range(0, classes)
            .Select(index => labels[index])
            .OrderBy(name => name.Contains(label, StringComparison.OrdinalIgnoreCase) ? 0 : EditDistance.Between(name, label))
            .Take(3);
        throw new CommandException($"Rule \"{rule}\": the model has no class \"{label}\"; near ones are {string.Join(", ", near.Select(name => $"\"{name}\""))}.");
    }

    /// <summary>Whether a label is meant: the whole of it, or one of its names, which label files for ImageNet separate by commas.</summary>
    private static bool Is(string label, string name) =>
        string.Equals(label, name, StringComparison.OrdinalIgnoreCase) || label.Split(',').Any(one => string.Equals(one.Trim(), name, StringComparison.OrdinalIgnoreCase));
}
