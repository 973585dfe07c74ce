using System.Globalization;
using System.Text.Json.Serialization;
using EdgeConv.Host.Output;

namespace EdgeConv.Host.Verification;

/// <summary>One operator's result as a line of a reference file: <c>node=0 op=CONV_2D tensor=58 … fnv64=2d024b45e72f4c1e name=…</c>.</summary>
/// <param name="Node">The operator's index.</param>
/// <param name="Operator">Its name.</param>
/// <param name="Tensor">The tensor it computes.</param>
/// <param name="Type">The tensor's element type, as in <c>INT8</c>.</param>
/// <param name="Shape">The tensor's shape, as in <c>1x48x48x8</c>.</param>
/// <param name="Hash">The hash of its bytes (<see cref="Fnv1A64"/>).</param>
/// <param name="Name">The tensor's name.</param>
internal sealed record LayerRecord(int Node, string Operator, int Tensor, string Type, string Shape, [property: JsonConverter(typeof(HexNumber))] ulong Hash, string Name)
{
    /// <summary>Reads a line; null when it is no such line.</summary>
    public static LayerRecord? Parse(string line)
    {
        var name = line.IndexOf(" name=", StringComparison.Ordinal);
        var fields = (name < 0 ? line : line[..name]).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(field => field.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0], pair => pair[1]);
        string? Field(string key) => fields[key].FirstOrDefault();
        return int.TryParse(Field("node"), NumberStyles.None, CultureInfo.InvariantCulture, out var node)
            && int.TryParse(Field("tensor"), NumberStyles.None, CultureInfo.InvariantCulture, out var tensor)
            && ulong.TryParse(Field("fnv64"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hash)
            && Field("op") is { } op
            ? new LayerRecord(node, op, tensor, Field("type") ?? "", Field("shape") ?? "", hash, name < 0 ? "" : line[(name + 6)..])
            : null;
    }

    /// <summary>The line.</summary>
    public override string ToString() => $"node={Node} op={Operator} tensor={Tensor} type={Type} shape={Shape} fnv64={Hash:x16} name={Name}";
}
