using System.IO.Pipes;
using EdgeConv.Devices.Cameras.Streams;

namespace EdgeConv.Tests.Devices.Cameras.Streams;

public class LastWordsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(8180)]
    [InlineData(8192)]
    [InlineData(30_000)]
    public void All_that_has_been_said_is_taken_wherever_the_memory_ends(int before)
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        using var program = new AnonymousPipeClientStream(PipeDirection.Out, pipe.ClientSafePipeHandle);
        program.Write([.. Enumerable.Repeat((byte)'x', before), .. "\nsize 768\n"u8]);
        var words = new LastWords((int)pipe.SafePipeHandle.DangerousGetHandle());
        words.TakeAll();
        Assert.EndsWith("\nsize 768\n", words.Text, StringComparison.Ordinal);
        words.TakeAll();
        Assert.EndsWith("\nsize 768\n", words.Text, StringComparison.Ordinal);
    }
}
