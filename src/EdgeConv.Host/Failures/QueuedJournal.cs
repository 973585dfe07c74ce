namespace EdgeConv.Host.Failures;

/// <summary>
/// Tells a journal on a thread of its own, so that whoever has something to say never waits for whoever reads it: a terminal that is paused, a pipe that is full, a disk that is slow.
/// So many messages wait at most; those that come then are left out, and it is told how many. For any thread.
/// </summary>
internal sealed class QueuedJournal : IJournal, IDisposable
{
    private const int MostMessages = 256;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly IJournal _journal;
    private readonly Lock _lock = new();
    private readonly Queue<(bool IsWarning, string Text)> _waiting = new();
    private readonly AutoResetEvent _came = new(false);
    private readonly Thread _thread;
    private long _leftOut;
    private bool _isOver;

    /// <param name="journal">Who is told, by one thread.</param>
    public QueuedJournal(IJournal journal)
    {
        _journal = journal;
        _thread = new Thread(Run) { IsBackground = true, Name = "journal" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Note(string message) => Put(false, message);

    /// <inheritdoc/>
    public void Warn(string message) => Put(true, message);

    /// <summary>Lets it tell what waits, for a moment. What is said later is left out.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isOver)
                return;
            _isOver = true;
            _came.Set();
        }

        if (_thread.Join(Patience))
            _came.Dispose();
    }

    private void Put(bool isWarning, string message)
    {
        lock (_lock)
        {
            if (_isOver)
                return;
            if (_waiting.Count == MostMessages)
                _leftOut++;
            else
                _waiting.Enqueue((isWarning, message));
            _came.Set();
        }
    }

    private void Run()
    {
        while (true)
        {
            _came.WaitOne();
            while (Next() is { } message)
            {
                if (message.IsWarning)
                    _journal.Warn(message.Text);
                else
                    _journal.Note(message.Text);
            }

            lock (_lock)
            {
                if (_isOver && _waiting.Count == 0)
                    return;
            }
        }
    }

    private (bool IsWarning, string Text)? Next()
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out var message))
                return message;
            if (_leftOut == 0)
                return null;
            var leftOut = _leftOut;
            _leftOut = 0;
            return (true, $"{leftOut} messages were left out: whoever reads them was too slow");
        }
    }
}
