using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite.Operators;

/// <summary>Operators that work element by element.</summary>
internal static class ElementwiseForms
{
    public static Operator ReadAdd(in OperatorSource source) => ReadBinary(source, BinaryKind.Add);

    public static Operator ReadSub(in OperatorSource source) => ReadBinary(source, BinaryKind.Sub);

    public static Operator ReadMul(in OperatorSource source) => ReadBinary(source, BinaryKind.Mul);

    public static Operator ReadMaximum(in OperatorSource source) => ReadBinary(source, BinaryKind.Maximum);

    public static Operator ReadMinimum(in OperatorSource source) => ReadBinary(source, BinaryKind.Minimum);

    public static TableNode WriteFusedBinary(Operator operation) =>
        new TableNode().Int8(0, ConvolutionForms.ActivationCode(((Binary)operation).Activation));

    public static Operator ReadRelu(in OperatorSource source) => ReadUnary(source, UnaryKind.Relu);

    public static Operator ReadRelu6(in OperatorSource source) => ReadUnary(source, UnaryKind.Relu6);

    public static Operator ReadReluN1To1(in OperatorSource source) => ReadUnary(source, UnaryKind.ReluN1To1);

    public static Operator ReadLogistic(in OperatorSource source) => ReadUnary(source, UnaryKind.Logistic);

    public static Operator ReadTanh(in OperatorSource source) => ReadUnary(source, UnaryKind.Tanh);

    public static Operator ReadHardSwish(in OperatorSource source) => ReadUnary(source, UnaryKind.HardSwish);

    public static Operator ReadQuantize(in OperatorSource source) => ReadUnary(source, UnaryKind.Quantize);

    public static Operator ReadDequantize(in OperatorSource source) => ReadUnary(source, UnaryKind.Dequantize);

    public static Operator ReadLeakyRelu(in OperatorSource source) => ReadUnary(source, UnaryKind.LeakyRelu, source.Finite(0, "alpha"));

    public static TableNode WriteLeakyRelu(Operator operation) =>
        new TableNode().Float32(0, ((Unary)operation).Alpha);

    public static Operator ReadPRelu(in OperatorSource source)
    {
        return new PRelu
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    private static Binary ReadBinary(in OperatorSource source, BinaryKind kind)
    {
        // Maximum and minimum have no options, so nothing is read for them.
        var activation = source.Form.OptionsType == 0 ? Activation.None : source.Activation(0);
        return new Binary(kind, activation)
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    private static Unary ReadUnary(in OperatorSource source, UnaryKind kind, float alpha = 0)
    {
        return new Unary(kind, alpha)
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }
}
