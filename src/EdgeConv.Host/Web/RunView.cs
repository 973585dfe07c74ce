using System.Collections.Immutable;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Exchange;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Running;
using EdgeConv.Host.Sinks;
using EdgeConv.Host.Web.Live;

namespace EdgeConv.Host.Web;

/// <summary>What a run shows of itself. Whatever is in it may be read by any thread, and still after the run has ended.</summary>
/// <param name="Settings">What runs.</param>
/// <param name="Names">What classes and rules are called.</param>
/// <param name="Model">What can be said of the model.</param>
/// <param name="Captured">Frames from the camera.</param>
/// <param name="Mailbox">Frames between the camera and the model.</param>
/// <param name="Stall">Without a frame for so long something is wrong with the camera.</param>
/// <param name="Judged">Frames the model has looked at.</param>
/// <param name="Conditions">What works and what does not.</param>
/// <param name="Sinks">Where decisions go.</param>
/// <param name="Latest">The newest decision.</param>
/// <param name="Layers">How long each layer takes.</param>
/// <param name="Pictures">Classifies single pictures; refuses once the run has ended.</param>
/// <param name="StartedAt">When it began, by the system's clock, which may be set anew any time.</param>
/// <param name="Began">When it began, in nanoseconds of the monotonic clock.</param>
internal sealed record RunView(
    RunSettings Settings,
    DecisionNames Names,
    ModelFacts Model,
    CaptureCounters Captured,
    FrameMailbox Mailbox,
    TimeSpan Stall,
    JudgeCounters Judged,
    ImmutableArray<Condition> Conditions,
    ImmutableArray<SinkRunner> Sinks,
    LatestDecision Latest,
    LayerTimes Layers,
    PictureDesk Pictures,
    DateTimeOffset StartedAt,
    long Began);
