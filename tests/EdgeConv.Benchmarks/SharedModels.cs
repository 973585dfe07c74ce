namespace EdgeConv.Benchmarks;

/// <summary>Model files in <c>../shared/models</c> beside the repository.</summary>
internal static class SharedModels
{
    /// <summary>The full path of a model; null when it is absent.</summary>
    public static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "EdgeConv.sln")))
                continue;
            var path = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "models", file));
            return File.Exists(path) ? path : null;
        }

        return null;
    }
}
