using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace EdgeConv.Tests.Architecture;

/// <summary>What a C# file says of its place among others.</summary>
/// <param name="Path">Where it lies, as reports call it.</param>
/// <param name="Namespace">The namespace it is in; empty for a program's top-level statements.</param>
/// <param name="Types">The types it declares.</param>
/// <param name="Usings">The namespaces it opens by using directives.</param>
/// <param name="DottedNames">Names of several parts, of which some are types with a namespace before them, in code and in doc comments.</param>
internal sealed partial record SourceFile(string Path, string Namespace, ImmutableArray<string> Types, ImmutableArray<string> Usings, ImmutableArray<string> DottedNames)
{
    /// <summary>Reads a text.</summary>
    public static SourceFile Of(string path, string text) => new(
        path,
        NamespaceDeclaration().Match(text).Groups["name"].Value,
        Found(TypeDeclaration(), text),
        Found(UsingDirective(), text),
        Found(DottedName(), text));

    private static ImmutableArray<string> Found(Regex pattern, string text) => [.. pattern.Matches(text).Select(match => match.Groups["name"].Value).Distinct()];

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum|delegate \S+) (?<name>[A-Z]\w*)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^(global )?using (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();

    [GeneratedRegex(@"(?<![\w.])(?<name>[A-Z]\w*(\.[A-Z]\w*)+)")]
    private static partial Regex DottedName();
}
