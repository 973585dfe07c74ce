using System.Collections.Immutable;
using System.Globalization;
using EdgeConv.Host.Failures;

namespace EdgeConv.Host.Configuration;

/// <summary>
/// Reads the settings of one object, each by its name and kind, and notes what is wrong with them: wrong kinds, values out of range, and in the end those that were
/// never asked for. Reading goes on after a problem, with the default, so that all problems are found at once.
/// </summary>
internal sealed class SettingsReader
{
    private readonly List<ConfigurationProblem> _problems;
    private readonly JsonSection _section;
    private readonly string _path;
    private readonly List<string> _known = [];

    private SettingsReader(JsonSection section, string path, List<ConfigurationProblem> problems) => (_section, _path, _problems) = (section, path, problems);

    /// <summary>Reads a whole file.</summary>
    /// <param name="root">The file's value.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static SettingsReader Of(JsonPlace root, List<ConfigurationProblem> problems)
    {
        if (root is JsonSection section)
            return new SettingsReader(section, "", problems);
        problems.Add(new ConfigurationProblem(root.Line, root.Column, "", $"a configuration is a group of settings in braces, not {root.Kind}."));
        return new SettingsReader(new JsonSection(root.Line, root.Column, []), "", problems);
    }

    /// <summary>Whether a setting is there.</summary>
    public bool Has(string name) => _section.Members.Any(member => member.Name == name);

    /// <summary>A text.</summary>
    public string? Text(string name)
    {
        var value = Find(name);
        // No name of anything has them, and no path can have a zero.
        if (value is JsonWord { Text: var unprintable } && unprintable.Any(char.IsControl))
            Wrong(value, name, "must be a text without control characters.");
        else if (value is JsonWord { Text.Length: > 0 } word)
            return word.Text;
        else if (value is not null)
            Wrong(value, name, $"must be a text in quotes, not {(value is JsonWord ? "an empty one" : value.Kind)}.");
        return null;
    }

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name)
    {
        if (!Has(name))
            _problems.Add(new ConfigurationProblem(_section.Line, _section.Column, PathOf(name), "is missing."));
        return Text(name) ?? "";
    }

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string name, T otherwise, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var value = Find(name);
        var words = new List<string>();
        foreach (var (word, meaning) in choices)
        {
            if (value is JsonWord given && given.Text == word)
                return meaning;
            words.Add(word);
        }

        if (value is not null)
            Wrong(value, name, $"{value.Kind} is none of {string.Join(", ", words.Select(word => $"\"{word}\""))}.");
        return otherwise;
    }

    /// <summary>A number within bounds.</summary>
    public double Number(string name, double otherwise, double least, double most)
    {
        var value = Find(name);
        if (value is null)
            return otherwise;
        if (value is JsonNumber number && number.Value >= least && number.Value <= most)
            return number.Value;
        Wrong(value, name, string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}, not {value.Kind}."));
        return otherwise;
    }

    /// <summary>A whole number within bounds.</summary>
    public int Whole(string name, int otherwise, int least, int most)
    {
        var value = Find(name);
        if (value is null)
            return otherwise;
        if (value is JsonNumber number && number.Value >= least && number.Value <= most && number.Value == Math.Floor(number.Value))
            return (int)number.Value;
        Wrong(value, name, $"must be a whole number from {least} to {most}, not {value.Kind}.");
        return otherwise;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool otherwise)
    {
        var value = Find(name);
        if (value is JsonFlag flag)
            return flag.Value;
        if (value is not null)
            Wrong(value, name, $"must be true or false, not {value.Kind}.");
        return otherwise;
    }

    /// <summary>A time: <c>"500 ms"</c>, <c>"5 s"</c>, <c>"2 min"</c>, <c>"1 h"</c>.</summary>
    public TimeSpan Time(string name, TimeSpan otherwise, TimeSpan least, TimeSpan most)
    {
        var value = Find(name);
        if (value is null)
            return otherwise;
        if (value is JsonWord word && TimeText.TryRead(word.Text, out var time) && time >= least && time <= most)
            return time;
        Wrong(value, name, $"must be a time from {TimeText.Of(least)} to {TimeText.Of(most)}, as \"5 s\" or \"500 ms\", not {value.Kind}.");
        return otherwise;
    }

    /// <summary>A list of texts, at least one.</summary>
    public ImmutableArray<string> Texts(string name)
    {
        var value = Find(name);
        if (value is JsonItems { Items.IsEmpty: false } items && items.Items.All(item => item is JsonWord { Text.Length: > 0 }))
            return [.. items.Items.Select(item => ((JsonWord)item).Text)];
        if (value is JsonWord { Text.Length: > 0 } one)
            return [one.Text];
        if (value is not null)
            Wrong(value, name, "must be a text in quotes, or a list of at least one.");
        return [];
    }

    /// <summary>A group of settings; an empty one where there is none.</summary>
    public SettingsReader Section(string name)
    {
        var value = Find(name);
        if (value is not null and not JsonSection)
            Wrong(value, name, $"must be a group of settings in braces, not {value.Kind}.");
        return new SettingsReader(value as JsonSection ?? new JsonSection(_section.Line, _section.Column, []), PathOf(name), _problems);
    }

    /// <summary>A list of groups of settings.</summary>
    public IEnumerable<SettingsReader> Sections(string name)
    {
        var value = Find(name);
        if (value is null)
            yield break;
        if (value is not JsonItems items)
        {
            Wrong(value, name, $"must be a list in brackets, not {value.Kind}.");
            yield break;
        }

        for (var i = 0; i < items.Items.Length; i++)
        {
            if (items.Items[i] is JsonSection section)
                yield return new SettingsReader(section, $"{PathOf(name)}[{i}]", _problems);
            else
                Wrong(items.Items[i], $"{name}[{i}]", $"must be a group of settings in braces, not {items.Items[i].Kind}.");
        }
    }

    /// <summary>Notes a problem with a setting that was read.</summary>
    public void Refuse(string name, string message)
    {
        var member = _section.Members.LastOrDefault(member => member.Name == name);
        _problems.Add(new ConfigurationProblem(member?.Value.Line ?? _section.Line, member?.Value.Column ?? _section.Column, PathOf(name), message));
    }

    /// <summary>Notes the settings that nobody asked for, and those that are there twice.</summary>
    public void RefuseOthers()
    {
        var seen = new HashSet<string>();
        foreach (var member in _section.Members)
        {
            if (!seen.Add(member.Name))
                _problems.Add(new ConfigurationProblem(member.Line, member.Column, PathOf(member.Name), "is there twice."));
            else if (!_known.Contains(member.Name))
                _problems.Add(new ConfigurationProblem(member.Line, member.Column, PathOf(member.Name), $"there is no such setting; {Nearest(member.Name)}"));
        }
    }

    private string Nearest(string name)
    {
        var near = _known.Where(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase) || EditDistance.Between(known, name) <= 2).ToArray();
        return near.Length > 0 ? $"did you mean \"{near[0]}\"?" : $"there are {string.Join(", ", _known)}.";
    }

    private JsonPlace? Find(string name)
    {
        if (!_known.Contains(name))
            _known.Add(name);
        return _section.Members.LastOrDefault(member => member.Name == name)?.Value;
    }

    private void Wrong(JsonPlace value, string name, string message) => _problems.Add(new ConfigurationProblem(value.Line, value.Column, PathOf(name), message));

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
