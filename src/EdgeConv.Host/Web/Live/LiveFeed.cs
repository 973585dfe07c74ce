using EdgeConv.Host.Failures;
using EdgeConv.Host.Running;
using EdgeConv.Vision;

namespace EdgeConv.Host.Web.Live;

/// <summary>What runs give to those who watch them, one run after another: pictures, decisions, states. While nobody watches nothing is made.</summary>
internal sealed class LiveFeed : IDisposable
{
    private static readonly TimeSpan BetweenPictures = TimeSpan.FromMilliseconds(90);

    private readonly FrameTap _tap;
    private readonly PicturePress _press;

    /// <summary>Makes ready.</summary>
    /// <param name="condition">Whether pictures can be made.</param>
    public LiveFeed(Condition condition)
    {
        Condition = condition;
        _tap = new FrameTap(PictureViewers, BetweenPictures);
        _press = new PicturePress(_tap, Pictures, condition);
    }

    /// <summary>Whether pictures can be made.</summary>
    public Condition Condition { get; }

    /// <summary>Those who want decisions and states.</summary>
    public Audience Viewers { get; } = new();

    /// <summary>Those who want the camera's picture.</summary>
    public Audience PictureViewers { get; } = new();

    /// <summary>JPEG files.</summary>
    public Newest Pictures { get; } = new();

    /// <summary>Decisions as JSON.</summary>
    public Newest Decisions { get; } = new();

    /// <summary>States as JSON.</summary>
    public Newest States { get; } = new();

    /// <summary>Where a run shows its frames.</summary>
    public IFrameWitness Frames => _tap;

    /// <summary>Why there are no pictures; null while there are.</summary>
    public string? PictureProblem => _press.Problem;

    /// <summary>Says how frames stand from now on.</summary>
    public void Turn(PictureOrientation orientation) => _press.Orientation = orientation;

    /// <summary>Returns the memory; no run may show frames any more.</summary>
    public void Dispose()
    {
        _press.Dispose();
        _tap.Dispose();
    }
}
