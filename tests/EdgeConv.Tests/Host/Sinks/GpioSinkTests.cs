using System.Collections.Immutable;
using EdgeConv.Devices.Gpio;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Sinks;
using EdgeConv.Tests.Host.Running;

namespace EdgeConv.Tests.Host.Sinks;

public class GpioSinkTests
{
    private readonly ScriptedLines _lines = new();

    [Fact]
    public void A_line_follows_its_rule_and_is_off_at_the_end()
    {
        using (var sink = new GpioSink(_lines, [Rule("a", new LineAction(new OutputLineName(17, null), false)), Rule("b")]))
        {
            sink.Write(Holding(false, false), []);
            sink.Write(Holding(true, false), [Event(0, true)]);
            sink.Write(Holding(true, true), [Event(1, true)]);
            sink.Write(Holding(false, true), [Event(0, false)]);
            sink.Write(Holding(true, true), [Event(0, true)]);
        }

        Assert.Equal(["take line 17 low", "line 17 high", "line 17 low", "line 17 high", "line 17 low", "give line 17"], _lines.Done);
    }

    [Fact]
    public void A_line_that_is_active_low_begins_high_and_ends_high()
    {
        using (var sink = new GpioSink(_lines, [Rule("a", new LineAction(new OutputLineName(5, 4), true))]))
            sink.Write(Holding(true), [Event(0, true)]);
        Assert.Equal(["take line 5 of gpiochip4 high", "line 5 of gpiochip4 low", "line 5 of gpiochip4 high", "give line 5 of gpiochip4"], _lines.Done);
    }

    [Fact]
    public void A_line_of_two_rules_is_on_while_one_holds()
    {
        var action = new LineAction(new OutputLineName(17, null), false);
        using var sink = new GpioSink(_lines, [Rule("a", action), Rule("b", action)]);
        sink.Write(Holding(true, false), [Event(0, true)]);
        sink.Write(Holding(true, true), [Event(1, true)]);
        sink.Write(Holding(false, true), [Event(0, false)]);
        Assert.Equal(["take line 17 low", "line 17 high"], _lines.Done);
        sink.Write(Holding(false, false), [Event(1, false)]);
        Assert.Equal("line 17 low", _lines.Done.Last());
    }

    [Fact]
    public void A_pulse_shorter_than_the_time_between_two_calls_is_one()
    {
        using var sink = new GpioSink(_lines, [Rule("a", new LineAction(new OutputLineName(17, null), false))]);
        sink.Write(Holding(false), [Event(0, true), Event(0, false)]);
        Assert.Equal(["take line 17 low", "line 17 high", "line 17 low"], _lines.Done);
    }

    [Fact]
    public void A_busy_line_is_told_once_keeps_no_other_back_and_gets_its_level_when_it_is_free() => Bounded.Run(() =>
    {
        var journal = new Notebook();
        _lines.Busy.Add(17);
        var sink = new GpioSink(_lines, [Rule("a", new LineAction(new OutputLineName(17, null), false), new LineAction(new OutputLineName(18, null), false))]);
        using (var runner = new SinkRunner(sink, new Condition("gpio", journal, TimeProvider.System), () => new Decision(1, 1)))
        {
            runner.Start();
            runner.Offer(Holding(true), [Event(0, true)]);
            WaitFor(() => journal.Lines.Count >= 1 && _lines.Done.Contains("line 18 high"));
            for (var i = 0; i < 20; i++)
            {
                runner.Offer(Holding(true), []);
                Thread.Sleep(10);
            }

            Assert.Equal(["warning: gpio: line 17 is in use by somebody else."], journal.Lines);
            lock (_lines.Busy)
                _lines.Busy.Clear();
            WaitFor(() => _lines.Done.Contains("line 17 high"));
            WaitFor(() => journal.Lines.Count >= 2);
            Assert.StartsWith("note: gpio: gets through again", journal.Lines[1], StringComparison.Ordinal);
        }

        Assert.Equal(["give line 17", "give line 18"], _lines.Done.Where(done => done.StartsWith("give", StringComparison.Ordinal)));
    }, seconds: 30);

    [Fact]
    public void A_line_that_cannot_be_switched_is_given_back_taken_anew_and_gets_its_level_when_it_can() => Bounded.Run(() =>
    {
        var journal = new Notebook();
        var sink = new GpioSink(_lines, [Rule("a", new LineAction(new OutputLineName(17, null), false)), Rule("b", new LineAction(new OutputLineName(18, null), false))]);
        using (var runner = new SinkRunner(sink, new Condition("gpio", journal, TimeProvider.System), () => new Decision(1, 2)))
        {
            runner.Start();
            runner.Offer(Holding(false, false), []);
            WaitFor(() => _lines.Done.Contains("take line 18 low"));
            _lines.Broken[17] = "it was unplugged.";
            runner.Offer(Holding(true, false), [Event(0, true)]);
            WaitFor(() => Of(17).Count(done => done == "take line 17 low") >= 3);
            Assert.Equal(["take line 17 low", "give line 17", "take line 17 low", "give line 17"], Of(17).Take(4));
            runner.Offer(Holding(true, true), [Event(1, true)]);
            WaitFor(() => Of(18).Last() == "line 18 high");
            Assert.Equal(["warning: gpio: line 17 cannot be switched: it was unplugged."], journal.Lines);
            _lines.Broken.Clear();
            WaitFor(() => journal.Lines.Count >= 2);
            Assert.StartsWith("note: gpio: gets through again", journal.Lines[1], StringComparison.Ordinal);
            Assert.Equal("line 17 high", Of(17).Last());
        }

        Assert.Equal(["take line 18 low", "line 18 high", "line 18 low", "give line 18"], Of(18));
        Assert.Equal(["line 17 low", "give line 17"], Of(17).TakeLast(2));
    }, seconds: 30);

    [Fact]
    public void While_one_line_fails_another_follows_each_event_once()
    {
        var rule = Rule("a", new LineAction(new OutputLineName(17, null), false), new LineAction(new OutputLineName(18, null), false));
        using var sink = new GpioSink(_lines, [rule]);
        _lines.Broken[17] = "it was unplugged.";
        var (pulse, second) = (new[] { Event(0, true, 1), Event(0, false, 1) }, new[] { Event(0, true, 2), Event(0, false, 2) });
        Assert.Throws<LineException>(() => sink.Write(Holding(false), pulse));
        Assert.Throws<LineException>(() => sink.Write(Holding(false), pulse));
        Assert.Equal(["take line 18 low", "line 18 high", "line 18 low"], Of(18));
        Assert.Throws<LineException>(() => sink.Write(Holding(false), [.. pulse, .. second]));
        Assert.Equal(["take line 18 low", "line 18 high", "line 18 low", "line 18 high", "line 18 low"], Of(18));
        _lines.Broken.Clear();
        sink.Write(Holding(true), [.. pulse, .. second, Event(0, true, 3)]);
        Assert.Equal(["take line 17 low", "line 17 high"], Of(17).TakeLast(2));
        Assert.Equal("line 18 high", Of(18).Last());
        sink.Write(Holding(false), [Event(0, false, 4)]);
        Assert.Equal(["line 17 low", "line 18 low"], _lines.Done.TakeLast(2));
    }

    [Fact]
    public void Simulated_lines_tell_what_would_be_switched()
    {
        var told = new List<string>();
        using (var sink = new GpioSink(new SimulatedLines(told.Add), [Rule("a", new LineAction(new OutputLineName(17, null), false))]))
            sink.Write(Holding(true), [Event(0, true)]);
        Assert.Equal(["low", "high", "low"], told.Select(line => line.Split(' ')[3]));
        Assert.All(told, line => Assert.Contains("simulated", line, StringComparison.Ordinal));
    }

    private static RuleSettings Rule(string name, params ImmutableArray<LineAction> lines) => new(name, ["x"], 0.5f, 1, 0.5f, TimeSpan.Zero) { Lines = lines };

    private static RuleEvent Event(int rule, bool isActive, int second = 0) => new(rule, isActive, 0, DateTimeOffset.UnixEpoch.AddSeconds(second));

    private IEnumerable<string> Of(int line) => _lines.Done.Where(done => done.Contains($"line {line}", StringComparison.Ordinal));

    private static Decision Holding(params bool[] rules)
    {
        var decision = new Decision(1, rules.Length);
        for (var i = 0; i < rules.Length; i++)
            decision.SetRule(i, rules[i]);
        return decision;
    }

    private static void WaitFor(Func<bool> condition)
    {
        while (!condition())
            Thread.Sleep(1);
    }
}
