using EdgeConv.Vision.Classification;

namespace EdgeConv.Tests.Vision.Classification;

public sealed class LabelListTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("cat\ndog\n", "cat|dog")]
    [InlineData("\uFEFFcat\r\n dog \r\n\r\n", "cat|dog")]
    [InlineData("cat\n\ndog", "cat||dog")]
    [InlineData("0 cat\n1 dog", "cat|dog")]
    [InlineData("0: cat\n1: dog", "cat|dog")]
    [InlineData("0 cat\n2 dog", "0 cat|2 dog")]
    [InlineData("n01440764 tench, Tinca tinca\nn01443537 goldfish", "tench, Tinca tinca|goldfish")]
    [InlineData("n01440764 tench\nbird", "n01440764 tench|bird")]
    [InlineData("Käse", "Käse")]
    public void Labels_are_lines_without_their_number_or_id(string text, string expected)
    {
        File.WriteAllText(_path, text);
        var labels = LabelList.Load(_path);
        Assert.Equal(expected.Split('|'), Enumerable.Range(0, labels.Count).Select(index => labels[index]));
        Assert.Equal($"class {labels.Count}", labels[labels.Count]);
    }

    [Theory]
    [InlineData("", ": the file holds no label; it should be a text file with one label a line.")]
    [InlineData(" \n\n", ": the file holds no label; it should be a text file with one label a line.")]
    [InlineData("TFL3\0\0", ": this is no text file; labels are given as text, one a line.")]
    public void A_file_without_labels_is_refused(string text, string message)
    {
        File.WriteAllText(_path, text);
        AssertRefused(_path, message);
    }

    [Fact]
    public void A_file_too_long_missing_or_a_folder_is_refused()
    {
        File.WriteAllBytes(_path, new byte[(4 << 20) + 1]);
        AssertRefused(_path, ": more than 4 MiB are too much for a list of labels; it should be a text file with one label a line.");
        AssertRefused(_path + ".none", ": there is no such label file.");
        AssertRefused(Path.GetDirectoryName(_path)!, ": this is a folder; labels are a text file with one label a line.");
    }

    private static void AssertRefused(string path, string message) => Assert.Equal(path + message, Assert.ThrowsAny<IOException>(() => LabelList.Load(path)).Message);
}
