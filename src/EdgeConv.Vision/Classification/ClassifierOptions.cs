using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Vision.Classification;

/// <summary>What a caller may settle about a classifier; each has a default that fits most models.</summary>
public sealed record ClassifierOptions
{
    /// <summary>The defaults.</summary>
    public static ClassifierOptions Default { get; } = new();

    /// <summary>What the classes are called; null means by the model's metadata.</summary>
    public LabelList? Labels { get; init; }

    /// <summary>How pixels become input values.</summary>
    public PixelScaling Scaling { get; init; } = PixelScaling.Auto;

    /// <summary>The order of the model's three channels; a model of one channel is always grey.</summary>
    public ChannelOrder Order { get; init; } = ChannelOrder.Rgb;

    /// <summary>What happens to a picture whose sides have another ratio than the model's input.</summary>
    public FitMode Fit { get; init; } = FitMode.Crop;

    /// <summary>The middle part of the picture that is looked at, as a share of each side, above 0 and at most 1; ImageNet models are commonly evaluated at 0.875.</summary>
    public double CentralShare { get; init; } = 1;

    /// <summary>How a picture is scaled.</summary>
    public ResizeFilter Filter { get; init; } = ResizeFilter.Area;

    /// <summary>How camera frames stand (<see cref="Frames.FrameOrientation"/>); pictures in files say it themselves.</summary>
    public PictureOrientation Orientation { get; init; } = PictureOrientation.TopLeft;
}
