using System.Diagnostics;
using EdgeConv.Formats.TfLite;
using EdgeConv.Planning;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Encoding;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Vision.Classification;

/// <summary>
/// Dense mode on frames larger than the model against the plain model on the matching crops. They differ where a convolution of the crop sees padding and
/// that of the frame sees the picture: the bounds here are what was measured, rounded outwards.
/// </summary>
public class DenseClassifierTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("coral/cat_720p.jpg")]
    [InlineData("tfls/burger.jpg")]
    public void The_map_of_a_small_network_agrees_with_crops(string photograph)
    {
        var agreement = Compare("coral_mobilenet_v1_0.25_128_quant", photograph, 256, null);
        Assert.Equal((5, 5), (agreement.Rows, agreement.Columns));
        Assert.True(agreement.SameBest >= 13 && agreement.BestAmongFive >= 22, agreement.ToString());
    }

    [Fact(Explicit = true)]
    public void The_map_of_MobileNet_v2_on_a_448_frame_is_measured_for_the_README() =>
        Compare("coral_tf2_mobilenet_v2_1.0_224_ptq", "coral/cat_720p.jpg", 448, "dense-cat.png");

    [Fact]
    public void A_picture_of_the_native_size_has_one_place_that_equals_the_plain_answer()
    {
        var model = TfLiteReader.Load(SharedFiles.Require("models", "mlperf_vww_96_int8.tflite"));
        var picture = PictureDecoder.Load(SharedFiles.Require("images", "tflm", "person.bmp"));
        using var dense = new DenseClassifier(model);
        using var plan = Planner.Plan(model);
        using var plain = new ImageClassifier(plan);

        var map = dense.Classify(picture);

        plain.Classify(picture);
        Assert.Equal((1, 1), (map.Rows, map.Columns));
        Assert.Equal(plain.Scores().ToArray(), map.At(0, 0).ToArray());
    }

    private Agreement Compare(string modelName, string photograph, int side, string? heatMap)
    {
        var model = TfLiteReader.Load(SharedFiles.Require("models", modelName + ".tflite"));
        var path = SharedFiles.Require(["images", .. photograph.Split('/')]);
        Assert.SkipUnless(PictureDecoder.CanDecodeJpeg, "needs libturbojpeg");
        var frame = PictureResizer.Fit(PictureDecoder.Load(path), side, side, FitMode.Crop, ResizeFilter.Area);
        using var dense = new DenseClassifier(model);
        using var plan = Planner.Plan(model);
        using var plain = new ImageClassifier(plan);
        dense.Classify(frame);

        var started = Stopwatch.GetTimestamp();
        var map = dense.Classify(frame);
        var denseTime = Stopwatch.GetElapsedTime(started);

        started = Stopwatch.GetTimestamp();
        var (same, amongFive, sum) = (0, 0, 0.0);
        for (var row = 0; row < map.Rows; row++)
        {
            for (var column = 0; column < map.Columns; column++)
            {
                var crop = plain.Classify(frame.Crop(column * dense.Stride.Width, row * dense.Stride.Height, dense.Native.Width, dense.Native.Height));
                var place = map.ClassificationAt(row, column, 5);
                same += place.Best.Index == crop.Best.Index ? 1 : 0;
                amongFive += place.Predictions.Any(prediction => prediction.Index == crop.Best.Index) ? 1 : 0;
                sum += MathF.Abs(map.At(row, column)[crop.Best.Index] - crop.Best.Score);
            }
        }

        var agreement = new Agreement(map.Rows, map.Columns, same, amongFive, sum / (map.Rows * map.Columns), Stopwatch.GetElapsedTime(started) / denseTime);
        output.WriteLine($"{modelName} {photograph} {side}: {agreement}; whole picture {map.Overall(1)}");
        if (heatMap is not null)
            PngEncoder.Save(HeatMap.Draw(map, map.Overall(1).Best.Index, side, side), Path.Combine(AppContext.BaseDirectory, heatMap));
        return agreement;
    }

    /// <summary>How a map compares with crops.</summary>
    /// <param name="Rows">Rows of the map.</param>
    /// <param name="Columns">Columns of the map.</param>
    /// <param name="SameBest">Places whose best class is the crop's.</param>
    /// <param name="BestAmongFive">Places whose best five hold the crop's best class.</param>
    /// <param name="MeanDifference">Mean absolute difference of the probability of the crop's best class.</param>
    /// <param name="Speedup">Time of all crops over time of the one dense run.</param>
    private sealed record Agreement(int Rows, int Columns, int SameBest, int BestAmongFive, double MeanDifference, double Speedup);
}
