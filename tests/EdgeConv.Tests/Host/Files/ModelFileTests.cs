using System.Security.Cryptography;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Files;
using EdgeConv.Planning;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Tests.Host.Files;

public class ModelFileTests(Workplace place) : IClassFixture<Workplace>
{
    [Fact]
    public void What_was_read_stays_what_it_was_when_the_file_is_written_over()
    {
        var path = place.At($"{Guid.NewGuid():N}.tflite");
        File.Copy(place.Model, path);
        var read = ModelFile.Read(path);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), read.Sha256);
        // In place: pages of a mapped file would be gone by now, and with them the program that reads them.
        File.WriteAllBytes(path, []);
        using var plan = Planner.Plan(read.Model);
        using var classifier = new ImageClassifier(plan);
        Assert.Equal("green", classifier.Classify(PictureDecoder.Load(place.Green)).Predictions[0].Label);
    }

    [Fact]
    public void What_is_no_model_is_a_sentence()
    {
        Assert.Equal($"{place.Bytes("empty.tflite")}: file: is empty", Assert.Throws<CommandException>(() => ModelFile.Read(place.At("empty.tflite"))).Message);
        Assert.StartsWith($"{place.Folder}: this is a folder", Assert.Throws<CommandException>(() => ModelFile.Read(place.Folder)).Message, StringComparison.Ordinal);
        Assert.Equal($"There is no model file \"{place.At("absent")}\".", Assert.Throws<FileNotFoundException>(() => ModelFile.Read(place.At("absent"))).Message);
        using (var huge = File.Create(place.At("huge.tflite")))
            huge.SetLength((1L << 30) + 1);
        Assert.Equal($"{place.At("huge.tflite")}: file: has 1073741825 bytes; at most 1073741824 can be read", Assert.Throws<CommandException>(() => ModelFile.Read(place.At("huge.tflite"))).Message);
        Assert.Null(ModelFile.Read(null).Sha256);
    }
}
