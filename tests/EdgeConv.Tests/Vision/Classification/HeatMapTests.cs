using EdgeConv.Vision;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Tests.Vision.Classification;

public class HeatMapTests
{
    private static readonly DenseMap Map = new(2, 3, 2, [0, 1, 1, 0, 0.5f, 0.5f, 0.2f, 0.8f, -1, 2, 0.9f, 0.1f], new LabelList(["a", "b"]));

    [Fact]
    public void Scores_are_found_by_place()
    {
        Assert.Equal([0.5f, 0.5f], Map.At(0, 2).ToArray());
        Assert.Equal([0.2f, 0.8f], Map.At(1, 0).ToArray());
        Assert.Equal(new Prediction(1, "b", 0.8f), Map.ClassificationAt(1, 0).Best);
        Assert.Throws<ArgumentOutOfRangeException>(() => Map.At(2, 0).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Map.At(0, -1).ToArray());
    }

    [Fact]
    public void Of_the_whole_picture_each_class_has_its_best_place() =>
        Assert.Equal([new Prediction(1, "b", 2), new Prediction(0, "a", 1)], Map.Overall().Predictions);

    [Fact]
    public void A_place_scored_0_is_dark_and_one_scored_1_is_yellow()
    {
        var drawing = HeatMap.Draw(Map, 0, 3, 2);
        var (dark, yellow) = (new Rgb(68, 1, 84), new Rgb(253, 231, 37));
        Assert.Equal((dark, yellow), (drawing[0, 0], drawing[1, 0]));
        Assert.Equal(dark, drawing[1, 1]);
        Assert.Equal(yellow, HeatMap.Draw(Map, 1, 3, 2)[1, 1]);
        Assert.Equal(new Rgb(33, 145, 140), drawing[2, 0]);
    }

    [Fact]
    public void A_drawing_has_the_size_asked_for()
    {
        var drawing = HeatMap.Draw(Map, 0, 31, 17);
        Assert.Equal((31, 17), (drawing.Width, drawing.Height));
    }
}
