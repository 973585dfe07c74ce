namespace EdgeConv.Tests.Host.Web;

/// <summary>The program with the model of three colours and a camera that shows red, served on this machine; for all tests of a class.</summary>
public sealed class ColourCamera : IDisposable
{
    public const int Side = 8;
    public const string Source = "raw:rgb24:8x8:-";

    public ColourCamera()
    {
        Place = new Workplace();
        Program = new WebProgram([Frame(0)], TimeSpan.FromMilliseconds(20), "--camera", Source, "--model", Place.Model, "--web", "127.0.0.1:0");
    }

    internal Workplace Place { get; }

    internal WebProgram Program { get; }

    /// <summary>A frame of one colour: 0 red, 1 green, 2 blue.</summary>
    public static byte[] Frame(int channel)
    {
        var frame = new byte[Side * Side * 3];
        for (var i = channel; i < frame.Length; i += 3)
            frame[i] = 255;
        return frame;
    }

    public void Dispose()
    {
        Program.Dispose();
        Place.Dispose();
    }
}
