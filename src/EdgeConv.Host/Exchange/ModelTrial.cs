using EdgeConv.Host.Running;

namespace EdgeConv.Host.Exchange;

/// <summary>
/// Watches the first frames of a model that was sent: after enough decisions it has proved itself; where frames come and none of them is decided on, it has failed. A
/// source may be as slow as it likes.
/// </summary>
internal sealed class ModelTrial : IDisposable
{
    /// <summary>How many decisions prove a model, and how many frames without any refute it.</summary>
    public const int Decisions = 20;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly JudgeCounters _judged;
    private readonly Func<long> _frames;
    private readonly Action _succeed;
    private readonly Action<string> _fail;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly long _decidedBefore;
    private readonly ITimer _timer;
    private long _decided;
    private long _framesThen;
    private long? _waitsSince;
    private bool _isOver;

    /// <summary>Begins to watch.</summary>
    /// <param name="judged">Decisions of the model.</param>
    /// <param name="frames">How many frames have come from the camera.</param>
    /// <param name="succeed">It has proved itself.</param>
    /// <param name="fail">It has failed, and how.</param>
    /// <param name="time">The clock.</param>
    public ModelTrial(JudgeCounters judged, Func<long> frames, Action succeed, Action<string> fail, TimeProvider time)
    {
        (_judged, _frames, _succeed, _fail, _time) = (judged, frames, succeed, fail, time);
        _decidedBefore = _decided = judged.Judged;
        _framesThen = frames();
        _timer = time.CreateTimer(_ => Watch(), null, Look, Look);
    }

    /// <summary>Watches no more.</summary>
    public void Dispose() => _timer.Dispose();

    private void Watch()
    {
        bool isProved;
        lock (_lock)
        {
            if (_isOver)
                return;
            isProved = _judged.Judged - _decidedBefore >= Decisions;
            _isOver = isProved || IsRefuted();
            if (!_isOver)
                return;
        }

        _timer.Dispose();
        if (isProved)
            _succeed();
        else
            _fail($"frames came, and no decision within {Patience.TotalSeconds:0} s");
    }

    private bool IsRefuted()
    {
        var (decided, frames) = (_judged.Judged, _frames());
        if (decided != _decided)
            (_decided, _framesThen, _waitsSince) = (decided, frames, null);
        if (frames == _framesThen)
            return false;
        _waitsSince ??= _time.GetTimestamp();
        return frames - _framesThen >= Decisions && _time.GetElapsedTime(_waitsSince.Value) >= Patience;
    }
}
