namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Lines between the steps of <see cref="FramePass_Lines"/>, in a thread's scratch memory.</summary>
internal readonly unsafe struct FrameLines
{
    private const int HalfLines = 2;
    private const int ComponentLines = 3;
    private const int SampleLines = 1 + HalfLines + ComponentLines;
    private const int ValueLines = 3;
    private const int LevelLines = 3;
    private const int Slack = 64;

    private readonly short* _start;
    private readonly int _samples;
    private readonly int _targets;

    public FrameLines(in FramePassArguments a, byte* scratch)
    {
        _start = (short*)scratch;
        (_samples, _targets) = (Samples(in a), Targets(in a));
    }

    /// <summary>Source rows summed, as they lie in memory.</summary>
    public short* Sums => _start;

    /// <summary>Half of what was summed, where two components are still to be told apart.</summary>
    public short* Half(int index) => _start + (1 + index) * _samples;

    /// <summary>A component's summed samples.</summary>
    public short* Component(int line) => _start + (1 + HalfLines + line) * _samples;

    /// <summary>Where what nobody looks at goes.</summary>
    public short* Unused => Sums;

    /// <summary>A component's values on the grid.</summary>
    public short* Values(int component) => _start + SampleLines * _samples + component * _targets;

    /// <summary>A channel's levels.</summary>
    public byte* Levels(int channel) => (byte*)(_start + SampleLines * _samples + ValueLines * _targets) + channel * _targets;

    /// <summary>Bytes of scratch memory.</summary>
    public static int Bytes(in FramePassArguments a) => SampleLines * Samples(in a) * sizeof(short) + Targets(in a) * (ValueLines * sizeof(short) + LevelLines);

    private static int Targets(in FramePassArguments a) => Padded(a.Columns);

    private static int Samples(in FramePassArguments a)
    {
        var most = 0;
        for (var plane = 0; plane < a.PlaneCount; plane++)
            most = Math.Max(most, a.PlaneWindows[plane].Bytes);
        return Padded(most);
    }

    // Lines begin at multiples of 64 bytes.
    private static int Padded(int count) => (count + Slack + Slack - 1) / Slack * Slack;
}
