using EdgeConv.Host.Running;

namespace EdgeConv.Host.Exchange;

/// <summary>Watches the first frames of a model that was sent: after enough decisions it has proved itself; where frames come and no decisions, it has failed.</summary>
internal sealed class ModelTrial : IDisposable
{
    /// <summary>How many decisions prove a model.</summary>
    public const int Decisions = 20;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly JudgeCounters _judged;
    private readonly Func<bool> _framesFlow;
    private readonly Action _succeed;
    private readonly Action<string> _fail;
    private readonly TimeProvider _time;
    private readonly long _since;
    private readonly long _decidedBefore;
    private readonly ITimer _timer;
    private int _isOver;

    /// <summary>Begins to watch.</summary>
    /// <param name="judged">Decisions of the model.</param>
    /// <param name="framesFlow">Whether frames come.</param>
    /// <param name="succeed">It has proved itself.</param>
    /// <param name="fail">It has failed, and how.</param>
    /// <param name="time">The clock.</param>
    public ModelTrial(JudgeCounters judged, Func<bool> framesFlow, Action succeed, Action<string> fail, TimeProvider time)
    {
        (_judged, _framesFlow, _succeed, _fail, _time) = (judged, framesFlow, succeed, fail, time);
        (_since, _decidedBefore) = (time.GetTimestamp(), judged.Judged);
        _timer = time.CreateTimer(_ => Watch(), null, Look, Look);
    }

    /// <summary>Watches no more.</summary>
    public void Dispose() => _timer.Dispose();

    private void Watch()
    {
        var isProved = _judged.Judged - _decidedBefore >= Decisions;
        var isFailed = !isProved && _time.GetElapsedTime(_since) >= Patience && _framesFlow();
        if (!(isProved || isFailed) || Interlocked.Exchange(ref _isOver, 1) != 0)
            return;
        _timer.Dispose();
        if (isProved)
            _succeed();
        else
            _fail($"frames came, and fewer than {Decisions} decisions within {Patience.TotalSeconds:0} s");
    }
}
