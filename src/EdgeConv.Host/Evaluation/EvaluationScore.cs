using System.Collections.Concurrent;
using System.Diagnostics;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Evaluation;

/// <summary>Counts right and wrong answers; threads may add side by side.</summary>
internal sealed class EvaluationScore
{
    private const int MostConfusions = 10;

    private readonly ConcurrentDictionary<(int Truth, int Taken), int> _confusions = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _images;
    private int _skipped;
    private int _top1;
    private int _top5;

    /// <summary>Pictures looked at so far, unreadable ones included.</summary>
    public int Done => Volatile.Read(ref _images) + Volatile.Read(ref _skipped);

    /// <summary>The share of right answers so far.</summary>
    public double Top1 => _images == 0 ? 0 : (double)_top1 / _images;

    /// <summary>Counts a picture that could not be read.</summary>
    public void Skip() => Interlocked.Increment(ref _skipped);

    /// <summary>Counts an answer.</summary>
    public void Add(int truth, ImageClassification answer)
    {
        Interlocked.Increment(ref _images);
        if (answer.Best.Index == truth)
            Interlocked.Increment(ref _top1);
        else
            _confusions.AddOrUpdate((truth, answer.Best.Index), 1, (_, count) => count + 1);
        if (answer.Predictions.Any(prediction => prediction.Index == truth))
            Interlocked.Increment(ref _top5);
    }

    /// <summary>The result.</summary>
    public EvaluateReport Report(string model, LabelList labels, int threads) => new(
        model,
        _images,
        _skipped,
        Top1,
        _images == 0 ? 0 : (double)_top5 / _images,
        Math.Round(_images / Stopwatch.GetElapsedTime(_started).TotalSeconds, 2),
        threads,
        [.. _confusions.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MostConfusions)
            .Select(pair => new ConfusionReport(labels[pair.Key.Truth], labels[pair.Key.Taken], pair.Value))]);
}
