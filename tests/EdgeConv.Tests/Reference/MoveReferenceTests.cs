using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Reference;

public class MoveReferenceTests
{
    private static readonly QuantizationParameters Quantization = new(0.1f, -5);

    [Theory]
    [InlineData("mirror_reflect", false, new[] { 0, 1, 3, 2, 4, 1, 2, 0 })]
    [InlineData("mirror_symmetric", true, new[] { 2, 1, 4, 2, 5, 1, 3, 0 })]
    public void Mirrored_padding_is_the_references(string name, bool includesEdge, int[] paddings) =>
        Expect(name, new MirrorPad(includesEdge), new Shape(2, 4, 5, 3), 10, paddings);

    [Fact]
    public void Blocks_of_space_are_the_references()
    {
        Expect("space_to_batch", new SpaceToBatch(), new Shape(2, 5, 7, 3), 11, [2, 3], [1, 2, 0, 2]);
        Expect("batch_to_space", new BatchToSpace(), new Shape(12, 4, 3, 3), 12, [2, 3], [1, 2, 0, 2]);
        Expect("space_to_batch_3d", new SpaceToBatch(), new Shape(2, 5, 3), 11, [4], [1, 2]);
        Expect("batch_to_space_3d", new BatchToSpace(), new Shape(8, 2, 3), 12, [4], [1, 2]);
    }

    [Fact]
    public void Slices_are_the_references()
    {
        Expect("slice_plain", new StridedSlice(0, 0, 0, 0, 0), new Shape(4, 5, 6, 7), 13, [1, -4, 0, 6], [4, 4, 100, -8], [2, 1, 4, -3]);
        Expect("slice_masks", new StridedSlice(0b0101, 0b1010, 0, 0, 0), new Shape(4, 5, 6, 7), 13, [3, 1, 2, 5], [3, 2, -1, 0], [1, 2, 2, -2]);
        Expect("slice_shrink", new StridedSlice(0, 0, 0, 0, 0b0101), new Shape(4, 5, 6, 7), 13, [-1, 1, 2, 0], [0, 5, 3, 7], [1, 2, 1, 3]);
    }

    private static void Expect(string name, Operator op, Shape shape, int seed, params int[][] constants)
    {
        var model = new OneOperator();
        int[] inputs = [model.Input(shape, ReferenceInput.Int8(seed, shape.ElementCount), Quantization), .. constants.Select((values, i) => model.Constant(ConstantShape(op, i, values), values))];
        var output = model.Result(ElementType.Int8, Quantization);
        ReferenceHashes.Expect(name, model.Then(op, inputs, [output]).Run<sbyte>(output).Values);
    }

    private static Shape ConstantShape(Operator op, int index, int[] values) =>
        op is MirrorPad || (op is SpaceToBatch or BatchToSpace && index == 1) ? new Shape(values.Length / 2, 2) : new Shape(values.Length);
}
