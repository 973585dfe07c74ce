using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>Expected values: L2Normalization of reference/integer_ops/l2normalization.h and reference/l2normalization.h, tflite-micro 90b983c2b3f1, over the same inputs.</summary>
public class L2NormalizationLoweringTests
{
    /// <summary>An ordinary row, one of small values, one with a single value that differs by 1, one of zeros.</summary>
    private static readonly sbyte[] FourRows =
    [
        61, -23, -100, -19, 12, -37, 92, 13, 17, 0, 0, -7, 7, -7, -6, -3, -3, 6, -4, -5, -5, -5, -5, -5, -5, -5, -5, -5, -5, -5, -5, -5, -5, -5, -5,
        -5,
    ];

    [Fact]
    public void Int8_rows_are_normalized_as_the_reference() => Assert.Equal(
        [
            53, -14, -76, -11, 14, -26, 78, 14, 18, 35, 35, -14, 84, -14, -7, 14, 14, 77, 127, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ],
        Run(new Shape(4, 9), FourRows, new(0.1f, -5), new(1 / 128f, 0)));

    [Fact]
    public void Uint8_rows_are_normalized_as_the_reference() => Assert.Equal(
        [
            181, 114, 52, 117, 142, 102, 206, 142, 146, 163, 163, 114, 213, 114, 121, 142, 142, 206, 255, 128, 128, 128, 128, 128, 128, 128, 128,
            128, 128, 128, 128, 128, 128, 128, 128, 128,
        ],
        Run(new Shape(4, 9), [.. FourRows.Select(value => (byte)(value + 128))], new(0.1f, 123), new(1 / 128f, 128)));

    [Fact]
    public void Many_int8_rows_have_the_fingerprint_of_the_reference() => Assert.Equal(
        0xA7B2A3F8E87A00UL,
        Fingerprint.Of([.. Run(new Shape(128, 40), Noise.SignedBytes(8, 5120), new(0.1f, 11), new(1 / 128f, 0)).Select(value => (byte)value)]));

    [Fact]
    public void Many_uint8_rows_have_the_fingerprint_of_the_reference() => Assert.Equal(
        0x258C71C7129DCAC4UL,
        Fingerprint.Of(Run(new Shape(128, 40), [.. Noise.Bytes(8, 5120).Select(value => (byte)(value ^ 0x80))], new(0.1f, 139), new(1 / 128f, 128))));

    [Fact]
    public void Float_rows_have_the_bits_of_the_reference() => Assert.Equal(
        [0xBE5B6B0C, 0xBEAE8984, 0x3C1F93AB, 0xBD9F93AB, 0x3E338621, 0x3D7CA9D0, 0x3EC42583, 0x3EC42583],
        Run(new Shape(4, 18), Noise.Floats(20, 72), null, null)[..8].Select(BitConverter.SingleToUInt32Bits));

    [Fact]
    public void A_row_of_zeros_stays_zero() => Assert.Equal([0f, 0f], Run(new Shape(1, 2), [0f, 0f], null, null));

    private static T[] Run<T>(Shape shape, T[] values, QuantizationParameters? input, QuantizationParameters? output)
        where T : unmanaged
    {
        var model = new OneOperator();
        var from = model.Input(shape, values, input);
        var to = model.Result(typeof(T) == typeof(float) ? ElementType.Float32 : typeof(T) == typeof(byte) ? ElementType.UInt8 : ElementType.Int8, output);
        var (resultShape, result) = model.Then(new L2Normalization(Activation.None), [from], [to]).Run<T>(to);
        Assert.Equal(shape, resultShape);
        return result;
    }
}
