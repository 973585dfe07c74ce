using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Running;

/// <summary>Who wants to see the frames that decisions are made of. Must not wait: the next frame does not.</summary>
internal interface IFrameWitness
{
    /// <summary>Shows a frame, which is valid until this returns.</summary>
    void See(Frame frame);
}
