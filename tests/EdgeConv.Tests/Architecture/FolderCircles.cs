namespace EdgeConv.Tests.Architecture;

/// <summary>
/// Finds folders that know each other in a circle. Compared are folders beside each other, at every depth, each with all that lies in it. A folder and one within it may know each
/// other: the outer puts together what is within, which in turn uses what the outer defines for all. Folders go by their namespaces.
/// </summary>
internal static class FolderCircles
{
    /// <summary>What closes circles, a line for each folder that knows another: both, and the files by which it does. None: there is no circle.</summary>
    public static IReadOnlyList<string> In(IReadOnlyCollection<SourceFile> files)
    {
        var namespaces = files.Select(file => file.Namespace).ToHashSet();
        var types = files.SelectMany(file => file.Types.Select(type => Joined(file.Namespace, type))).ToHashSet();
        var known = (from file in files
                     from other in file.Usings.Where(namespaces.Contains).Concat(file.DottedNames.Select(name => NamespaceOf(name, file.Namespace, types)).OfType<string>())
                     let folders = Apart(file.Namespace, other)
                     where folders is not null
                     group file.Path by folders.Value).ToList();
        var next = known.ToLookup(knows => knows.Key.From, knows => knows.Key.To);
        return
        [
            .. from knows in known
               where Reaches(knows.Key.To, knows.Key.From, next, [])
               orderby knows.Key
               select $"{knows.Key.From} knows {knows.Key.To} by {string.Join(", ", knows.Distinct().Order(StringComparer.Ordinal))}",
        ];
    }

    // As the compiler looks names up: in the namespace they stand in, then in those around it.
    private static string? NamespaceOf(string name, string place, HashSet<string> types)
    {
        var parts = name.Split('.');
        for (var outer = place; ; outer = outer[..Math.Max(outer.LastIndexOf('.'), 0)])
        {
            for (var count = 1; count < parts.Length; count++)
            {
                var candidate = Joined(outer, string.Join('.', parts[..count]));
                if (types.Contains(Joined(candidate, parts[count])))
                    return candidate;
            }

            if (outer.Length == 0)
                return null;
        }
    }

    /// <summary>The outermost folders in which two namespaces differ; null where one lies within the other.</summary>
    private static (string From, string To)? Apart(string from, string to)
    {
        var (left, right) = (from.Split('.'), to.Split('.'));
        var shared = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return shared < Math.Min(left.Length, right.Length) ? (string.Join('.', left[..(shared + 1)]), string.Join('.', right[..(shared + 1)])) : null;
    }

    private static bool Reaches(string from, string to, ILookup<string, string> next, HashSet<string> visited) =>
        from == to || visited.Add(from) && next[from].Any(folder => Reaches(folder, to, next, visited));

    private static string Joined(string outer, string name) => outer.Length == 0 ? name : $"{outer}.{name}";
}
