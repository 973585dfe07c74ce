using EdgeConv.Execution;
using EdgeConv.Formats.TfLite;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tests.Formats.TfLite;
using EdgeConv.Vision;
using EdgeConv.Vision.CameraCheck;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Vision.CameraCheck;

public class CameraCheckModelTests(ITestOutputHelper log)
{
    // The least of the five figures in the README, less what chance does to a hundred pictures.
    private const double LeastAccuracy = 0.95;

    // A larger photograph says no more of its copies, and takes its time to blur.
    private const int LongestSide = 800;

    [Fact]
    public void Photographs_and_their_faulty_copies_are_told_apart()
    {
        var images = SharedFiles.Require("images");
        var photographs = Directory.GetFiles(Path.Combine(images, "coral"), "*.*")
            .Concat(Directory.GetFiles(Path.Combine(images, "tflm"), "*.bmp"))
            .Append(Path.Combine(images, "tfls", "burger.jpg"))
            .Where(path => Path.GetExtension(path) == ".bmp" || (Path.GetExtension(path) == ".jpg" && PictureDecoder.CanDecodeJpeg))
            .Order()
            .ToArray();
        using var plan = Planner.Plan(CameraCheckModel.Build());
        using var classifier = new ImageClassifier(plan);
        var (right, all) = (0, 0);
        for (var i = 0; i < photographs.Length; i++)
        {
            foreach (var (expected, name, picture) in FaultyCopies.Of(Fitted(PictureDecoder.Load(photographs[i])), seed: i))
            {
                var best = classifier.Classify(picture).Best;
                all++;
                if (best.Label == expected)
                    right++;
                else
                    log.WriteLine($"{Path.GetFileName(photographs[i])}, {expected} {name}: {best}");
            }
        }

        log.WriteLine($"{right} of {all} pictures made from {photographs.Length} photographs are told right.");
        Assert.True(right >= LeastAccuracy * all, $"{right} of {all}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_constructed_scene_is_usable_and_its_faulty_copies_are_what_they_are(int seed) => AssertToldApart(Scenes.Discs(320, 240, seed));

    [Fact]
    public void The_still_life_is_usable_and_its_faulty_copies_are_what_they_are()
    {
        var stillLife = PictureDecoder.Load(Path.Combine(AppContext.BaseDirectory, "pictures", "still-life.png"));
        AssertToldApart(stillLife);
        using var plan = Planner.Plan(CameraCheckModel.Build());
        using var classifier = new ImageClassifier(plan);
        Assert.InRange(classifier.Classify(stillLife).Best.Score, 0.95, 1);
    }

    [Theory]
    [InlineData(0, "dark")]
    [InlineData(10, "dark")]
    [InlineData(60, "covered")]
    [InlineData(128, "covered")]
    [InlineData(200, "covered")]
    [InlineData(255, "overexposed")]
    public void Flat_grey_is_dark_covered_or_overexposed_by_its_level(byte level, string expected)
    {
        using var plan = Planner.Plan(CameraCheckModel.Build());
        using var classifier = new ImageClassifier(plan);
        Assert.Equal(expected, classifier.Classify(Pictures.Constant(224, 224, new Rgb(level, level, level))).Best.Label);
    }

    [Fact]
    public void Written_as_a_file_and_read_again_it_is_the_same_network()
    {
        var model = CameraCheckModel.Build();
        var read = TfLiteReader.Read(TfLiteWriter.Write(model));
        ModelEquality.AssertEqual(model, read);
        AssertSameScores(model, null, read, null);
    }

    [Fact]
    public void Planned_with_and_without_fusion_it_gives_the_same_scores()
    {
        var model = CameraCheckModel.Build();
        AssertSameScores(model, null, model, new PlanOptions { KeepIntermediates = true });
    }

    [Fact]
    public void Every_tensor_has_the_shape_the_planner_finds()
    {
        var model = CameraCheckModel.Build();
        using var plan = Planner.Plan(model, new PlanOptions { KeepIntermediates = true });
        Assert.Equal(model.Tensors.Select(tensor => (tensor.Name, tensor.Shape)), plan.Model.Tensors.Select(tensor => (tensor.Name, tensor.Shape)));
    }

    [Fact]
    public void Pixels_are_stored_less_128_and_the_classes_have_names()
    {
        using var plan = Planner.Plan(CameraCheckModel.Build());
        using var classifier = new ImageClassifier(plan);
        Assert.False(classifier.Mapping.IsGuess);
        var input = new byte[224 * 224 * 3];
        var picture = Pictures.Random(224, 224, seed: 5);
        classifier.Mapping.Filler.Fill(picture, input);
        Assert.Equal(picture.Pixels.Select(value => (byte)(value - 128)), input);
        Assert.Equal(["usable", "dark", "overexposed", "blurred", "covered"], Enumerable.Range(0, classifier.ClassCount).Select(index => classifier.Labels[index]));
    }

    private static void AssertToldApart(Picture scene)
    {
        using var plan = Planner.Plan(CameraCheckModel.Build());
        using var classifier = new ImageClassifier(plan);
        var copies = FaultyCopies.Of(scene, seed: 9).ToArray();
        Assert.Equal(
            copies.Select(copy => $"{copy.Class}: {copy.Name}"),
            copies.Select(copy => $"{classifier.Classify(copy.Picture).Best.Label}: {copy.Name}"));
    }

    private static void AssertSameScores(Model left, PlanOptions? leftOptions, Model right, PlanOptions? rightOptions)
    {
        using var leftPlan = Planner.Plan(left, leftOptions);
        using var rightPlan = Planner.Plan(right, rightOptions);
        using var leftSession = new Session(leftPlan);
        using var rightSession = new Session(rightPlan);
        foreach (var (_, _, picture) in FaultyCopies.Of(Scenes.Discs(224, 224, seed: 4), seed: 4))
        {
            var pixels = picture.Pixels.Select(value => (byte)(value - 128)).ToArray();
            pixels.CopyTo(leftSession.Input());
            pixels.CopyTo(rightSession.Input());
            leftSession.Run();
            rightSession.Run();
            Assert.Equal(leftSession.Output().ToArray(), rightSession.Output().ToArray());
        }
    }

    private static Picture Fitted(Picture picture)
    {
        var longest = Math.Max(picture.Width, picture.Height);
        return longest <= LongestSide
            ? picture
            : PictureResizer.Fit(picture, picture.Width * LongestSide / longest, picture.Height * LongestSide / longest, FitMode.Stretch, ResizeFilter.Area);
    }
}
