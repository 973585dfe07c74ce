namespace EdgeConv.Tests;

/// <summary>The data that lies beside the repository, in <c>../shared</c>: models, photographs, expected results. They have their own licences.</summary>
public static class SharedFiles
{
    /// <summary>The folder's full path; null when this machine does not have it.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The full path of a file or folder in it; the test is skipped when that is absent.</summary>
    public static string Require(params string[] parts)
    {
        var path = Path.Combine([Root ?? "", .. parts]);
        Assert.SkipUnless(Root is not null && Path.Exists(path), $"needs ../shared/{string.Join('/', parts)}");
        return path;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "EdgeConv.sln")))
                continue;
            var shared = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared"));
            return Directory.Exists(shared) ? shared : null;
        }

        return null;
    }
}
