using EdgeConv.Host.Evaluation;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Tests.Host.Evaluation;

public class EvaluationScoreTests
{
    private static readonly LabelList Labels = new(["red", "green", "blue"]);

    [Fact]
    public void Right_answers_are_counted_at_the_top_and_among_the_best()
    {
        var score = new EvaluationScore();
        score.Add(0, Answer(0, 1));
        score.Add(1, Answer(0, 1));
        score.Add(2, Answer(0, 1));
        score.Add(2, Answer(2, 1));
        score.Skip();
        var report = score.Report("m", Labels, 3);
        Assert.Equal((4, 1, 0.5, 0.75, 3), (report.Images, report.Skipped, report.Top1, report.Top5, report.Threads));
        Assert.Equal(5, score.Done);
        Assert.Equal(["green red 1", "blue red 1"], report.Confusions.Select(confusion => $"{confusion.Truth} {confusion.Taken} {confusion.Count}"));
    }

    [Fact]
    public void The_most_frequent_mistakes_come_first_and_ten_at_most()
    {
        var score = new EvaluationScore();
        for (var taken = 11; taken > 0; taken--)
            score.Add(0, Answer(taken));
        score.Add(0, Answer(7));
        var confusions = score.Report("m", LabelList.None, 1).Confusions;
        Assert.Equal([7, 1, 2, 3, 4, 5, 6, 8, 9, 10], confusions.Select(confusion => int.Parse(confusion.Taken["class ".Length..], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Without_a_picture_nothing_is_right()
    {
        var report = new EvaluationScore().Report("m", Labels, 1);
        Assert.Equal((0, 0, 0, 0), (report.Images, report.Top1, report.Top5, report.ImagesPerSecond));
    }

    private static ImageClassification Answer(params int[] classes) => new([.. classes.Select(index => new Prediction(index, "", 0.5f))]);
}
