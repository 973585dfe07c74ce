using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeConv.Formats.TfLite;
using EdgeConv.Planning;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Vision.Classification;

/// <summary>Real photographs through real models get the labels that their names and other implementations say.</summary>
public class PhotographTests
{
    public static TheoryData<string> Recorded
    {
        get
        {
            var folder = SharedFiles.Root is null ? null : Path.Combine(SharedFiles.Root, "golden", "models");
            var names = folder is null
                ? []
                : Directory.GetFiles(folder, "*.json").Where(path => File.ReadAllText(path).Contains("input_mode", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)!).Order().ToArray();
            return names.Length == 0 ? new TheoryData<string>("") : new TheoryData<string>(names);
        }
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_recorded_picture_gets_the_bytes_of_the_reference(string file)
    {
        using var recorded = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Require("golden", "models", file)));
        var root = recorded.RootElement;
        var size = root.GetProperty("input_hwc").EnumerateArray().Select(value => value.GetInt32()).ToArray();
        var picture = new Picture(size[1], size[0], File.ReadAllBytes(SharedFiles.Require("golden", "models", root.GetProperty("input").GetString()!)));
        var scaling = root.GetProperty("input_mode").GetString() switch
        {
            "f255" => PixelScaling.By(InputNormalization.None),
            "raw" => PixelScaling.Raw,
            _ => PixelScaling.Auto,
        };
        using var classifier = ImageClassifier.Load(SharedFiles.Require("models", root.GetProperty("model").GetString()!), new ClassifierOptions { Scaling = scaling });

        classifier.Fill(picture);
        classifier.Run();

        var outputs = root.GetProperty("outputs");
        if (outputs.TryGetProperty("reference_double_rounding", out var reference))
        {
            Assert.Equal(reference[0].GetProperty("data").EnumerateArray().Select(value => (byte)value.GetInt32()), classifier.Output.ToArray());
            return;
        }

        var theirs = outputs.GetProperty("tflite_builtin")[0].GetProperty("data").EnumerateArray().Select(value => value.GetSingle()).ToArray();
        var ours = MemoryMarshal.Cast<byte, float>(classifier.Output);
        for (var i = 0; i < theirs.Length; i++)
            Assert.InRange(ours[i], theirs[i] - 1e-5f, theirs[i] + 1e-5f);
    }

    [Theory]
    [InlineData("coral_tf2_mobilenet_v2_1.0_224_ptq", "coral/cat_720p.jpg", "tiger cat|tabby|Egyptian cat")]
    [InlineData("coral_tf2_mobilenet_v2_1.0_224_ptq", "coral/dragonfly.bmp", "dragonfly")]
    [InlineData("coral_tf2_mobilenet_v2_1.0_224_ptq", "coral/grace_hopper.bmp", "military uniform")]
    [InlineData("coral_tf2_mobilenet_v2_1.0_224_ptq", "coral/hot_dog.jpg", "hotdog")]
    // ImageNet knows one owl, the great grey one, and this is another: every model here takes it for a brown bird of its size.
    [InlineData("coral_tf2_mobilenet_v2_1.0_224_ptq", "coral/owl.jpg", "ruffed grouse|kite")]
    [InlineData("coral_tf2_mobilenet_v2_1.0_224_ptq", "coral/parrot.jpg", "macaw")]
    [InlineData("coral_tf2_mobilenet_v2_1.0_224_ptq", "tfls/burger.jpg", "cheeseburger")]
    [InlineData("coral_mobilenet_v2_1.0_224_quant", "coral/cat_720p.jpg", "tiger cat|tabby|Egyptian cat")]
    [InlineData("coral_mobilenet_v2_1.0_224_quant", "coral/owl.jpg", "ruffed grouse|kite")]
    [InlineData("coral_mobilenet_v2_1.0_224_quant", "coral/parrot.jpg", "macaw")]
    [InlineData("coral_mobilenet_v1_0.75_192_quant", "coral/hot_dog.jpg", "hotdog")]
    [InlineData("coral_mobilenet_v1_0.75_192_quant", "tfls/burger.jpg", "cheeseburger")]
    [InlineData("atu_Mobilenet_v3_small_quant", "coral/parrot.jpg", "macaw")]
    public void A_photograph_gets_the_label_that_its_name_says(string model, string image, string labels)
    {
        var options = new ClassifierOptions { Labels = LabelList.Load(SharedFiles.Require("labels", "coral_imagenet_labels.txt")) };
        using var classifier = ImageClassifier.Load(SharedFiles.Require("models", model + ".tflite"), options);

        var best = classifier.Classify(Photograph(image)).Best.Label;

        Assert.Contains(labels.Split('|'), label => best.Contains(label, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("person.bmp", true, -113, 113)]
    [InlineData("person.bmp", false, 4, -4)]
    [InlineData("no_person.bmp", true, 57, -57)]
    [InlineData("no_person.bmp", false, 77, -77)]
    public void The_person_detector_gives_the_recorded_bytes_for_raw_and_for_scaled_pixels(string image, bool raw, int notPerson, int person)
    {
        using var plan = Planner.Plan(TfLiteReader.Load(SharedFiles.Require("models", "tflm_person_detect.tflite")));
        using var classifier = new ImageClassifier(plan, new ClassifierOptions { Scaling = raw ? PixelScaling.Raw : PixelScaling.Auto });
        classifier.Classify(Photograph("tflm/" + image));
        var scores = classifier.Scores();
        Assert.Equal((notPerson, person), ((int)MathF.Round(scores[0] * 256) - 128, (int)MathF.Round(scores[1] * 256) - 128));
    }

    [Theory]
    [InlineData("coral_mobilenet_v1_0.25_128_quant", 283)]
    [InlineData("coral_mobilenet_v1_0.75_192_quant", 283)]
    [InlineData("coral_mobilenet_v2_1.0_224_quant", 286)]
    public void The_cat_that_is_published_for_these_classifiers_is_among_the_best_three_with_the_resize_it_was_found_with(string model, int expected)
    {
        using var classifier = ImageClassifier.Load(
            SharedFiles.Require("models", model + ".tflite"),
            new ClassifierOptions { Fit = FitMode.Stretch, Filter = ResizeFilter.BilinearLegacy });
        Assert.Contains(classifier.Classify(Photograph("coral/cat_720p.jpg"), 3).Predictions, prediction => prediction.Index == expected);
    }

    private static Picture Photograph(string name)
    {
        var path = SharedFiles.Require(["images", .. name.Split('/')]);
        Assert.SkipWhen(name.EndsWith(".jpg", StringComparison.Ordinal) && !PictureDecoder.CanDecodeJpeg, "needs libturbojpeg");
        return PictureDecoder.Load(path);
    }
}
