using System.Collections.Immutable;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Vision.CameraCheck;

/// <summary>
/// A small int8 network that tells a usable picture from a dark, overexposed, blurred or covered one. Nothing in it is trained: its filters are textbook
/// ones, and its few thresholds were read off photographs. README.md beside this file draws it and states its accuracy.
/// </summary>
/// <remarks>
/// Input: int8 1x224x224x3, pixel value - 128, red first. Output: int8 1x5, probabilities in the order of <see cref="Labels"/>.
/// On 500 photographs that no constant was chosen on, and two damaged copies of each for every fault, it tells right: usable 99.0 %, dark 100 %,
/// overexposed 96.8 %, blurred 99.0 %, covered 99.1 %.
/// </remarks>
public static class CameraCheckModel
{
    private const int Side = 224;
    private const double Level = 1.0 / 255;

    // Sensor noise moves the Laplacian of an 8-bit picture by some five levels, and so does the sharpest border a lens out of focus leaves; an edge in
    // focus moves it by tens.
    private const double NoEdge = 8 * Level;
    private const double EdgeSpan = 32 * Level;

    // A tile is sharp when its mean edge response passes a hundredth: one pixel in focus on a hundred, which noise alone does not reach.
    private const int EdgeTile = 8;
    private const double NoSharpTile = 0.01;
    private const double SharpTileSpan = 0.05;

    // Shapes are differences between neighbouring squares of this many pixels. Focus hardly touches them; whatever lies on the lens is too smooth for them.
    private const int ShapeCell = 8;
    private const double NoShape = 2 * Level;
    private const double ShapeSpan = 15 * Level;

    // Tones are taken of the means of small squares, so that noise on black is not light.
    private const int TonePatch = 4;

    // A twentieth of the usual exposure turns white into level 13.
    private const double NoLight = 16 * Level;
    private const double LightSpan = 8 * Level;

    // Overexposure leaves no shadows: stray light alone lifts black to 80 and more.
    private const double NoShadow = 100 * Level;
    private const double ShadowSpan = 30 * Level;

    private const double NoWhite = 225 * Level;
    private const double WhiteSpan = 20 * Level;

    // BT.601 luma, in 128ths.
    private static readonly Filter Luma = new([38, 75, 15], 1.0 / 128, 0);

    /// <summary>The classes, in the order of the output.</summary>
    public static ImmutableArray<string> Labels { get; } = ["usable", "dark", "overexposed", "blurred", "covered"];

    /// <summary>Builds the network.</summary>
    public static Model Build()
    {
        var network = new NetworkBuilder();
        var picture = network.Input("picture", new Shape(1, Side, Side, 3));

        // Twice the same, since a depthwise filter has a channel of its own and responses are needed with both signs: 8 bits hold no sign and a range.
        var brightness = network.Pointwise("brightness", picture, NetworkBuilder.UnitRange, Luma, Luma);

        var evidence = network.Concatenation("evidence", Tones(network, brightness), Sharpness(network, brightness), Shapes(network, brightness));
        var scores = network.Pointwise("scores", evidence, Verdict.ScoreRange, Verdict.Filters);
        var output = network.Softmax("probabilities", network.Flatten("score row", scores));
        return network.Build(picture, output, "camera check", Labels);
    }

    /// <summary>Three channels: how much of the picture has light, how much is in shadow, how much is white.</summary>
    private static ModelTensor Tones(NetworkBuilder network, ModelTensor brightness)
    {
        var patches = network.AveragePool("patches", brightness, TonePatch, TonePatch);
        var light = Filter.Detector([1, 0], NoLight, LightSpan);
        var shadow = Filter.Detector([-1, 0], -NoShadow, ShadowSpan);
        var white = Filter.Detector([1, 0], NoWhite, WhiteSpan);
        return network.GlobalAveragePool("tones", network.Pointwise("tone map", patches, NetworkBuilder.UnitRange, light, shadow, white));
    }

    /// <summary>One channel: how much of the picture has an edge in focus within a few pixels.</summary>
    private static ModelTensor Sharpness(NetworkBuilder network, ModelTensor brightness)
    {
        var edges = BothSigns(network, "edges", brightness, 1, 1, NoEdge, EdgeSpan);
        var tiles = network.AveragePool("edge tiles", edges, EdgeTile, EdgeTile);
        return network.GlobalAveragePool("sharpness", network.Pointwise("sharp tiles", tiles, NetworkBuilder.UnitRange, Filter.Detector([1, 1], NoSharpTile, SharpTileSpan)));
    }

    /// <summary>Two channels: how much of the picture is brighter than its surroundings, and how much darker, on the scale of <see cref="ShapeCell"/>.</summary>
    private static ModelTensor Shapes(NetworkBuilder network, ModelTensor brightness)
    {
        const int cellArea = ShapeCell * ShapeCell;
        return network.GlobalAveragePool("shapes", BothSigns(network, "shape map", brightness, ShapeCell, ShapeCell, NoShape * cellArea, ShapeSpan * cellArea));
    }

    private static ModelTensor BothSigns(NetworkBuilder network, string name, ModelTensor brightness, int cell, int stride, double threshold, double span)
    {
        var laplacian = Laplacian.OfCells(cell);
        sbyte[] negative = [.. laplacian.Select(weight => (sbyte)-weight)];
        return network.Depthwise(name, brightness, Laplacian.CellsAcross * cell, stride, Filter.Detector(laplacian, threshold, span), Filter.Detector(negative, threshold, span));
    }
}
