using EdgeConv.Devices.Cameras.Streams;

namespace EdgeConv.Devices.Cameras.Programs;

/// <summary>Opens cameras that are programs.</summary>
internal static class ProgramCamera
{
    /// <summary>Opens a camera on a running program, which is stopped if that fails, and else when the camera is disposed of.</summary>
    /// <param name="name">What the camera is called in messages.</param>
    /// <param name="program">The program.</param>
    /// <param name="secret">What stands for the camera in the program's words, if that must not be repeated in messages; else its name.</param>
    /// <param name="patience">How long its first bytes may take.</param>
    /// <param name="endIsProper">Whether its end with exit code 0 is the end of a file.</param>
    /// <param name="open">Finds the parser for what it writes.</param>
    /// <param name="stop">Ends the wait for its first bytes.</param>
    /// <exception cref="CameraException">Nothing came, or not what was expected.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static ICamera Open(string name, ChildProgram program, string secret, TimeSpan patience, bool endIsProper, Func<ByteStream, StreamOpening, IFrameParser> open, CancellationToken stop)
    {
        var stream = new ByteStream(program.Descriptor, name, program.Words);
        try
        {
            var parser = open(stream, new StreamOpening(stream, name, patience, AtEnd, stop));
            stream.Reserve(parser.WindowBytes);
            return new StreamCamera(name, stream, parser, 0, AtEnd, program.Dispose);
        }
        catch
        {
            stream.Dispose();
            program.Dispose();
            throw;
        }

        void AtEnd()
        {
            var exitCode = program.WaitForEnd();
            if (exitCode != 0 || !endIsProper)
                throw program.Failure(name, exitCode, secret);
        }
    }
}
