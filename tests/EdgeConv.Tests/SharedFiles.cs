namespace EdgeConv.Tests;

/// <summary>Models, golden vectors and pictures kept beside the repository. A test that needs one is skipped where they are absent.</summary>
internal static class SharedFiles
{
    /// <summary>The directory <c>shared</c> next to the one that holds the solution; null when there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The path of a shared file; skips the running test when it is absent.</summary>
    public static string Require(params string[] parts)
    {
        var relative = Path.Combine(parts);
        var path = Root is null ? null : Path.Combine(Root, relative);
        Assert.SkipUnless(path is not null && (File.Exists(path) || Directory.Exists(path)), $"../shared/{relative} is absent");
        return path!;
    }

    private static string? Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (!File.Exists(Path.Combine(directory.FullName, "EdgeConv.sln")))
                continue;
            var shared = Path.Combine(directory.Parent?.FullName ?? "/", "shared");
            return Directory.Exists(shared) ? shared : null;
        }

        return null;
    }
}
