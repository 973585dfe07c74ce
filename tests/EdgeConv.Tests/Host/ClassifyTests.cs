using System.Globalization;
using System.Text.Json;
using EdgeConv.Formats.TfLite;
using EdgeConv.Tensors;
using EdgeConv.Tests.Vision;
using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Encoding;

namespace EdgeConv.Tests.Host;

public class ClassifyTests(Workplace place) : IClassFixture<Workplace>
{
    private const string Reds = "   99.6 %  red  (0)\n    0.0 %  green  (1)\n    0.0 %  blue  (2)\n";

    [Fact]
    public void Pictures_are_answered_one_after_the_other()
    {
        var run = ProgramRun.Of("classify", "-m", place.Model, "--top", "1", place.Red, place.Blue).AssertSucceeds();
        Assert.Equal($"{place.Red}\n   99.6 %  red  (0)\n{place.Blue}\n   99.6 %  blue  (2)\n", run.Text);
    }

    [Fact]
    public void A_folder_stands_for_the_pictures_in_it()
    {
        place.Colour("album/b.png", new Rgb(0, 0, 255));
        place.Colour("album/a.PNG", new Rgb(255, 0, 0));
        place.Lines("album/notes.txt", "no picture");
        var run = ProgramRun.Of("classify", "-m", place.Model, "-k1", place.At("album")).AssertSucceeds();
        Assert.Equal($"{place.At("album", "a.PNG")}\n   99.6 %  red  (0)\n{place.At("album", "b.png")}\n   99.6 %  blue  (2)\n", run.Text);
    }

    [Fact]
    public void A_dash_is_standard_input()
    {
        Assert.Equal("-\n" + Reds, ProgramRun.With(File.ReadAllBytes(place.Red), "classify", "-m", place.Model, "-").AssertSucceeds().Text);
        ProgramRun.With([], "classify", "-m", place.Model, "-").AssertFails("standard input: Picture: the file is empty. Fetch or record it again.");
    }

    [Fact]
    public void Json_is_a_line_a_picture_and_holds_the_times_when_asked()
    {
        var run = ProgramRun.Of("classify", "-m", place.Model, "--json", "--timings", place.Green, place.Red).AssertSucceeds();
        Assert.Equal(2, run.Lines.Length);
        using var answer = JsonDocument.Parse(run.Lines[0]);
        var root = answer.RootElement;
        Assert.Equal(place.Green, root.GetProperty("image").GetString());
        Assert.Equal(place.Model, root.GetProperty("model").GetString());
        Assert.Equal(3, root.GetProperty("predictions").GetArrayLength());
        var best = root.GetProperty("predictions")[0];
        Assert.Equal((1, "green", 0.99609375), (best.GetProperty("index").GetInt32(), best.GetProperty("label").GetString(), best.GetProperty("score").GetDouble()));
        Assert.False(root.TryGetProperty("map", out _));
        Assert.All(["start_ms", "read_ms", "plan_ms", "decode_ms", "fill_ms", "run_ms"], name => Assert.InRange(root.GetProperty("timings").GetProperty(name).GetDouble(), 0, 60_000));
    }

    [Fact]
    public void Times_are_in_milliseconds()
    {
        var run = ProgramRun.Of("classify", "-m", place.Model, "-k", "1", "--timings", place.Red).AssertSucceeds();
        Assert.Matches(@"^  start \d+ ms; load \d+\.\d ms \(read \d+\.\d, plan \d+\.\d\); decode \d+\.\d ms; fill \d+\.\d ms; run \d+\.\d ms$", run.Lines[^1]);
    }

    [Fact]
    public void Without_a_model_the_camera_check_answers()
    {
        var run = ProgramRun.Of("classify", "--json", place.Red);
        Assert.Equal(0, run.ExitCode);
        using var answer = JsonDocument.Parse(run.Text);
        Assert.Equal("(built-in camera check)", answer.RootElement.GetProperty("model").GetString());
    }

    [Fact]
    public void Labels_come_from_a_file_and_a_wrong_number_of_them_is_told()
    {
        var warm = place.Lines("warm.txt", "warm", "fresh", "cold");
        Assert.Equal($"{place.Blue}\n   99.6 %  cold  (2)\n", ProgramRun.Of("classify", "-m", place.Model, "-k", "1", "-l", warm, place.Blue).AssertSucceeds().Text);

        var few = place.Lines("few.txt", "warm", "fresh");
        foreach (var dense in new string[][] { [], ["--dense"] })
        {
            var run = ProgramRun.Of(["classify", "-m", place.Model, "-k", "1", "--labels", few, place.Blue, .. dense]);
            Assert.Equal("edgeconv: note: 2 labels for 3 classes; names may be shifted.\n", run.Error);
            Assert.Contains("   99.6 %  class 2  (2)\n", run.Text, StringComparison.Ordinal);
            Assert.Equal(0, run.ExitCode);
        }
    }

    [Fact]
    public void A_model_that_answers_for_several_places_is_not_taken_for_a_classifier()
    {
        var model = place.Bytes("map.tflite", TfLiteWriter.Write(TinyModels.Reals(new Shape(1, 2, 2, 3))));
        var run = ProgramRun.Of("classify", "-m", model, place.Red);
        Assert.Equal("edgeconv: The model gives scores for 4 places of a picture, not one answer. Read its raw bytes with `edgeconv infer`.\n", run.Error);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void A_guess_about_pixels_is_told()
    {
        var model = place.Bytes("float.tflite", TfLiteWriter.Write(TinyModels.Reals(new Shape(1, 1, 1, 3))));
        var run = ProgramRun.Of("classify", "-m", model, place.Red);
        Assert.Equal("edgeconv: note: pixels are scaled 0 to 1, for the model does not say; --scaling sets it.\n", run.Error);
        Assert.Equal(0, run.ExitCode);
        ProgramRun.Of("classify", "-m", model, "--scaling", "127.5,127.5", place.Red).AssertSucceeds();
    }

    [Fact]
    public void Bad_pictures_among_good_ones_are_told_and_passed_over()
    {
        var missing = place.At("missing.png");
        var broken = place.Lines("broken.png", "this is no picture");
        var run = ProgramRun.Of("classify", "-m", place.Model, missing, place.Red, broken);
        Assert.Equal($"{place.Red}\n{Reds}", run.Text);
        Assert.Equal(
            $"edgeconv: {missing}: there is no such file. Check the spelling and the current folder.\nedgeconv: {broken}: Picture: the file begins with 7468697320697320, which is not PNG, JPEG, BMP or PNM. Convert it to PNG or JPEG first.\n",
            run.Error);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void A_folder_without_pictures_is_refused_before_any_work()
    {
        Directory.CreateDirectory(place.At("empty"));
        ProgramRun.Of("classify", "-m", place.Model, place.Red, place.At("empty")).AssertFails($"{place.At("empty")}: the folder holds no picture (.jpg, .jpeg, .png, .bmp, .ppm, .pgm, .pbm, .pnm).");
    }

    [Fact]
    public void A_model_that_cannot_be_used_is_named()
    {
        ProgramRun.Of("classify", "-m", place.At("none.tflite"), place.Red).AssertFails($"There is no model file \"{place.At("none.tflite")}\".");
        ProgramRun.Of("classify", "-m", place.Folder, place.Red).AssertFails($"{place.Folder}: this is a folder; a model is a .tflite file.");
        ProgramRun.Of("classify", "-m", place.Red, place.Red).AssertFails($"{place.Red}: header: the identifier is 0x0D0A1A0A, not \"TFL3\": this is not a TensorFlow Lite model (file offset 4)");
        ProgramRun.Of("classify", "-m", SharedFiles.Require("models", "mlperf_ad01_int8.tflite"), place.Red)
            .AssertFails("The model takes int8 1x640, which is no single picture (1 x height x width x 1 or 3). Feed it raw bytes with `edgeconv infer`.");
    }

    [Fact]
    public void Labels_that_cannot_be_read_are_told()
    {
        ProgramRun.Of("classify", "-m", place.Model, "--labels", place.At("none.txt"), place.Red).AssertFails($"{place.At("none.txt")}: there is no such label file.");
        ProgramRun.Of("classify", "-m", place.Model, "--labels", place.Folder, place.Red).AssertFails($"{place.Folder}: this is a folder; labels are a text file with one label a line.");
    }

    [Fact]
    public void A_dense_run_prints_and_draws_a_map()
    {
        var wide = Pictures.Constant(24, 8, new Rgb(255, 0, 0));
        for (var y = 0; y < 8; y++)
            wide.Row(y)[48..].Fill(255);
        var picture = place.Bytes("wide.png", PngEncoder.Encode(wide));
        var map = place.At("map.png");
        var run = ProgramRun.Of("classify", "-m", place.Model, "--dense", "--heatmap", map, picture).AssertSucceeds();
        Assert.Equal($"{picture}: 1 x 9 places of 8x8 in a frame of 24x8", run.Lines[0]);
        Assert.Equal("   99.6 %  red  (0)", run.Lines[1]);
        Assert.StartsWith("     0:100%     0:100%", run.Lines[^1], StringComparison.Ordinal);
        var drawn = PictureDecoder.Load(map);
        Assert.Equal((24, 8), (drawn.Width, drawn.Height));

        var json = ProgramRun.Of("classify", "-m", place.Model, "--dense", "--json", picture).AssertSucceeds();
        using var answer = JsonDocument.Parse(json.Text);
        var places = answer.RootElement.GetProperty("map");
        Assert.Equal((1, 9, 9), (places.GetProperty("height").GetInt32(), places.GetProperty("width").GetInt32(), places.GetProperty("best").GetArrayLength()));
    }

    [Fact]
    public void A_map_that_cannot_be_written_is_told()
    {
        var path = place.At("no", "such", "map.png");
        ProgramRun.Of("classify", "-m", place.Model, "--dense", "--heatmap", path, place.Red).AssertFails($"{path}: there is no folder of that name to write into.");
    }

    [Fact]
    public void A_published_person_detector_tells_a_person()
    {
        var run = ProgramRun.Of("classify", "--json", "-m", SharedFiles.Require("models", "tflm_person_detect.tflite"), "--scaling", "raw", "-k", "1", SharedFiles.Require("images", "tflm", "no_person.bmp"), SharedFiles.Require("images", "tflm", "person.bmp")).AssertSucceeds();
        Assert.Equal(["0", "1"], run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("predictions")[0].GetProperty("index").GetInt32().ToString(CultureInfo.InvariantCulture)));
    }
}
