using EdgeConv.Host.Failures;
using EdgeConv.Tests.Host.Running;
using static EdgeConv.Tests.Awaiting;

namespace EdgeConv.Tests.Host.Failures;

public class QueuedJournalTests
{
    private readonly Notebook _notebook = new();

    [Fact]
    public void Messages_come_in_order_and_at_the_latest_at_the_end()
    {
        using (var journal = new QueuedJournal(_notebook))
        {
            journal.Note("a");
            journal.Warn("b");
            journal.Note("c");
        }

        Assert.Equal(["note: a", "warning: b", "note: c"], _notebook.Lines);
    }

    [Fact]
    public void A_reader_who_stands_still_holds_up_nobody_and_what_was_left_out_is_counted() => Bounded.Run(() =>
    {
        using var pass = new ManualResetEventSlim();
        var slow = new SlowJournal(_notebook, pass);
        using var journal = new QueuedJournal(slow);
        journal.Note("first");
        slow.IsHeld.Wait();
        for (var i = 0; i < 300; i++)
            journal.Note($"{i}");
        pass.Set();
        Until(() => _notebook.Lines.Count >= 258);
        Assert.Equal("note: first", _notebook.Lines[0]);
        Assert.Equal(Enumerable.Range(0, 256).Select(i => $"note: {i}"), _notebook.Lines.Skip(1).Take(256));
        Assert.Equal("warning: 44 messages were left out: whoever reads them was too slow", _notebook.Lines[257]);
    });

    [Fact]
    public void A_reader_who_stands_still_does_not_hold_up_the_end() => Bounded.Run(() =>
    {
        using var pass = new ManualResetEventSlim();
        Prompt.Within(TimeSpan.FromSeconds(1), () =>
        {
            var slow = new SlowJournal(_notebook, pass);
            var journal = new QueuedJournal(slow);
            journal.Note("first");
            slow.IsHeld.Wait();
            return Prompt.Time(journal.Dispose);
        });
        pass.Set();
    });

    private sealed class SlowJournal(IJournal journal, ManualResetEventSlim pass) : IJournal
    {
        public ManualResetEventSlim IsHeld { get; } = new();

        public void Note(string message)
        {
            IsHeld.Set();
            pass.Wait();
            journal.Note(message);
        }

        public void Warn(string message) => journal.Warn(message);
    }
}
