using System.Collections.Immutable;
using EdgeConv.Devices.Displays;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Host.Configuration;

/// <summary>All that <c>edgeconv run</c> is told: by a file, and by the command line, which prevails.</summary>
internal sealed record RunSettings
{
    /// <summary>The defaults of every setting.</summary>
    public static RunSettings Default { get; } = new();

    /// <summary>The camera's name (<see cref="Devices.Cameras.Names.CameraNames"/>).</summary>
    public string Camera { get; init; } = "/dev/video0";

    /// <summary>How far frames are turned clockwise, in degrees.</summary>
    public int Rotate { get; init; }

    /// <summary>Whether left and right change places.</summary>
    public bool Mirror { get; init; }

    /// <summary>What happens to frames whose sides have another ratio than the model's input.</summary>
    public FitMode Fit { get; init; } = FitMode.Crop;

    /// <summary>How frames are scaled.</summary>
    public ResizeFilter Filter { get; init; } = ResizeFilter.Area;

    /// <summary>The model file; null: the built-in camera check.</summary>
    public string? Model { get; init; }

    /// <summary>The label file; null: the model's own labels.</summary>
    public string? Labels { get; init; }

    /// <summary>The most classes that are named.</summary>
    public int Top { get; init; } = 3;

    /// <summary>Classes with a lower score are not named.</summary>
    public float Threshold { get; init; } = 0.1f;

    /// <summary>Scores are means of so many frames.</summary>
    public int SmoothedFrames { get; init; } = 1;

    /// <summary>How often the camera check looks whether the picture is usable, beside the model; null: never.</summary>
    public TimeSpan? CheckEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The rules.</summary>
    public ImmutableArray<RuleSettings> Rules { get; init; } = [];

    /// <summary>Where decisions are published; null: nowhere.</summary>
    public MqttSettings? Mqtt { get; init; }

    /// <summary>The display that shows decisions; null: none.</summary>
    public DisplayPlace? Display { get; init; }

    /// <summary>What goes to standard output.</summary>
    public OutputKind Output { get; init; } = OutputKind.Text;

    /// <summary>Which decisions go there.</summary>
    public DecisionPace Pace { get; init; } = DecisionPace.Changes;

    /// <summary>The web page and what else is served; null: nothing is.</summary>
    public WebSettings? Web { get; init; }
}
