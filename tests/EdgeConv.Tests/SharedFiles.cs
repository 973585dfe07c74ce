namespace EdgeConv.Tests;

/// <summary>Models, photographs and golden data that lie beside the repository; a test that needs them is skipped, and says so, where they are absent.</summary>
public static class SharedFiles
{
    /// <summary>The folder <c>../shared</c> beside the repository, or null when there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The full path of a file or folder in <c>../shared</c>; skips the running test when it is absent.</summary>
    public static string Require(params string[] parts)
    {
        var path = Root is null ? null : Path.Combine([Root, .. parts]);
        Assert.SkipUnless(path is not null && (File.Exists(path) || Directory.Exists(path)), $"needs ../shared/{string.Join('/', parts)}");
        return path!;
    }

    private static string? Find() =>
        Repository.Root is { } root && Path.GetFullPath(Path.Combine(root, "..", "shared")) is var shared && Directory.Exists(shared) ? shared : null;
}
