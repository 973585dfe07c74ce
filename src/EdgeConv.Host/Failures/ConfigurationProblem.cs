namespace EdgeConv.Host.Failures;

/// <summary>Something wrong with a configuration file.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Path">Which setting: <c>rules[1].atLeast</c>; empty for the file itself.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
internal sealed record ConfigurationProblem(int Line, int Column, string Path, string Message)
{
    /// <summary>As compilers tell it: line, column, setting, message.</summary>
    public override string ToString() => Path.Length == 0 ? $"{Line}:{Column}: {Message}" : $"{Line}:{Column}: {Path}: {Message}";
}
