using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Golden;

/// <summary>Changes one thing about a model that no reader would let through, or that no converter would write: a shape, a type, a constant, an attribute.</summary>
internal static class ModelDistortion
{
    private static readonly ElementType[] Types = Enum.GetValues<ElementType>();

    /// <summary>A copy with one to three things changed.</summary>
    public static Model Of(Model model, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var index = random.Next(model.Tensors.Length);
            model = random.Next(5) switch
            {
                0 => model with { Tensors = model.Tensors.SetItem(index, Reshaped(model.Tensors[index], random)) },
                1 => model with { Tensors = model.Tensors.SetItem(index, Retyped(model.Tensors[index], random)) },
                2 => model with { Tensors = model.Tensors.SetItem(index, Requantized(model.Tensors[index], random)) },
                3 => model with { Tensors = model.Tensors.SetItem(index, Refilled(model.Tensors[index], random)) },
                _ => model with { Operators = [.. model.Operators.Select(op => Altered(op, random))] },
            };
        }

        return model;
    }

    private static ModelTensor Reshaped(ModelTensor tensor, Random random)
    {
        var extents = tensor.Shape.Dimensions.ToList();
        switch (random.Next(3))
        {
            case 0 when extents.Count > 0:
                extents[random.Next(extents.Count)] = random.Next(10);
                break;
            case 1 when extents.Count > 0:
                extents.RemoveAt(random.Next(extents.Count));
                break;
            default:
                extents.Insert(random.Next(extents.Count + 1), random.Next(1, 4));
                break;
        }

        return Shape.TryCountElements([.. extents], out _) ? Refilled(tensor with { Shape = new Shape([.. extents]) }, random) : tensor;
    }

    private static ModelTensor Retyped(ModelTensor tensor, Random random) => Refilled(tensor with { Type = Types[random.Next(Types.Length)] }, random);

    private static ModelTensor Requantized(ModelTensor tensor, Random random) => tensor with
    {
        Quantization = random.Next(4) switch
        {
            0 => null,
            1 => new QuantizationParameters([.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => random.NextSingle() + 0.01f)], [.. new int[8]], random.Next(4)),
            _ => new QuantizationParameters(MathF.Pow(10, random.Next(-8, 8)), random.Next(-128, 256)),
        },
    };

    /// <summary>New values for a constant, small ones where they are integers: axes, paddings and shapes nearly make sense.</summary>
    private static ModelTensor Refilled(ModelTensor tensor, Random random)
    {
        if (!tensor.IsConstant)
            return tensor;
        var bytes = new byte[tensor.ByteCount];
        if (tensor.Type is ElementType.Int32 or ElementType.Int64)
        {
            var size = tensor.Type.SizeInBytes();
            for (var i = 0; i < bytes.Length; i += size)
                bytes.AsSpan(i, size).Fill(0xFF);
            for (var i = 0; i < bytes.Length; i += size)
            {
                if (random.Next(4) == 0)
                    continue;
                bytes.AsSpan(i, size).Clear();
                bytes[i] = (byte)random.Next(7);
            }
        }
        else
        {
            random.NextBytes(bytes);
        }

        return tensor with { Data = bytes };
    }

    private static Operator Altered(Operator op, Random random)
    {
        Window Window() => new((Padding)random.Next(2), random.Next(1, 5), random.Next(1, 5), random.Next(1, 4), random.Next(1, 4));
        Activation Activation() => (Activation)random.Next(4);
        return op switch
        {
            Conv2D => new Conv2D(Window(), Activation()) { Index = op.Index, Inputs = op.Inputs, Outputs = op.Outputs },
            DepthwiseConv2D => new DepthwiseConv2D(Window(), random.Next(1, 5), Activation()) { Index = op.Index, Inputs = op.Inputs, Outputs = op.Outputs },
            TransposeConv => new TransposeConv(Window(), Activation()) { Index = op.Index, Inputs = op.Inputs, Outputs = op.Outputs },
            Pool2D pool => pool with { Window = Window(), FilterHeight = random.Next(1, 9), FilterWidth = random.Next(1, 9), Activation = Activation() },
            FullyConnected => new FullyConnected(Activation(), random.Next(2) == 0) { Index = op.Index, Inputs = op.Inputs, Outputs = op.Outputs },
            Binary binary => binary with { Kind = (BinaryKind)random.Next(5), Activation = Activation() },
            Unary => new Unary((UnaryKind)random.Next(9), random.NextSingle()) { Index = op.Index, Inputs = op.Inputs, Outputs = op.Outputs },
            Concatenation => new Concatenation(random.Next(-6, 6), Activation()) { Index = op.Index, Inputs = op.Inputs, Outputs = op.Outputs },
            Reduce reduce => reduce with { Kind = (ReduceKind)random.Next(2), KeepDimensions = random.Next(2) == 0 },
            Resize resize => resize with { AlignCorners = random.Next(2) == 0, HalfPixelCenters = random.Next(2) == 0 },
            Softmax => new Softmax((random.NextSingle() - 0.2f) * 100) { Index = op.Index, Inputs = op.Inputs, Outputs = op.Outputs },
            _ => op,
        };
    }
}
