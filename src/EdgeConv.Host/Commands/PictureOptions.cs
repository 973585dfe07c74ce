using System.CommandLine;
using System.Globalization;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Host.Commands;

/// <summary>The options of every command that feeds pictures to a model.</summary>
internal sealed class PictureOptions
{
    private readonly Option<string?> _labels = new("--labels", "-l")
    {
        Description = "Text file with one label a line. Default: the labels packed in the model, else class numbers.",
        HelpName = "FILE",
    };

    private readonly Option<string> _scaling = new("--scaling")
    {
        Description = "How pixels (0 to 255) become input values: auto (the model's metadata, else its quantization, else 0 to 1), raw (bytes as they are), "
            + "unit (0 to 1), symmetric (-1 to 1), imagenet, or MEAN,STD as in 127.5,127.5.",
        HelpName = "HOW",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<string> _order = new("--order") { Description = "The order of the model's three channels: rgb, or bgr as models from Caffe and OpenCV have it.", DefaultValueFactory = _ => "rgb" };

    private readonly Option<string> _fit = new("--fit")
    {
        Description = "When the picture's sides have another ratio: crop its middle, letterbox it, or stretch it.",
        DefaultValueFactory = _ => "crop",
    };

    private readonly Option<double> _centralShare = new("--central")
    {
        Description = "Look at the middle of the picture only: this share of each side, above 0 and at most 1. ImageNet models are commonly evaluated at 0.875.",
        HelpName = "SHARE",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string> _filter = new("--filter")
    {
        Description = "How pictures are scaled: area (averages), triangle (antialiased bilinear, as Pillow and torchvision), bilinear (no antialiasing), or bilinear-legacy (TensorFlow 1, no half-pixel centres).",
        DefaultValueFactory = _ => "area",
    };

    /// <summary>Puts the options on a command.</summary>
    public PictureOptions(Command command)
    {
        _order.AcceptOnlyFromAmong("rgb", "bgr");
        _fit.AcceptOnlyFromAmong("crop", "letterbox", "stretch");
        _filter.AcceptOnlyFromAmong("area", "triangle", "bilinear", "bilinear-legacy");
        _scaling.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && TryScaling(text) is null)
                result.AddError($"--scaling {text}: give auto, raw, unit, symmetric, imagenet, or MEAN,STD as in 127.5,127.5 (STD not 0).");
        });
        _centralShare.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Number(token.Value) is not (> 0 and <= 1))
                result.AddError($"--central {token.Value}: give a number above 0 and at most 1, as in 0.875.");
        });
        foreach (var option in new Option[] { _labels, _scaling, _order, _fit, _centralShare, _filter })
            command.Options.Add(option);
    }

    /// <summary>What the user chose.</summary>
    public ClassifierOptions Read(ParseResult result) => new()
    {
        Labels = result.GetValue(_labels) is { } path ? LabelList.Load(path) : null,
        Scaling = TryScaling(result.GetValue(_scaling)!)!,
        Order = result.GetValue(_order) == "bgr" ? ChannelOrder.Bgr : ChannelOrder.Rgb,
        Fit = result.GetValue(_fit) switch { "letterbox" => FitMode.Letterbox, "stretch" => FitMode.Stretch, _ => FitMode.Crop },
        CentralShare = result.GetValue(_centralShare),
        Filter = result.GetValue(_filter) switch { "triangle" => ResizeFilter.Triangle, "bilinear" => ResizeFilter.Bilinear, "bilinear-legacy" => ResizeFilter.BilinearLegacy, _ => ResizeFilter.Area },
    };

    private static PixelScaling? TryScaling(string text) => text switch
    {
        "auto" => PixelScaling.Auto,
        "raw" => PixelScaling.Raw,
        "unit" => PixelScaling.By(InputNormalization.ZeroToOne),
        "symmetric" => PixelScaling.By(InputNormalization.MinusOneToOne),
        "imagenet" => PixelScaling.By(InputNormalization.ImageNet),
        _ => text.Split(',') is [var mean, var deviation] && Number(mean) is { } m && Number(deviation) is { } d && d != 0
            ? PixelScaling.By(new InputNormalization(m, d))
            : null,
    };

    private static float? Number(string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value) ? value : null;
}
