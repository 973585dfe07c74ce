using System.Globalization;
using EdgeConv.Models;

namespace EdgeConv.Benchmarks.Layers;

/// <summary>An operator that is no convolution, as it stands in a network; extents in elements.</summary>
/// <param name="Network">The network.</param>
/// <param name="Layer">Its first layer of this shape.</param>
/// <param name="Operator">What it does.</param>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="Channels">Channels of the input.</param>
/// <param name="Detail">What else the operator needs, as <see cref="OperatorModel"/> reads it; perhaps nothing.</param>
/// <param name="Repeats">How many layers of the network have this shape.</param>
public sealed record OperatorShape(string Network, string Layer, string Operator, int Height, int Width, int Channels, string Detail, int Repeats) : ILayer
{
    /// <inheritdoc/>
    public long Macs => OperatorModel.Macs(this);

    /// <summary>Reads a line of the table.</summary>
    /// <exception cref="FormatException">It is no such line.</exception>
    public static OperatorShape Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Split(',') is not [var network, var layer, var op, _, _, _, var detail, _] fields || !OperatorModel.Operators.Contains(op))
            throw new FormatException($"'{line}' is no operator: network,layer,operator,height,width,channels,detail,repeats; operators are {string.Join(", ", OperatorModel.Operators)}.");
        return new OperatorShape(network, layer, op, Number(fields[3]), Number(fields[4]), Number(fields[5]), detail, Number(fields[7]));
    }

    /// <inheritdoc/>
    public Model ToModel() => OperatorModel.Of(this);

    /// <summary>As in <c>inception_v3 MaxPool_3a: 147x147x64 max_pool 3x3/2 valid</c>.</summary>
    public override string ToString() => $"{Network} {Layer}: {Height}x{Width}x{Channels} {Operator} {Detail}".TrimEnd();

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
