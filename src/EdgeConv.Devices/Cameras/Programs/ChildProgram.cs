using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using EdgeConv.Devices.Cameras.Streams;
using EdgeConv.Devices.Interop;

namespace EdgeConv.Devices.Cameras.Programs;

/// <summary>A program that writes frames to its standard output. It is stopped and reaped when disposed of; if we are killed, its next write fails and it ends by itself.</summary>
internal sealed class ChildProgram : IDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly PipeStream _output;
    private readonly PipeStream _error;

    private ChildProgram(Process process, string name)
    {
        _process = process;
        Name = name;
        _output = Pipe(process.StandardOutput);
        _error = Pipe(process.StandardError);
        Words = new LastWords((int)_error.SafePipeHandle.DangerousGetHandle());
    }

    /// <summary>The program's name.</summary>
    public string Name { get; }

    /// <summary>Its standard output.</summary>
    public int Descriptor => (int)_output.SafePipeHandle.DangerousGetHandle();

    /// <summary>The last of what it said.</summary>
    public LastWords Words { get; }

    /// <summary>Starts a program. No shell sees the arguments.</summary>
    /// <param name="camera">What the camera is called in messages.</param>
    /// <param name="program">The program's file, or its name if it is to be looked for on PATH.</param>
    /// <param name="arguments">One each.</param>
    /// <param name="cure">What to do if there is no such program, a sentence.</param>
    /// <exception cref="CameraException">It cannot be started.</exception>
    public static ChildProgram Start(string camera, string program, IEnumerable<string> arguments, string cure)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new ChildProgram(process, Path.GetFileName(program));
        }
        catch (Win32Exception problem)
        {
            throw new CameraException(
                problem.NativeErrorCode == Errno.NoEntry
                    ? $"{camera}: the program {program} is not installed. {cure}"
                    : $"{camera}: the program {program} cannot be started: {problem.Message}.",
                problem);
        }
    }

    /// <summary>Its output has ended: waits a little for the program to end too.</summary>
    /// <returns>Its exit code.</returns>
    public int WaitForEnd()
    {
        var deadline = new Deadline(EndPatience, CancellationToken.None);
        Words.TakeRest(deadline);
        if (!_process.WaitForExit(EndPatience))
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit(EndPatience);
        return _process.HasExited ? _process.ExitCode : -1;
    }

    /// <summary>The message for an end that is none.</summary>
    /// <param name="camera">What the camera is called in messages.</param>
    /// <param name="exitCode">What the program answered.</param>
    /// <param name="secret">What stands for the camera in the program's words and must not be repeated: an address with a password.</param>
    public CameraException Failure(string camera, int exitCode, string secret)
    {
        var words = AddressSecrets.Hide(Words.Summary.Replace(secret, camera, StringComparison.Ordinal));
        return new CameraException($"{camera}: {Name} ended with exit code {exitCode}{(words.Length == 0 ? " and said nothing." : $": {words}")}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit(EndPatience);
        _output.Dispose();
        _error.Dispose();
        _process.Dispose();
    }

    private static PipeStream Pipe(StreamReader reader) =>
        reader.BaseStream as PipeStream ?? throw new PlatformNotSupportedException("Redirected output is no pipe on this system.");
}
