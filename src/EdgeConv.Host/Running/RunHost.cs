using System.Globalization;
using EdgeConv.Devices.Cameras.Names;
using EdgeConv.Host.Classification;
using EdgeConv.Host.Commands;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Service;
using EdgeConv.Host.Sinks;
using EdgeConv.Planning;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Running;

/// <summary>A camera, a model and sinks, from start to end: what <c>edgeconv run</c> does.</summary>
internal sealed class RunHost : IDisposable
{
    private readonly IJournal _journal;
    private readonly FrameMailbox _mailbox = new();
    private readonly CaptureCounters _captured = new();
    private readonly JudgeCounters _judged = new();
    private readonly Plan _plan;
    private readonly ClassifierScorer? _scorer;
    private readonly Plan? _checkPlan;
    private readonly PictureCheck? _check;
    private readonly CaptureLoop _capture;
    private readonly Judge _judge;
    private readonly SinkGroup? _sinks;

    /// <summary>Loads the model and starts the sinks; the camera is opened when it runs.</summary>
    /// <param name="settings">What to run.</param>
    /// <param name="standardOutput">Opens the stream of text or JSON.</param>
    /// <param name="journal">Where problems are told.</param>
    public RunHost(RunSettings settings, Func<Stream> standardOutput, IJournal journal)
    {
        _journal = journal;
        var source = CameraNames.Parse(settings.Camera);
        _plan = Planner.Plan(ModelFile.Load(settings.Model));
        try
        {
            var classifier = new ImageClassifier(_plan, OptionsOf(settings));
            _scorer = new ClassifierScorer(classifier);
            var rules = RuleBinding.Bind(settings.Rules, classifier.Labels, classifier.ClassCount);
            Notes.Tell(classifier.Mapping, classifier.Labels, classifier.ClassCount);
            if (settings is { Model: not null, CheckEvery: { } every })
            {
                _checkPlan = Planner.Plan(ModelFile.Load(null));
                var check = new ImageClassifier(_checkPlan, OptionsOf(settings) with { Labels = null });
                _check = new PictureCheck(new ClassifierScorer(check), ConditionOf("picture"), every);
            }

            var options = new JudgeOptions(Math.Min(settings.Top, classifier.ClassCount), settings.Threshold, settings.SmoothedFrames, rules);
            var names = new DecisionNames(classifier.Labels, [.. settings.Rules.Select(rule => rule.Name)]);
            _sinks = new SinkGroup([.. SinksOf(settings, names, standardOutput).Select(sink => new SinkRunner(sink, ConditionOf(sink.Name), () => new Decisions.Decision(options.Top, rules.Length)))]);
            _judge = new Judge(_mailbox, _scorer, options, _judged, ConditionOf("model"), _sinks, _check);
            _capture = new CaptureLoop(source, _mailbox, _captured, ConditionOf("camera"), CaptureTimes.Default);
        }
        catch
        {
            // A configuration that is read again may be refused any number of times.
            Dispose();
            throw;
        }
    }

    /// <summary>Runs until it is asked to stop, or the source has ended.</summary>
    /// <param name="notifier">Is told how it is.</param>
    /// <param name="stop">Asks it to stop.</param>
    public void Run(SystemdNotifier notifier, CancellationToken stop)
    {
        using var caretaker = new Caretaker(notifier, _judged);
        var capture = new Thread(() => _capture.Run(stop)) { IsBackground = true, Name = "camera" };
        capture.Start();
        _judge.Run(stop);
        capture.Join();
    }

    /// <summary>What became of all frames, in one line.</summary>
    public string Summary() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_captured.Captured} frames captured, {_captured.Lost} lost, {_captured.Damaged} damaged; {_judged.Judged} decided on, {_mailbox.Overwritten} passed over for newer ones, {_judged.Refused} unreadable; "
        + $"from sensor to decision {Milliseconds(0.5)} / {Milliseconds(0.95)} / {Milliseconds(0.99)} ms (50 %, 95 %, 99 %)");

    /// <summary>Lets sinks write what they were told last, and returns all memory.</summary>
    public void Dispose()
    {
        _sinks?.Dispose();
        _check?.Dispose();
        _checkPlan?.Dispose();
        _scorer?.Dispose();
        _plan.Dispose();
        _mailbox.Dispose();
    }

    private static ClassifierOptions OptionsOf(RunSettings settings) => new()
    {
        Labels = settings.Labels is { } labels ? LabelList.Load(labels) : null,
        Fit = settings.Fit,
        Filter = settings.Filter,
        Orientation = FrameOrientation.Of(settings.Rotate, settings.Mirror),
    };

    private static IEnumerable<ISink> SinksOf(RunSettings settings, DecisionNames names, Func<Stream> standardOutput)
    {
        if (settings.Output == OutputKind.Text)
            yield return new TextSink(standardOutput(), names, settings.Pace);
        if (settings.Output == OutputKind.Json)
            yield return new JsonLinesSink(standardOutput(), names, settings.Pace);
    }

    private Condition ConditionOf(string part) => new(part, _journal, TimeProvider.System);

    private string Milliseconds(double share) => (_judged.Latency.Percentile(share) / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
