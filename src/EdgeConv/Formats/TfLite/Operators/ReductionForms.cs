using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite.Operators;

/// <summary>Operators that gather many elements into one, and normalisations.</summary>
internal static class ReductionForms
{
    public static Operator ReadMean(in OperatorSource source) => ReadReduce(source, ReduceKind.Mean);

    public static Operator ReadSum(in OperatorSource source) => ReadReduce(source, ReduceKind.Sum);

    public static TableNode WriteReduce(Operator operation) =>
        new TableNode().Boolean(0, ((Reduce)operation).KeepDimensions);

    public static Operator ReadSoftmax(in OperatorSource source)
    {
        return new Softmax(source.Finite(0, "beta"))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteSoftmax(Operator operation) =>
        new TableNode().Float32(0, ((Softmax)operation).Beta);

    public static Operator ReadL2Normalization(in OperatorSource source)
    {
        var activation = source.Activation(0);
        if (activation != Activation.None)
            throw source.Unsupported($"the fused activation {activation} is not supported");
        return new L2Normalization(activation)
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteL2Normalization(Operator operation) =>
        new TableNode().Int8(0, ConvolutionForms.ActivationCode(((L2Normalization)operation).Activation));

    private static Reduce ReadReduce(in OperatorSource source, ReduceKind kind)
    {
        source.RequireIntegers(1);
        return new Reduce(kind, source.Boolean(0, "keep_dims"))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }
}
