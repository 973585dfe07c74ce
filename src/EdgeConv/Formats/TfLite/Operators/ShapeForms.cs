using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Formats.TfLite.Operators;

/// <summary>Operators that move, join, cut or rename data without computing on it.</summary>
internal static class ShapeForms
{
    public static Operator ReadConcatenation(in OperatorSource source)
    {
        return new Concatenation(source.Int32(0, "axis"), source.Activation(1))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteConcatenation(Operator operation) =>
        new TableNode().Int32(0, ((Concatenation)operation).Axis).Int8(1, ConvolutionForms.ActivationCode(((Concatenation)operation).Activation));

    public static Operator ReadSplit(in OperatorSource source)
    {
        source.RequireIntegers(0);
        var count = source.Int32(0, "num_splits");
        if (count != source.Outputs.Length)
            throw source.OptionFault(0, "num_splits", $"{count} parts, but {source.Outputs.Length} outputs");
        return new Split(count)
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteSplit(Operator operation) =>
        new TableNode().Int32(0, ((Split)operation).Count);

    public static Operator ReadPad(in OperatorSource source)
    {
        source.RequireIntegers(1);
        return new Pad(HasValue: false)
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static Operator ReadPadV2(in OperatorSource source)
    {
        source.RequireIntegers(1);
        return new Pad(HasValue: true)
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static Operator ReadMirrorPad(in OperatorSource source)
    {
        source.RequireIntegers(1);
        return new MirrorPad(source.Choice(0, "mode", 1) == 1)
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteMirrorPad(Operator operation) =>
        new TableNode().Int8(0, (sbyte)(((MirrorPad)operation).IncludesEdge ? 1 : 0));

    public static Operator ReadReshape(in OperatorSource source)
    {
        if (source.Inputs.Length == 2)
            source.RequireIntegers(1);
        return new Reshape(source.Int32Vector(0, "new_shape"))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteReshape(Operator operation) =>
        new TableNode().Int32Vector(0, ((Reshape)operation).NewShape);

    public static Operator ReadSqueeze(in OperatorSource source)
    {
        return new Squeeze(source.Int32Vector(0, "squeeze_dims"))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteSqueeze(Operator operation) =>
        new TableNode().Int32Vector(0, ((Squeeze)operation).Axes);

    public static Operator ReadExpandDims(in OperatorSource source)
    {
        source.RequireIntegers(1);
        return new ExpandDims
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static Operator ReadTranspose(in OperatorSource source)
    {
        source.RequireIntegers(1);
        return new Transpose
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static Operator ReadPack(in OperatorSource source)
    {
        var count = source.Int32(0, "values_count");
        if (count != source.Inputs.Length)
            throw source.OptionFault(0, "values_count", $"{count} values, but {source.Inputs.Length} inputs");
        return new Pack(source.Int32(1, "axis"))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WritePack(Operator operation) =>
        new TableNode().Int32(0, operation.Inputs.Length).Int32(1, ((Pack)operation).Axis);

    public static Operator ReadStridedSlice(in OperatorSource source)
    {
        for (var input = 1; input < 4; input++)
            source.RequireIntegers(input);
        if (source.Boolean(5, "offset"))
            throw source.Unsupported("an end counted from the begin is not supported");
        if (source.Int32(2, "ellipsis_mask") != 0 || source.Int32(3, "new_axis_mask") != 0)
            throw source.Unsupported("ellipses and new axes are not supported");
        return new StridedSlice(source.Int32(0, "begin_mask"), source.Int32(1, "end_mask"), EllipsisMask: 0, NewAxisMask: 0, ShrinkAxisMask: source.Int32(4, "shrink_axis_mask"))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteStridedSlice(Operator operation)
    {
        var slice = (StridedSlice)operation;
        return new TableNode().Int32(0, slice.BeginMask).Int32(1, slice.EndMask).Int32(2, slice.EllipsisMask)
            .Int32(3, slice.NewAxisMask).Int32(4, slice.ShrinkAxisMask);
    }

    public static Operator ReadShapeOf(in OperatorSource source)
    {
        RequireIndexOutput(source);
        return new ShapeOf
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static Operator ReadArgMax(in OperatorSource source)
    {
        source.RequireIntegers(1);
        RequireIndexOutput(source);
        return new ArgMax
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    private static void RequireIndexOutput(in OperatorSource source)
    {
        var output = source.Output(0);
        if (output.Type is not (ElementType.Int32 or ElementType.Int64))
            throw source.OutputFault(0, $"{output.Description} is {output.Type.Name()}; int32 or int64 is needed");
    }
}
