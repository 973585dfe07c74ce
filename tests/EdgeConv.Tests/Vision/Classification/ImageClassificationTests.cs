using EdgeConv.Vision.Classification;

namespace EdgeConv.Tests.Vision.Classification;

public class ImageClassificationTests
{
    [Fact]
    public void The_best_come_first_and_among_equals_the_lower_index()
    {
        Assert.Equal([1, 3, 0], Indices([0.2f, 0.3f, 0.2f, 0.3f], 3));
        Assert.Equal([0, 1], Indices([0.25f, 0.25f, 0.25f, 0.25f], 2));
    }

    [Fact]
    public void Fewer_classes_than_asked_for_are_all_there_are() => Assert.Equal([1, 0], Indices([0.1f, 0.9f], 5));

    [Fact]
    public void The_best_is_named_with_its_score()
    {
        var answer = ImageClassification.From([0.1f, 0.9f], new LabelList(["cat"]), 1);
        Assert.Equal(new Prediction(1, "class 1", 0.9f), answer.Best);
        Assert.Equal("class 1 90.0 %", answer.ToString());
    }

    [Fact]
    public void None_cannot_be_asked_for() => Assert.Throws<ArgumentOutOfRangeException>(() => ImageClassification.From([1f], LabelList.None, 0));

    private static int[] Indices(float[] scores, int count) => [.. ImageClassification.From(scores, LabelList.None, count).Predictions.Select(prediction => prediction.Index)];
}
