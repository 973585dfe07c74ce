using EdgeConv.Formats.TfLite;
using EdgeConv.Planning;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Tests.VirtualBoard;

public class ColourModelTests
{
    private const string Recording = "EDGECONV_RECORD";

    [Fact]
    public void The_boards_file_is_this_model()
    {
        var file = Repository.Require("tests", "virtual-board", "guest", "colours.tflite");
        var bytes = TfLiteWriter.Write(ColourModel.Build());
        if (Environment.GetEnvironmentVariable(Recording) == "1")
            File.WriteAllBytes(file, bytes);
        Assert.True(File.Exists(file) && bytes.AsSpan().SequenceEqual(File.ReadAllBytes(file)), $"{file} is not what ColourModel builds; run this test with {Recording}=1 to write it");
    }

    [Theory]
    [InlineData(0, 0, 0, "black")]
    [InlineData(60, 60, 60, "black")]
    [InlineData(255, 255, 255, "white")]
    [InlineData(220, 210, 215, "white")]
    [InlineData(250, 5, 5, "red")]
    [InlineData(5, 250, 5, "green")]
    [InlineData(5, 5, 250, "blue")]
    public void Pictures_are_told_by_their_colour(byte red, byte green, byte blue, string label)
    {
        using var plan = Planner.Plan(ColourModel.Build());
        using var classifier = new ImageClassifier(plan);
        var picture = new Picture(32, 24);
        for (var i = 0; i < picture.Pixels.Length; i++)
            picture.Pixels[i] = (i % Picture.BytesPerPixel) switch { 0 => red, 1 => green, _ => blue };
        Assert.Equal(label, classifier.Classify(picture).Best.Label);
    }
}
