using System.Runtime.InteropServices;
using EdgeConv.Vision;
using EdgeConv.Vision.Preprocessing;

namespace EdgeConv.Tests.Vision.Preprocessing;

public class TensorFillerTests
{
    private static readonly Picture TwoPixels = new(2, 1, [0, 128, 255, 10, 20, 30]);

    [Fact]
    public void Pixels_pass_a_uint8_tensor_of_scale_one_unchanged() =>
        Assert.Equal([0, 128, 255, 10, 20, 30], Fill(TensorFiller.ForQuantized(InputElement.UInt8, ChannelOrder.Rgb, InputNormalization.None, 1, 0)));

    [Fact]
    public void An_int8_tensor_has_its_zero_point_added() =>
        Assert.Equal([-128, 0, 127, -118, -108, -98], Signed(TensorFiller.ForQuantized(InputElement.Int8, ChannelOrder.Rgb, InputNormalization.ZeroToOne, 1 / 255f, -128)));

    [Fact]
    public void Every_level_of_a_MobileNet_input_follows_the_formula_in_single_precision()
    {
        // Scale 2/255 and mean 127.5 put every level on or beside a half, where another precision or rounding would show.
        const float Scale = 0.0078431377f;
        var filler = TensorFiller.ForQuantized(InputElement.Int8, ChannelOrder.Grey, InputNormalization.MinusOneToOne, Scale, -1);
        var ramp = Pictures.Greys(256, 1, [.. Enumerable.Range(0, 256).Select(level => (byte)level)]);
        var expected = Enumerable.Range(0, 256).Select(level =>
        {
            var steps = (level - 127.5f) / 127.5f / Scale;
            var rounded = steps < 0 ? -MathF.Floor(-steps + 0.5f) : MathF.Floor(steps + 0.5f);
            return (sbyte)Math.Clamp(rounded - 1, -128, 127);
        });
        Assert.Equal(expected, Signed(filler, ramp));
    }

    [Fact]
    public void Bgr_turns_the_channels_round_and_means_stay_with_the_tensor()
    {
        var normalization = new InputNormalization(new ChannelValues(1, 2, 3), new ChannelValues(1));
        Assert.Equal([254, 126, 0, 29, 18, 7], Fill(TensorFiller.ForQuantized(InputElement.UInt8, ChannelOrder.Bgr, normalization, 1, 0)));
    }

    [Fact]
    public void Halves_are_rounded_away_from_zero()
    {
        var picture = new Picture(2, 1, [1, 3, 5, 0, 0, 0]);
        var halves = TensorFiller.ForQuantized(InputElement.Int8, ChannelOrder.Rgb, InputNormalization.None, 2, 0);
        var negative = TensorFiller.ForQuantized(InputElement.Int8, ChannelOrder.Rgb, new InputNormalization(0, -1), 2, 0);
        Assert.Equal([1, 2, 3, 0, 0, 0], Signed(halves, picture));
        Assert.Equal([-1, -2, -3, 0, 0, 0], Signed(negative, picture));
    }

    [Fact]
    public void What_leaves_the_range_is_clamped_however_far()
    {
        Assert.Equal([-128, 127, 127, 127, 127, 127], Signed(TensorFiller.ForQuantized(InputElement.Int8, ChannelOrder.Rgb, InputNormalization.None, 1e-30f, -128)));
        Assert.Equal([0, 0, 100, 0, 0, 0], Fill(TensorFiller.ForQuantized(InputElement.UInt8, ChannelOrder.Rgb, new InputNormalization(155, 1), 1, 0)));
    }

    [Fact]
    public void Real_numbers_are_written_as_they_are()
    {
        var filler = TensorFiller.ForFloat32(ChannelOrder.Rgb, InputNormalization.ImageNet);
        Assert.Equal(12, filler.BytesPerPixel);
        var reals = MemoryMarshal.Cast<byte, float>(Fill(filler)).ToArray();
        Assert.Equal([(0 - 123.675f) / 58.395f, (128 - 116.28f) / 57.12f, (255 - 103.53f) / 57.375f], reals[..3]);
    }

    [Theory]
    [InlineData(255, 0, 0, 76)]
    [InlineData(0, 255, 0, 150)]
    [InlineData(0, 0, 255, 29)]
    [InlineData(255, 255, 255, 255)]
    [InlineData(7, 7, 7, 7)]
    public void Grey_is_the_luma_of_BT_601(byte red, byte green, byte blue, byte luma)
    {
        var filler = TensorFiller.ForQuantized(InputElement.UInt8, ChannelOrder.Grey, InputNormalization.None, 1, 0);
        Assert.Equal([luma], Fill(filler, Pictures.Constant(1, 1, new Rgb(red, green, blue))));

        var reals = TensorFiller.ForFloat32(ChannelOrder.Grey, InputNormalization.None);
        Assert.Equal((float)luma, MemoryMarshal.Read<float>(Fill(reals, Pictures.Constant(1, 1, new Rgb(red, green, blue)))));
    }

    [Fact]
    public void Filling_allocates_nothing()
    {
        var picture = Pictures.Random(32, 32, seed: 1);
        foreach (var order in Enum.GetValues<ChannelOrder>())
        {
            TensorFiller[] fillers =
            [
                TensorFiller.ForFloat32(order, InputNormalization.MinusOneToOne),
                TensorFiller.ForQuantized(InputElement.Int8, order, InputNormalization.MinusOneToOne, 0.01f, 0),
            ];
            foreach (var filler in fillers)
            {
                var tensor = new byte[32 * 32 * filler.BytesPerPixel];
                filler.Fill(picture, tensor);
                var before = GC.GetAllocatedBytesForCurrentThread();
                filler.Fill(picture, tensor);
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            }
        }
    }

    [Fact]
    public void A_tensor_of_another_length_is_refused()
    {
        var filler = TensorFiller.ForFloat32(ChannelOrder.Rgb, InputNormalization.None);
        var problem = Assert.Throws<ArgumentException>(() => filler.Fill(TwoPixels, new byte[6]));
        Assert.StartsWith("A 2x1 picture fills 24 bytes; the tensor has 6.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(-1f, 0)]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 0)]
    [InlineData(1f, -129)]
    [InlineData(1f, 128)]
    public void Impossible_quantization_is_refused(float scale, int zeroPoint) => Assert.ThrowsAny<ArgumentException>(() =>
        TensorFiller.ForQuantized(InputElement.Int8, ChannelOrder.Rgb, InputNormalization.None, scale, zeroPoint));

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(float.NaN, 1f)]
    [InlineData(1f, 0f)]
    public void A_normalization_that_gives_no_number_is_refused(float mean, float std) => Assert.Throws<ArgumentException>(() =>
        TensorFiller.ForFloat32(ChannelOrder.Rgb, new InputNormalization(mean, std)));

    private static byte[] Fill(TensorFiller filler, Picture? picture = null)
    {
        picture ??= TwoPixels;
        var tensor = new byte[picture.Width * picture.Height * filler.BytesPerPixel];
        filler.Fill(picture, tensor);
        return tensor;
    }

    private static sbyte[] Signed(TensorFiller filler, Picture? picture = null) => [.. Fill(filler, picture).Select(value => (sbyte)value)];
}
