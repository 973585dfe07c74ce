using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite.Operators;

/// <summary>Operators on pictures without weights: pooling, resampling, blocks of space.</summary>
internal static class PictureForms
{
    public static Operator ReadAveragePool(in OperatorSource source) => ReadPool(source, PoolKind.Average);

    public static Operator ReadMaxPool(in OperatorSource source) => ReadPool(source, PoolKind.Max);

    public static TableNode WritePool(Operator operation)
    {
        var pool = (Pool2D)operation;
        return ConvolutionForms.Window(pool.Window, new TableNode()).Int32(3, pool.FilterWidth).Int32(4, pool.FilterHeight)
            .Int8(5, ConvolutionForms.ActivationCode(pool.Activation));
    }

    public static Operator ReadResizeBilinear(in OperatorSource source)
    {
        source.RequireIntegers(1);
        return new Resize(ResizeKind.Bilinear, source.Boolean(2, "align_corners"), source.Boolean(3, "half_pixel_centers"))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteResizeBilinear(Operator operation) =>
        new TableNode().Boolean(2, ((Resize)operation).AlignCorners).Boolean(3, ((Resize)operation).HalfPixelCenters);

    public static Operator ReadResizeNearestNeighbor(in OperatorSource source)
    {
        source.RequireIntegers(1);
        return new Resize(ResizeKind.NearestNeighbor, source.Boolean(0, "align_corners"), source.Boolean(1, "half_pixel_centers"))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteResizeNearestNeighbor(Operator operation) =>
        new TableNode().Boolean(0, ((Resize)operation).AlignCorners).Boolean(1, ((Resize)operation).HalfPixelCenters);

    public static Operator ReadSpaceToBatch(in OperatorSource source)
    {
        source.RequireIntegers(1);
        source.RequireIntegers(2);
        return new SpaceToBatch
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static Operator ReadBatchToSpace(in OperatorSource source)
    {
        source.RequireIntegers(1);
        source.RequireIntegers(2);
        return new BatchToSpace
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    private static Pool2D ReadPool(in OperatorSource source, PoolKind kind)
    {
        return new Pool2D(kind, source.Window(0, 1, 2), source.Extent(4, "filter_height"), source.Extent(3, "filter_width"), source.Activation(5))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }
}
