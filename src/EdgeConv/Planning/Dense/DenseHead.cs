using System.Collections.Immutable;
using EdgeConv.Models;
using EdgeConv.Planning.Passes;
using EdgeConv.Planning.Shapes;

namespace EdgeConv.Planning.Dense;

/// <summary>
/// Rewrites a classifier's head, a pool over the whole picture and matrix products behind it, as a pool over windows and 1x1 convolutions, so that the
/// network runs on any larger picture. At the native size every byte stays the same: windows are pooled by the arithmetic of the pool they replace,
/// and a matrix product over each place of the map is a 1x1 convolution.
/// </summary>
public static class DenseHead
{
    /// <summary>Rewrites a model.</summary>
    /// <exception cref="PlanException">The model is no classifier with such a head, or looks at the whole picture before its head; the message says where.</exception>
    public static DenseModel Rewrite(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model = ShapeResolution.Apply(model, PlanOptions.Default, ImmutableArray.CreateBuilder<string>());
        if (model.Inputs.Length != 1 || model.Outputs.Length != 1 || model.Tensors[model.Inputs[0]].Shape.Rank != 4)
            throw Refusal("it must have one picture as input and one output");

        var (pool, head) = FindHead(model);
        var body = model.Operators.Where(op => op != pool && !head.Contains(op)).ToImmutableArray();
        foreach (var op in body)
        {
            if (!IsLocal(op, model))
                throw Refusal($"operators[{op.Index}] {op.Name} looks at the picture as a whole");
        }

        var native = model.Tensors[model.Inputs[0]].Shape;
        var (strideHeight, strideWidth) = Strides(model, pool);
        return new DenseModel(Join(model, body, pool, head), native[1], native[2], strideHeight, strideWidth);
    }

    private static (Operator Pool, ImmutableArray<Operator> Head) FindHead(Model model)
    {
        var usage = new Usage(model);
        var head = ImmutableArray.CreateBuilder<Operator>();
        var tensor = model.Outputs[0];
        while (usage.Producer(tensor) is { } op)
        {
            if (PoolsAll(op, model))
            {
                head.Reverse();
                return (op, head.ToImmutable());
            }

            if (!IsPointwise(op, model))
                throw Refusal($"operators[{op.Index}] {op.Name} stands between its output and a pool over the whole picture");
            head.Add(op);
            tensor = op.Inputs[0];
        }

        throw Refusal("it has no pool over the whole picture");
    }

    private static bool PoolsAll(Operator op, Model model)
    {
        var input = model.Tensors[op.Inputs[0]].Shape;
        if (input.Rank != 4)
            return false;
        var output = model.Tensors[op.Outputs[0]].Shape;
        return op switch
        {
            Pool2D { Kind: PoolKind.Average, Activation: Activation.None } pool => pool.FilterHeight == input[1] && pool.FilterWidth == input[2] && output[1] == 1 && output[2] == 1,
            Reduce { Kind: ReduceKind.Mean } => ReductionShapes.ReducedAxes(new ShapeContext(op, model.Tensors)).SetEquals([1, 2]),
            _ => false,
        };
    }

    private static bool IsPointwise(Operator op, Model model) => op switch
    {
        Conv2D conv => model.Tensors[conv.Inputs[1]].Shape.Product(1, 3) == 1 && conv.Window is { StrideHeight: 1, StrideWidth: 1, Explicit: null },
        FullyConnected or Softmax or Unary or L2Normalization or Reshape or Squeeze => true,
        _ => false,
    };

    private static bool IsLocal(Operator op, Model model) => op switch
    {
        Conv2D or DepthwiseConv2D or Unary or PRelu => true,
        Pool2D => !PoolsAll(op, model),
        Binary => op.Inputs.All(input => model.Tensors[input].IsConstant || model.Tensors[input].Shape is { Rank: 4 } shape && shape.Product(1, 3) > 1),
        Pad => true,
        Concatenation concatenation => concatenation.Axis is 3 or -1,
        _ => false,
    };

    private static (int Height, int Width) Strides(Model model, Operator pool)
    {
        var usage = new Usage(model);
        var (height, width) = (1, 1);
        for (var op = usage.Producer(pool.Inputs[0]); op is not null; op = usage.Producer(op.Inputs.First(input => !model.Tensors[input].IsConstant)))
        {
            if (WindowOf(op) is not { } window)
                continue;
            height *= window.StrideHeight;
            width *= window.StrideWidth;
        }

        return (height, width);
    }

    private static Window? WindowOf(Operator op) => op switch
    {
        Conv2D conv => conv.Window,
        DepthwiseConv2D conv => conv.Window,
        Pool2D pool => pool.Window,
        _ => null,
    };

    private static Model Join(Model model, ImmutableArray<Operator> body, Operator pool, ImmutableArray<Operator> head)
    {
        var input = model.Tensors[pool.Inputs[0]].Shape;
        Operator windows = pool is Pool2D average
            ? average with { Window = new Window(Padding.Valid, 1, 1) }
            : new WindowMean(input[1], input[2]) { Index = pool.Index, Inputs = [pool.Inputs[0]], Outputs = pool.Outputs };
        var operators = body.ToBuilder();
        operators.Add(windows);
        // A reshape between the pool and the output only drops or adds dimensions of extent 1, which a map has not: the tensor before stands for it.
        var renamed = new Dictionary<int, int>();
        foreach (var op in head)
        {
            var source = renamed.GetValueOrDefault(op.Inputs[0], op.Inputs[0]);
            if (op is Reshape or Squeeze)
            {
                renamed[op.Outputs[0]] = source;
                continue;
            }

            var moved = op is FullyConnected matrix ? matrix with { KeepDimensions = true } : op;
            operators.Add(moved with { Inputs = op.Inputs.SetItem(0, source) });
        }

        return model with { Operators = operators.ToImmutable(), Outputs = [renamed.GetValueOrDefault(model.Outputs[0], model.Outputs[0])] };
    }

    private static PlanException Refusal(string reason) => new($"The model cannot run densely on larger pictures: {reason}.");
}
