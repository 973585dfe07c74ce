using System.Text.Json;
using EdgeConv.Vision;

namespace EdgeConv.Tests.Host;

public class EvaluateTests(Workplace place) : IClassFixture<Workplace>
{
    [Fact]
    public void Folders_named_by_label_or_number_are_counted()
    {
        place.Colour("set/red/1.png", new Rgb(255, 0, 0));
        place.Colour("set/red/2.png", new Rgb(0, 0, 255));
        place.Colour("set/GREEN/1.png", new Rgb(0, 255, 0));
        place.Colour("set/2/1.png", new Rgb(0, 0, 255));
        var run = ProgramRun.Of("evaluate", place.Model, "--images", place.At("set"), "--threads", "1").AssertSucceeds();
        Assert.Matches(@"^top-1 75\.00 %   top-5 100\.00 %   4 pictures, \d+\.\d a second, 1 thread$", run.Lines[0]);
        Assert.Equal("     1 x  red  taken for  blue", Assert.Single(run.Lines[1..]));

        using var report = JsonDocument.Parse(ProgramRun.Of("evaluate", place.Model, "-i", place.At("set"), "-t", "2", "--json").AssertSucceeds().Text);
        var root = report.RootElement;
        Assert.Equal((4, 0, 0.75, 1, 2), (root.GetProperty("images").GetInt32(), root.GetProperty("skipped").GetInt32(), root.GetProperty("top1").GetDouble(), root.GetProperty("top5").GetInt32(), root.GetProperty("threads").GetInt32()));
        var confusion = root.GetProperty("confusions")[0];
        Assert.Equal(("red", "blue", 1), (confusion.GetProperty("truth").GetString(), confusion.GetProperty("taken").GetString(), confusion.GetProperty("count").GetInt32()));
    }

    [Fact]
    public void A_list_is_counted_and_unreadable_pictures_do_not_count()
    {
        var list = place.Lines("list.txt", "red.png 0", "", "green.png\tgreen", "blue.png  2", "missing.png 1");
        var run = ProgramRun.Of("evaluate", place.Model, "--list", list, "-t", "1");
        Assert.StartsWith("top-1 100.00 %   top-5 100.00 %   3 pictures, ", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal("1 picture could not be read and does not count.", run.Lines[1]);
        Assert.Equal($"edgeconv: {place.At("missing.png")}: there is no such file. Check the spelling and the current folder.\n", run.Error);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void Files_named_by_WordNet_id_are_counted_by_rank()
    {
        place.Colour("net/n00000003_b.png", new Rgb(0, 0, 255));
        place.Colour("net/n00000001_r.png", new Rgb(255, 0, 0));
        place.Colour("net/n00000002_g.png", new Rgb(0, 255, 0));
        var run = ProgramRun.Of("evaluate", place.Model, "--images", place.At("net")).AssertSucceeds();
        Assert.StartsWith("top-1 100.00 %", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_cannot_be_used_is_told()
    {
        ProgramRun.Of("evaluate", place.Model, "--images", place.At("none")).AssertFails($"{place.At("none")}: there is no such folder.");
        ProgramRun.Of("evaluate", place.Model, "--list", place.At("none.txt")).AssertFails($"{place.At("none.txt")}: there is no such file. Check the spelling and the current folder.");
    }
}
