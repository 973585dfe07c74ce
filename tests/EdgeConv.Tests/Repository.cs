namespace EdgeConv.Tests;

/// <summary>The clone that the tests were built in.</summary>
public static class Repository
{
    /// <summary>Its folder, or null where the tests run elsewhere.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The full path of a file of it; skips the running test where the tests run elsewhere.</summary>
    public static string Require(params string[] parts)
    {
        Assert.SkipUnless(Root is not null, "needs the repository around the test program");
        return Path.Combine([Root!, .. parts]);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdgeConv.sln")))
                return folder.FullName;
        }

        return null;
    }
}
