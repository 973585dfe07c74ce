namespace EdgeConv.Benchmarks.Peers;

/// <summary>A loaded network in one engine.</summary>
internal interface IContender : IDisposable
{
    /// <summary>The engine, its version, and which of its kernels run where it tells.</summary>
    string Name { get; }

    /// <summary>The bytes of the input.</summary>
    Span<byte> Input { get; }

    /// <summary>The bytes of the output; valid after <see cref="Run"/>.</summary>
    ReadOnlySpan<byte> Output { get; }

    /// <summary>Computes the output.</summary>
    void Run();
}
