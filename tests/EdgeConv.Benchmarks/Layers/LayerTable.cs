using System.Collections.Immutable;

namespace EdgeConv.Benchmarks.Layers;

/// <summary>Reads a table that is built into the program.</summary>
internal static class LayerTable
{
    /// <summary>Every line but the first, which names the columns.</summary>
    public static ImmutableArray<T> Read<T>(string table, Func<string, T> parse)
    {
        using var stream = typeof(LayerTable).Assembly.GetManifestResourceStream(table) ?? throw new InvalidOperationException($"{table} was not built into the program.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(parse)];
    }
}
