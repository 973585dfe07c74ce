using EdgeConv.Execution;
using EdgeConv.Formats.TfLite;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Frames;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Vision.Classification;

/// <summary>
/// A model that says what is in a picture: <c>ImageClassifier.Load("m.tflite").Classify("cat.jpg")</c>. For one thread at a time; <see cref="Fork()"/>
/// gives another on the same weights.
/// </summary>
public sealed class ImageClassifier : IDisposable
{
    private readonly ClassifierOptions _options;
    private readonly ScoreReader _reader;
    private readonly Session _session;
    private readonly bool _ownsPlan;
    private readonly float[] _scores;
    private readonly Picture _fitted;
    private PictureResizer? _resizer;
    private (int Width, int Height) _resizerSource;
    private FramePreprocessor? _preprocessor;

    /// <summary>Makes a classifier of a plan that the caller keeps.</summary>
    /// <exception cref="NotAPictureModelException">The model takes no picture or gives no scores.</exception>
    public ImageClassifier(Plan plan, ClassifierOptions? options = null)
        : this(plan, options ?? ClassifierOptions.Default, ownsPlan: false, mayBeMap: false, session: null)
    {
    }

    private ImageClassifier(Plan plan, ClassifierOptions options, bool ownsPlan, bool mayBeMap, SessionOptions? session)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Plan = plan;
        _options = options;
        _ownsPlan = ownsPlan;
        Mapping = PixelMapping.For(plan.Model, options);
        _reader = new ScoreReader(plan.Model);
        if (_reader.Positions != 1 && !mayBeMap)
            throw new NotAPictureModelException($"The model gives scores for {_reader.Positions} places of a picture, not one answer. Read its raw bytes with `edgeconv infer`.");
        Labels = options.Labels ?? new LabelList(plan.Model.Metadata.Labels);
        _scores = new float[_reader.Positions * _reader.ClassCount];
        _fitted = new Picture(InputWidth, InputHeight);
        _session = new Session(plan, session);
    }

    /// <summary>What runs.</summary>
    public Plan Plan { get; }

    /// <summary>How pictures become input values.</summary>
    public PixelMapping Mapping { get; }

    /// <summary>What the classes are called.</summary>
    public LabelList Labels { get; }

    /// <summary>How many classes the model tells apart.</summary>
    public int ClassCount => _reader.ClassCount;

    /// <summary>The columns of the model's input.</summary>
    public int InputWidth => Plan.Model.Tensors[Plan.Model.Inputs[0]].Shape[2];

    /// <summary>The rows of the model's input.</summary>
    public int InputHeight => Plan.Model.Tensors[Plan.Model.Inputs[0]].Shape[1];

    /// <summary>A classifier whose output may be a map of answers; the caller keeps the plan.</summary>
    internal static ImageClassifier ForMap(Plan plan, ClassifierOptions options) => new(plan, options, ownsPlan: false, mayBeMap: true, session: null);

    /// <summary>Loads a .tflite file.</summary>
    /// <exception cref="ModelFormatException">The file is broken.</exception>
    /// <exception cref="UnsupportedOperatorException">It uses what cannot be run here.</exception>
    /// <exception cref="NotAPictureModelException">It takes no picture or gives no scores.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ImageClassifier Load(string path, ClassifierOptions? options = null)
    {
        var plan = Planner.Plan(TfLiteReader.Load(path));
        try
        {
            return new ImageClassifier(plan, options ?? ClassifierOptions.Default, ownsPlan: true, mayBeMap: false, session: null);
        }
        catch
        {
            plan.Dispose();
            throw;
        }
    }

    /// <summary>Another classifier on the same weights, for another thread; this one must outlive it.</summary>
    public ImageClassifier Fork() => Fork(SessionOptions.Default);

    /// <summary>The same with threads of its choice.</summary>
    /// <param name="session">How many threads it runs on, and whose.</param>
    public ImageClassifier Fork(SessionOptions session) => new(Plan, _options, ownsPlan: false, mayBeMap: true, session);

    /// <summary>Classifies a picture file (JPEG, PNG, BMP, PNM).</summary>
    /// <param name="path">The file.</param>
    /// <param name="top">How many classes to return, the best first.</param>
    /// <exception cref="PictureFormatException">The file is no picture that can be read.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ImageClassification Classify(string path, int top = 5) => Classify(PictureDecoder.Load(path), top);

    /// <summary>Classifies a picture.</summary>
    /// <param name="picture">Of any size.</param>
    /// <param name="top">How many classes to return, the best first.</param>
    public ImageClassification Classify(Picture picture, int top = 5)
    {
        Fill(picture);
        Run();
        return Read(top);
    }

    /// <summary>The first step of <see cref="Classify(Picture, int)"/>: fits the picture and writes the input tensor.</summary>
    public void Fill(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Width != InputWidth || picture.Height != InputHeight)
            picture = Fit(Middle(picture));
        Mapping.Filler.Fill(picture, _session.Input());
    }

    /// <summary>The same for a camera frame, in one pass from its own format (<see cref="FramePreprocessor"/>). Allocates nothing while frames have the same format.</summary>
    /// <param name="frame">Of any format and size; <see cref="ClassifierOptions.CentralShare"/> does not apply.</param>
    /// <exception cref="PictureFormatException">The frame is compressed and damaged.</exception>
    /// <exception cref="ArgumentException">There is no frame.</exception>
    public void Fill(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var format = frame.Format ?? throw new ArgumentException("No frame has been captured yet.", nameof(frame));
        if (!format.Equals(_preprocessor?.Format))
        {
            _preprocessor?.Dispose();
            _preprocessor = null;
            _preprocessor = new FramePreprocessor(format, InputWidth, InputHeight, Mapping.Filler, _options.Fit, _options.Filter, _options.Orientation);
        }

        _preprocessor.Run(frame, _session.Input());
    }

    /// <summary>The second step: runs the network. Allocates nothing.</summary>
    public void Run() => _session.Run();

    /// <summary>The same, telling when each step of the plan begins and ends; the output has the same bytes.</summary>
    /// <param name="listener">Is told on the calling thread.</param>
    public void Run(IStepListener listener) => _session.Run(listener);

    /// <summary>The last step: the best classes of the run before.</summary>
    public ImageClassification Read(int top = 5) => ImageClassification.From(Scores()[..ClassCount], Labels, top);

    /// <summary>The bytes of the model's output after a run, as the model's type has them; valid until the next.</summary>
    public ReadOnlySpan<byte> Output => _session.Output();

    /// <summary>All probabilities of the run before, one a class; valid until the next call.</summary>
    public ReadOnlySpan<float> Scores()
    {
        _reader.Read(_session.Output(), _scores);
        return _scores;
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        _preprocessor?.Dispose();
        _session.Dispose();
        if (_ownsPlan)
            Plan.Dispose();
    }

    private Picture Middle(Picture picture)
    {
        if (_options.CentralShare == 1)
            return picture;
        var width = Math.Max(1, (int)Math.Round(picture.Width * _options.CentralShare));
        var height = Math.Max(1, (int)Math.Round(picture.Height * _options.CentralShare));
        return picture.Crop((picture.Width - width) / 2, (picture.Height - height) / 2, width, height);
    }

    private Picture Fit(Picture picture)
    {
        if (_resizer is null || _resizerSource != (picture.Width, picture.Height))
        {
            _resizer = new PictureResizer(picture.Width, picture.Height, InputWidth, InputHeight, _options.Fit, _options.Filter);
            _resizerSource = (picture.Width, picture.Height);
        }

        _resizer.Resize(picture, _fitted);
        return _fitted;
    }
}
