using System.Collections.Immutable;
using EdgeConv.Models;
using EdgeConv.Tensors;
using EdgeConv.Vision.CameraCheck;

namespace EdgeConv.Tests.VirtualBoard;

/// <summary>
/// A network that says which colour a picture has on the whole: tests/virtual-board/guest/colours.tflite, by which the virtual board tells whether red, green and blue
/// of a camera's format arrive as such. Input: int8 1x8x8x3, pixel value - 128, red first. Output: int8 1x5, probabilities in the order of <see cref="Labels"/>.
/// </summary>
internal static class ColourModel
{
    private const int Side = 8;
    private const double Steepness = 8;

    /// <summary>The classes, in the order of the output.</summary>
    public static ImmutableArray<string> Labels { get; } = ["black", "white", "red", "green", "blue"];

    /// <summary>Builds the network.</summary>
    public static Model Build()
    {
        var network = new NetworkBuilder();
        var picture = network.Input("picture", new Shape(1, Side, Side, 3));
        var mean = network.GlobalAveragePool("mean", picture);
        var scores = network.Pointwise("scores", mean, Verdict.ScoreRange, Corner(0, 0, 0), Corner(1, 1, 1), Corner(1, 0, 0), Corner(0, 1, 0), Corner(0, 0, 1));
        var output = network.Softmax("probabilities", network.Flatten("score row", scores));
        return network.Build(picture, output, "colours", Labels);
    }

    // The nearest corner c of the colour cube to a colour x is that with the greatest 2 c·x - |c|².
    private static Filter Corner(sbyte red, sbyte green, sbyte blue) => new([(sbyte)(2 * red), (sbyte)(2 * green), (sbyte)(2 * blue)], Steepness, -Steepness * (red + green + blue));
}
