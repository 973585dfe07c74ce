using EdgeConv.Host.Evaluation;
using EdgeConv.Host.Failures;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Tests.Host.Evaluation;

public sealed class LabelledPicturesTests : IDisposable
{
    private readonly Workplace _place = new();
    private readonly ImageClassifier _classifier;

    public LabelledPicturesTests() => _classifier = ImageClassifier.Load(_place.Model);

    public void Dispose()
    {
        _classifier.Dispose();
        _place.Dispose();
    }

    [Fact]
    public void A_list_gives_its_pictures_beside_it_by_label_or_number()
    {
        var list = _place.Lines("list.txt", "a b.png 0", "", "c d.png\tGreen", "sub/e.png 2 ");
        Assert.Equal(
            [new LabelledPicture(_place.At("a b.png"), 0), new LabelledPicture(_place.At("c d.png"), 1), new LabelledPicture(_place.At("sub/e.png"), 2)],
            LabelledPictures.FromList(list, _classifier));
    }

    [Theory]
    [InlineData("lonely.png", ", line 2: \"lonely.png\" should be a picture and its class, separated by a tab or space.")]
    [InlineData("a.png 3", ", line 2: class 3 does not exist; the model has 3 classes, from 0.")]
    [InlineData("a.png -1", ", line 2: \"-1\" is neither a label nor a class number; give the labels with --labels.")]
    [InlineData("a.png pink", ", line 2: \"pink\" is neither a label nor a class number; give the labels with --labels.")]
    public void A_line_in_another_form_is_refused_with_its_number(string line, string message)
    {
        var list = _place.Lines("list.txt", "a.png 0", line);
        AssertRefused(list + message, () => LabelledPictures.FromList(list, _classifier));
    }

    [Fact]
    public void An_empty_list_is_refused()
    {
        var list = _place.Lines("list.txt", "", " ");
        AssertRefused($"{list}: the list is empty.", () => LabelledPictures.FromList(list, _classifier));
    }

    [Fact]
    public void A_subfolder_is_a_class()
    {
        foreach (var name in new[] { "red", "GREEN", "2" })
            _place.Colour($"set/{name}/1.png", default);
        _place.Lines("set/red/notes.txt", "no picture");
        Assert.Equal(
            [new LabelledPicture(_place.At("set/2/1.png"), 2), new LabelledPicture(_place.At("set/GREEN/1.png"), 1), new LabelledPicture(_place.At("set/red/1.png"), 0)],
            LabelledPictures.InFolder(_place.At("set"), _classifier));
    }

    [Fact]
    public void A_folder_that_is_no_class_is_refused()
    {
        _place.Colour("set/pink/1.png", default);
        AssertRefused($"{_place.At("set/pink")}: \"pink\" is neither a label nor a class number; give the labels with --labels.", () => LabelledPictures.InFolder(_place.At("set"), _classifier));
        Directory.CreateDirectory(_place.At("empty/red"));
        AssertRefused($"{_place.At("empty")}: no pictures, neither directly nor in subfolders.", () => LabelledPictures.InFolder(_place.At("empty"), _classifier));
    }

    [Fact]
    public void The_rank_of_a_WordNet_id_is_the_class_and_a_background_class_shifts_it()
    {
        _place.Colour("net/n00000009_b.png", default);
        _place.Colour("net/n00000001_a.png", default);
        Assert.Equal([1, 2], LabelledPictures.InFolder(_place.At("net"), _classifier).Select(picture => picture.Class));
        _place.Colour("net/n00000005_c.png", default);
        Assert.Equal([0, 1, 2], LabelledPictures.InFolder(_place.At("net"), _classifier).Select(picture => picture.Class));
    }

    [Fact]
    public void Names_that_tell_no_class_are_refused()
    {
        _place.Colour("few/n00000001_a.png", new Rgb(1, 2, 3));
        AssertRefused($"{_place.At("few")}: 1 WordNet ids for a model of 3 classes; the class is an id's rank, so all of them must be there.", () => LabelledPictures.InFolder(_place.At("few"), _classifier));
        _place.Colour("odd/cat.png", default);
        AssertRefused($"{_place.At("odd/cat.png")}: its name does not start with a WordNet id (n01440764), so its class is not known. Sort pictures into a subfolder a class, or use --list.", () => LabelledPictures.InFolder(_place.At("odd"), _classifier));
    }

    private static void AssertRefused(string message, Action read) => Assert.Equal(message, Assert.Throws<CommandException>(read).Message);
}
