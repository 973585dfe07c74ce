namespace EdgeConv.Host.Web.Live;

/// <summary>
/// The newest of a kind of message, for any number of readers at their own pace: a slow one misses what came in between and holds nobody up. Readers copy it into
/// memory of their own.
/// </summary>
internal sealed class Newest
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _message = [];
    private int _length;
    private long _number;

    /// <summary>How many messages there have been.</summary>
    public long Number => Interlocked.Read(ref _number);

    /// <summary>Puts a message in the place of the one before.</summary>
    public void Publish(ReadOnlySpan<byte> message)
    {
        TaskCompletionSource came;
        lock (_lock)
        {
            if (_message.Length < message.Length)
                _message = new byte[message.Length];
            message.CopyTo(_message);
            _length = message.Length;
            _number++;
            (came, _came) = (_came, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        came.SetResult();
    }

    /// <summary>Ends as soon as there is a newer message than the one of a number.</summary>
    public Task After(long number)
    {
        lock (_lock)
            return _number > number ? Task.CompletedTask : _came.Task;
    }

    /// <summary>Copies the newest message.</summary>
    /// <param name="memory">Where to; a larger array takes its place where one is needed.</param>
    /// <param name="before">How many bytes to leave in front of it.</param>
    /// <param name="after">How many to leave behind it.</param>
    /// <param name="number">Becomes the message's number.</param>
    /// <returns>The message's length.</returns>
    public int Copy(ref byte[] memory, int before, int after, out long number)
    {
        lock (_lock)
        {
            if (memory.Length < before + _length + after)
                memory = new byte[before + _length + _length / 4 + after];
            _message.AsSpan(0, _length).CopyTo(memory.AsSpan(before));
            number = _number;
            return _length;
        }
    }
}
