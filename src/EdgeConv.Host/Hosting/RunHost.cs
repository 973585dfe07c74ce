using System.Globalization;
using EdgeConv.Devices.Cameras.Names;
using EdgeConv.Devices.Displays;
using EdgeConv.Devices.Gpio;
using EdgeConv.Host.Classification;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Exchange;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Files;
using EdgeConv.Host.Mqtt;
using EdgeConv.Host.Running;
using EdgeConv.Host.Service;
using EdgeConv.Host.Sinks;
using EdgeConv.Host.Web;
using EdgeConv.Host.Web.Live;
using EdgeConv.Planning;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Hosting;

/// <summary>A camera, a model and sinks, from start to end: what <c>edgeconv run</c> does.</summary>
internal sealed class RunHost : IDisposable
{
    private readonly IJournal _journal;
    private readonly JudgeCounters _judged = new();
    private readonly Plan? _plan;
    private readonly ClassifierScorer? _scorer;
    private readonly Plan? _checkPlan;
    private readonly PictureCheck? _check;
    private readonly Judge _judge;
    private readonly SinkGroup? _sinks;
    private readonly PictureDesk? _pictures;
    private readonly List<Condition> _conditions = [];
    private bool _ownsCamera;

    /// <summary>Loads the model and starts the sinks; the camera is opened when it runs.</summary>
    /// <param name="settings">What to run.</param>
    /// <param name="standardOutput">Opens the stream of text or JSON.</param>
    /// <param name="journal">Where problems are told.</param>
    /// <param name="origin">Where the model comes from; null: from the settings.</param>
    /// <param name="live">Those who may watch it; null: nobody can.</param>
    /// <param name="running">A camera that is open; it is used where it is the one that is wanted.</param>
    public RunHost(RunSettings settings, Func<Stream> standardOutput, IJournal journal, ModelOrigin? origin = null, LiveFeed? live = null, CameraFeed? running = null)
    {
        _journal = journal;
        _ownsCamera = running?.Name != settings.Camera;
        Camera = _ownsCamera ? new CameraFeed(settings.Camera, CameraNames.Parse(settings.Camera), journal) : running!;
        _conditions.Add(Camera.Condition);
        try
        {
            origin ??= new ModelOrigin(settings.Model);
            var model = ModelFile.Read(settings.Model);
            ModelFacts.Require(model, origin);
            _plan = Planner.Plan(model.Model);
            var classifier = new ImageClassifier(_plan, OptionsOf(settings));
            var layers = new LayerTimes(_plan, () => live is { Viewers.Count: > 0 });
            _scorer = new ClassifierScorer(classifier, layers);
            var rules = RuleBinding.Bind(settings.Rules, classifier.Labels, classifier.ClassCount);
            foreach (var note in Notes.Of(classifier.Mapping, classifier.Labels, classifier.ClassCount))
                journal.Note($"note: {note}");
            if (settings is { Model: not null, CheckEvery: { } every })
            {
                _checkPlan = Planner.Plan(ModelFile.Load(null));
                var check = new ImageClassifier(_checkPlan, OptionsOf(settings) with { Labels = null });
                _check = new PictureCheck(new ClassifierScorer(check), ConditionOf("picture"), every);
            }

            var options = new JudgeOptions(Math.Min(settings.Top, classifier.ClassCount), settings.Threshold, settings.SmoothedFrames, rules) { BlindAfter = Camera.Stall };
            var names = new DecisionNames(classifier.Labels, [.. settings.Rules.Select(rule => rule.Name)]);
            var latest = new LatestDecision(NewDecision());
            ISink[] sinks = [.. SinksOf(settings, names, standardOutput), .. settings.Web is null || live is null ? Array.Empty<ISink>() : [new LiveSink(latest, live, names)]];
            _sinks = new SinkGroup([.. sinks.Select(sink => new SinkRunner(sink, ConditionOf(sink.Name), NewDecision))]);
            _judge = new Judge(Camera.Mailbox, _scorer, options, _judged, ConditionOf("model"), _sinks, _check, settings.Web is null ? null : live?.Frames);
            _pictures = new PictureDesk(classifier);
            if (settings.Web is not null && live is not null)
                _conditions.Add(live.Condition);
            var facts = ModelFacts.Of(classifier, model, origin);
            View = new RunView(
                settings,
                names,
                facts,
                Camera.Counters,
                Camera.Mailbox,
                Camera.Stall,
                _judged,
                [.. _conditions],
                _sinks.Sinks,
                latest,
                layers,
                _pictures,
                DateTimeOffset.UtcNow,
                MonotonicClock.Now);

            Decisions.Decision NewDecision() => new(options.Top, rules.Length);
        }
        catch
        {
            // A configuration that is read again may be refused any number of times.
            Dispose();
            throw;
        }
    }

    /// <summary>The camera.</summary>
    public CameraFeed Camera { get; }

    /// <summary>What it shows of itself.</summary>
    public RunView View { get; }

    /// <summary>Goes on with the camera and the counts of the run before, which has ended, where the camera is the same.</summary>
    public void Continue(RunHost before)
    {
        if (before.Camera != Camera)
            return;
        (before._ownsCamera, _ownsCamera) = (false, before._ownsCamera);
        _judged.Continue(before._judged);
    }

    /// <summary>Runs until it is asked to stop, the source has ended, or nobody is left to be told.</summary>
    /// <param name="notifier">Is told how it is.</param>
    /// <param name="stop">Asks it to stop.</param>
    public void Run(SystemdNotifier notifier, CancellationToken stop)
    {
        _sinks!.Start(stop);
        using var caretaker = new Caretaker(notifier, _judged, Camera.Interval);
        Camera.Start();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, _sinks.AllClosed);
        _judge.Run(end.Token);
        // Before anything else is done or said: what they leave behind is to be as it should, whatever the rest takes.
        _sinks.Dispose();
    }

    /// <summary>What became of all frames, in one line.</summary>
    public string Summary() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Camera.Counters.Captured} frames captured, {Camera.Counters.Lost} lost, {Camera.Counters.Damaged} damaged; {_judged.Judged} decided on, {Camera.Mailbox.Overwritten} passed over for newer ones, {_judged.Refused} unreadable; "
        + $"from sensor to decision {Milliseconds(0.5)} / {Milliseconds(0.95)} / {Milliseconds(0.99)} ms (50 %, 95 %, 99 %)");

    /// <summary>Lets sinks write what they were told last, and returns all memory.</summary>
    public void Dispose()
    {
        _sinks?.Dispose();
        _pictures?.Dispose();
        _check?.Dispose();
        _checkPlan?.Dispose();
        _scorer?.Dispose();
        _plan?.Dispose();
        if (_ownsCamera)
            Camera.Dispose();
    }

    private static ClassifierOptions OptionsOf(RunSettings settings) => new()
    {
        Labels = settings.Labels is { } labels ? LabelList.Load(labels) : null,
        Fit = settings.Fit,
        Filter = settings.Filter,
        Orientation = FrameOrientation.Of(settings.Rotate, settings.Mirror),
    };

    private IEnumerable<ISink> SinksOf(RunSettings settings, DecisionNames names, Func<Stream> standardOutput)
    {
        if (settings.Output == OutputKind.Text)
            yield return new TextSink(standardOutput(), names, settings.Pace);
        if (settings.Output == OutputKind.Json)
            yield return new JsonLinesSink(standardOutput(), names, settings.Pace);
        if (settings.Rules.Any(rule => !rule.Lines.IsEmpty))
            yield return new GpioSink(OutputLines.Open(_journal.Note), settings.Rules, TimeProvider.System);
        if (settings.Display is { } place)
            yield return new DisplaySink(place.Columns, place.Rows, () => TextDisplays.Open(place, _journal.Note), names, TimeProvider.System);
        if (settings.Mqtt is { } mqtt)
            yield return new MqttSink(mqtt, names, TimeProvider.System);
    }

    private Condition ConditionOf(string part)
    {
        var condition = new Condition(part, _journal, TimeProvider.System);
        _conditions.Add(condition);
        return condition;
    }

    private string Milliseconds(double share) => (_judged.Latency.Percentile(share) / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
