using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Reference;

public class ResizeReferenceTests
{
    private static readonly (int Height, int Width, int NewHeight, int NewWidth)[] Sizes = [(3, 5, 7, 11), (8, 6, 3, 4), (5, 5, 5, 5), (4, 4, 1, 9), (33, 17, 40, 31)];

    public static TheoryData<int, int> Cases
    {
        get
        {
            var data = new TheoryData<int, int>();
            for (var k = 0; k < Sizes.Length; k++)
            {
                for (var mode = 0; mode < 4; mode++)
                    data.Add(k, mode);
            }

            return data;
        }
    }

    /// <summary>Mode bit 0: corners aligned; bit 1: half-pixel centers.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Resized_pictures_are_the_references(int k, int mode)
    {
        var size = Sizes[k];
        var count = 2 * size.Height * size.Width * 3;
        var (int8, uint8) = (ReferenceInput.Int8(9, count), ReferenceInput.UInt8(9, count));
        ReferenceHashes.Expect($"nearest_{k}_{mode}", Run(ResizeKind.NearestNeighbor, mode, size, int8, ElementType.Int8));
        if (mode == 3)
            return;
        ReferenceHashes.Expect($"bilinear_{k}_{mode}", Run(ResizeKind.Bilinear, mode, size, int8, ElementType.Int8));
        ReferenceHashes.Expect($"bilinear_u8_{k}_{mode}", Run(ResizeKind.Bilinear, mode, size, uint8, ElementType.UInt8));
        ReferenceHashes.Expect($"bilinear_f32_{k}_{mode}", Run(ResizeKind.Bilinear, mode, size, ReferenceInput.Float32(9, count), ElementType.Float32));
    }

    [Fact]
    public void A_picture_enlarged_past_the_precision_of_positions_stays_inside()
    {
        var result = Run(ResizeKind.Bilinear, 0, (2, 1, 1500, 1), [.. Enumerable.Repeat((sbyte)-7, 12)], ElementType.Int8);
        Assert.All(result, value => Assert.Equal(-7, value));
    }

    private static T[] Run<T>(ResizeKind kind, int mode, (int Height, int Width, int NewHeight, int NewWidth) size, T[] pixels, ElementType type)
        where T : unmanaged
    {
        var model = new OneOperator();
        var quantization = type == ElementType.Float32 ? null : new QuantizationParameters(0.1f, 0);
        var input = model.Input(new Shape(2, size.Height, size.Width, 3), pixels, quantization);
        var newSize = model.Constant(new Shape(2), [size.NewHeight, size.NewWidth]);
        var output = model.Result(type, quantization);
        return model.Then(new Resize(kind, (mode & 1) != 0, (mode & 2) != 0), [input, newSize], [output]).Run<T>(output).Values;
    }
}
