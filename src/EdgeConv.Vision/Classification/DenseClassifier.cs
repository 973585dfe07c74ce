using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Planning.Dense;

namespace EdgeConv.Vision.Classification;

/// <summary>
/// A classifier that looks at every place of a larger picture in one pass (<see cref="DenseHead"/>). Each place of the map is what the plain classifier
/// sees in the native-sized window there, but that convolutions at a window's border see the picture around it instead of padding.
/// </summary>
public sealed class DenseClassifier : IDisposable
{
    private readonly ClassifierOptions _options;
    private readonly DenseModel _dense;
    private (int Height, int Width) _frame;
    private Plan? _plan;
    private ImageClassifier? _classifier;

    /// <summary>Rewrites a classifier.</summary>
    /// <exception cref="PlanException">The model cannot run densely; the message says why.</exception>
    public DenseClassifier(Model model, ClassifierOptions? options = null)
    {
        _options = options ?? ClassifierOptions.Default;
        _dense = DenseHead.Rewrite(model);
    }

    /// <summary>The frame that was run last, in picture rows and columns.</summary>
    public (int Height, int Width) Frame => _frame;

    /// <summary>How pictures become input values; null before the first.</summary>
    public PixelMapping? Mapping => _classifier?.Mapping;

    /// <summary>Picture rows and columns from one place of the map to the next.</summary>
    public (int Height, int Width) Stride => (_dense.StrideHeight, _dense.StrideWidth);

    /// <summary>Picture rows and columns one place of the map looks at.</summary>
    public (int Height, int Width) Native => (_dense.NativeHeight, _dense.NativeWidth);

    /// <summary>
    /// Scores a picture. Its middle is cropped to the largest frame on the grid of <see cref="Stride"/>; a picture smaller than
    /// <see cref="Native"/> is enlarged to it. A new frame size is planned once, then kept.
    /// </summary>
    /// <exception cref="PlanException">The picture is too large for the memory allowed.</exception>
    public DenseMap Classify(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var classifier = Prepare(_dense.FrameWithin(picture.Height, picture.Width));
        if (picture.Width > _frame.Width || picture.Height > _frame.Height)
        {
            var (width, height) = (Math.Min(picture.Width, _frame.Width), Math.Min(picture.Height, _frame.Height));
            picture = picture.Crop((picture.Width - width) / 2, (picture.Height - height) / 2, width, height);
        }

        classifier.Fill(picture);
        classifier.Run();
        var output = classifier.Plan.Model.Tensors[classifier.Plan.Model.Outputs[0]].Shape;
        return new DenseMap(output[1], output[2], output[3], classifier.Scores().ToArray(), classifier.Labels);
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        _classifier?.Dispose();
        _plan?.Dispose();
    }

    private ImageClassifier Prepare((int Height, int Width) frame)
    {
        if (_classifier is not null && frame == _frame)
            return _classifier;
        Dispose();
        var channels = _dense.Model.Tensors[_dense.Model.Inputs[0]].Shape[3];
        _plan = Planner.Plan(_dense.Model, new PlanOptions { InputShape = new Tensors.Shape(1, frame.Height, frame.Width, channels) });
        _classifier = ImageClassifier.ForMap(_plan, _options);
        _frame = frame;
        return _classifier;
    }
}
