using System.Collections.Immutable;
using EdgeConv.Devices.Gpio;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Sinks;
using EdgeConv.Tests.Host.Running;
using static EdgeConv.Tests.Awaiting;

namespace EdgeConv.Tests.Host.Sinks;

public class GpioSinkTests
{
    private readonly ScriptedLines _lines = new();

    [Fact]
    public void A_line_follows_its_rule_and_is_off_at_the_end()
    {
        using (var sink = new GpioSink(_lines, [Rule("a", new LineAction(new OutputLineName(17, null), false)), Rule("b")], TimeProvider.System))
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
        using (var sink = new GpioSink(_lines, [Rule("a", new LineAction(new OutputLineName(5, 4), true))], TimeProvider.System))
            sink.Write(Holding(true), [Event(0, true)]);
        Assert.Equal(["take line 5 of gpiochip4 high", "line 5 of gpiochip4 low", "line 5 of gpiochip4 high", "give line 5 of gpiochip4"], _lines.Done);
    }

    [Fact]
    public void A_line_of_two_rules_is_on_while_one_holds()
    {
        var action = new LineAction(new OutputLineName(17, null), false);
        using var sink = new GpioSink(_lines, [Rule("a", action), Rule("b", action)], TimeProvider.System);
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
        using var sink = new GpioSink(_lines, [Rule("a", new LineAction(new OutputLineName(17, null), false))], TimeProvider.System);
        sink.Write(Holding(false), [Event(0, true), Event(0, false)]);
        Assert.Equal(["take line 17 low", "line 17 high", "line 17 low"], _lines.Done);
    }

    [Fact]
    public void A_busy_line_is_told_once_keeps_no_other_back_and_gets_its_level_when_it_is_free() => Bounded.Run(() =>
    {
        var journal = new Notebook();
        _lines.Busy.Add(17);
        var sink = new GpioSink(_lines, [Rule("a", new LineAction(new OutputLineName(17, null), false), new LineAction(new OutputLineName(18, null), false))], TimeProvider.System);
        using (var runner = new SinkRunner(sink, new Condition("gpio", journal, TimeProvider.System), () => new Decision(1, 1)))
        {
            runner.Start();
            runner.Offer(Holding(true), [Event(0, true)]);
            Until(() => journal.Lines.Count >= 1 && _lines.Done.Contains("line 18 high"));
            for (var i = 0; i < 20; i++)
            {
                runner.Offer(Holding(true), []);
                Pause(10);
            }

            Assert.Equal(["warning: gpio: line 17 is in use by somebody else."], journal.Lines);
            lock (_lines.Busy)
                _lines.Busy.Clear();
            Until(() => _lines.Done.Contains("line 17 high"));
            Until(() => journal.Lines.Count >= 2);
            Assert.StartsWith("note: gpio: gets through again", journal.Lines[1], StringComparison.Ordinal);
        }

        Assert.Equal(["give line 17", "give line 18"], _lines.Done.Where(done => done.StartsWith("give", StringComparison.Ordinal)));
    });

    [Fact]
    public void A_line_that_cannot_be_switched_is_given_back_taken_anew_and_gets_its_level_when_it_can() => Bounded.Run(() =>
    {
        var journal = new Notebook();
        var sink = new GpioSink(_lines, [Rule("a", new LineAction(new OutputLineName(17, null), false)), Rule("b", new LineAction(new OutputLineName(18, null), false))], TimeProvider.System);
        using (var runner = new SinkRunner(sink, new Condition("gpio", journal, TimeProvider.System), () => new Decision(1, 2)))
        {
            runner.Start();
            runner.Offer(Holding(false, false), []);
            Until(() => _lines.Done.Contains("take line 18 low"));
            _lines.Broken[17] = "it was unplugged.";
            runner.Offer(Holding(true, false), [Event(0, true)]);
            Until(() => Of(17).Count(done => done == "take line 17 low") >= 3);
            Assert.Equal(["take line 17 low", "give line 17", "take line 17 low", "give line 17"], Of(17).Take(4));
            runner.Offer(Holding(true, true), [Event(1, true)]);
            Until(() => Of(18).Last() == "line 18 high");
            Assert.Equal(["warning: gpio: line 17 cannot be switched: it was unplugged."], journal.Lines);
            _lines.Broken.Clear();
            Until(() => journal.Lines.Count >= 2);
            Assert.StartsWith("note: gpio: gets through again", journal.Lines[1], StringComparison.Ordinal);
            Assert.Equal("line 17 high", Of(17).Last());
        }

        Assert.Equal(["take line 18 low", "line 18 high", "line 18 low", "give line 18"], Of(18));
        Assert.Equal(["line 17 low", "give line 17"], Of(17).TakeLast(2));
    });

    [Fact]
    public void While_one_line_fails_another_follows_each_event_at_once_however_long_it_has_failed()
    {
        var clock = new HandClock();
        var rule = Rule("a", new LineAction(new OutputLineName(17, null), false), new LineAction(new OutputLineName(18, null), false));
        using var sink = new GpioSink(_lines, [rule], clock);
        _lines.Broken[17] = "it was unplugged.";
        sink.Begin();
        Assert.Equal("line 17 cannot be switched: it was unplugged.", sink.Trouble);
        for (var second = 1; second < 600; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            sink.Write(Holding(second % 2 == 1), [Event(0, second % 2 == 1, second)]);
            Assert.Equal(second % 2 == 1 ? "line 18 high" : "line 18 low", Of(18).Last());
        }

        // Ten minutes of attempts that are 30 seconds apart in the end, and not one a second.
        Assert.InRange(Of(17).Count(done => done == "take line 17 low"), 20, 30);
        var before = Of(17).Count();
        sink.Write(Holding(true), [Event(0, true, 600)]);
        sink.Write(Holding(false), [Event(0, false, 600)]);
        Assert.Equal(["line 18 high", "line 18 low"], Of(18).TakeLast(2));
        Assert.Equal(before, Of(17).Count());

        _lines.Broken.Clear();
        sink.Write(Holding(true), [Event(0, true, 601)]);
        clock.Advance(TimeSpan.FromSeconds(30));
        sink.Mend();
        Assert.Equal(["take line 17 low", "line 17 high"], Of(17).TakeLast(2));
        Assert.Null(sink.Trouble);
        sink.Write(Holding(false), [Event(0, false, 602)]);
        Assert.Equal(["line 17 low", "line 18 low"], _lines.Done.TakeLast(2));
    }

    [Fact]
    public void Lines_are_taken_and_off_before_anything_is_decided() => Bounded.Run(() =>
    {
        var journal = new Notebook();
        _lines.Busy.Add(18);
        var sink = new GpioSink(_lines, [Rule("a", new LineAction(new OutputLineName(17, null), true), new LineAction(new OutputLineName(18, null), false))], TimeProvider.System);
        using var runner = new SinkRunner(sink, new Condition("gpio", journal, TimeProvider.System), () => new Decision(1, 1));
        runner.Start();
        Until(() => _lines.Done.Any());
        Assert.Equal(["take line 17 high"], _lines.Done);
        Until(() => journal.Lines.Count >= 1);
        Assert.Equal(["warning: gpio: line 18 is in use by somebody else."], journal.Lines);
        lock (_lines.Busy)
            _lines.Busy.Clear();
        Until(() => _lines.Done.Contains("take line 18 low"));
    });

    [Fact]
    public void A_fault_of_a_driver_keeps_no_other_line_back()
    {
        var lines = new FaultyLines(_lines, 17);
        var rule = Rule("a", new LineAction(new OutputLineName(17, null), false), new LineAction(new OutputLineName(18, null), false));
        using (var sink = new GpioSink(lines, [rule], TimeProvider.System))
        {
            sink.Write(Holding(true), [Event(0, true)]);
            Assert.Equal("line 17: InvalidOperationException: the driver is confused", sink.Trouble);
            Assert.Equal("line 18 high", Of(18).Last());
        }

        Assert.Equal(["line 18 low", "give line 18"], Of(18).TakeLast(2));
    }

    [Fact]
    public void Simulated_lines_tell_what_would_be_switched()
    {
        var told = new List<string>();
        using (var sink = new GpioSink(new SimulatedLines(told.Add), [Rule("a", new LineAction(new OutputLineName(17, null), false))], TimeProvider.System))
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

    private sealed class FaultyLines(IOutputLines lines, int number) : IOutputLines
    {
        public IOutputLine Take(OutputLineName name, bool isHigh) => name.Number == number ? throw new InvalidOperationException("the driver is confused") : lines.Take(name, isHigh);
    }
}
