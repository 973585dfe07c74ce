using EdgeConv.Devices.Displays;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Sinks;
using EdgeConv.Tests.Host.Running;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Tests.Devices.Displays;

public sealed class SimulatedDisplayTests : IDisposable
{
    private readonly HandClock _clock = new();
    private readonly List<string> _told = [];
    private readonly SimulatedDisplay _display;

    public SimulatedDisplayTests() => _display = new SimulatedDisplay(_told.Add, _clock);

    [Fact]
    public void The_first_text_is_told_and_that_it_is_simulated()
    {
        _display.Show(0, "cat         0.90");
        Assert.Equal(["display: \"cat         0.90\" (simulated: this build drives no display)"], _told);
    }

    [Fact]
    public void Another_score_and_other_rows_are_not_told_and_another_label_is()
    {
        Show("cat         0.90");
        _display.Show(1, "visitor         ");
        Show("cat         0.41");
        Show("cat         1.00");
        Show("dog         1.00");
        Show("nothing         ");
        Show("nothing         ");
        Assert.Equal(["cat         0.90", "dog         1.00", "nothing"], Told);
    }

    [Fact]
    public void A_number_that_belongs_to_the_label_is_told()
    {
        Show("class 7     0.90");
        Show("class 8     0.90");
        Show("class 8         ");
        Show("v1.5        0.90");
        Show("v1.6        0.90");
        Show("7           0.90");
        Show("8           0.90");
        Assert.Equal(["class 7     0.90", "class 8     0.90", "v1.5        0.90", "v1.6        0.90", "7           0.90", "8           0.90"], Told);
    }

    [Fact]
    public void Labels_that_take_turns_are_told_once_a_second()
    {
        for (var i = 0; i < 100; i++)
        {
            _display.Show(0, i % 3 == 0 ? "cat 0.90" : "dog 0.80");
            _clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.InRange(_told.Count, 4, 5);
    }

    [Fact]
    public void What_came_too_soon_and_stays_is_told_with_the_next_score()
    {
        _display.Show(0, "cat 0.90");
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        _display.Show(0, "dog 0.80");
        Assert.Equal(["cat 0.90"], Told);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        _display.Show(0, "dog 0.81");
        Assert.Equal(["cat 0.90", "dog 0.81"], Told);
    }

    [Fact]
    public void A_run_whose_scores_flutter_tells_of_one_class_once()
    {
        using var sink = new DisplaySink(16, 2, () => _display, new DecisionNames(new LabelList(["cat", "dog"]), ["visitor"]), _clock);
        for (var i = 0; i < 100; i++)
        {
            var decision = new Decision(1, 1);
            decision.Name([0.5f + i / 1000f, 0.2f], 0.1f);
            sink.Write(decision, []);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["cat         0.50"], Told);
    }

    public void Dispose() => _display.Dispose();

    private IEnumerable<string> Told => _told.Select(line => line.Split('"')[1]);

    private void Show(string text)
    {
        _clock.Advance(TimeSpan.FromSeconds(2));
        _display.Show(0, text);
    }
}
