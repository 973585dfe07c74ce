using EdgeConv.Host.Verification;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Benchmarks.Races;

/// <summary>A loaded network in one engine, with one input and one output.</summary>
internal interface INetworkContender : IContender
{
    /// <summary>The bytes of the input.</summary>
    Span<byte> Input { get; }

    /// <summary>Fills the input with bytes that are the same in every engine.</summary>
    void FillInput() => BuiltInInput.For(new ModelTensor(0, "", ElementType.UInt8, new Shape(Input.Length), null, null), 1).CopyTo(Input);

    /// <summary>What the output's values are.</summary>
    ElementType OutputType { get; }

    /// <summary>The bytes of the output; valid after a run.</summary>
    ReadOnlySpan<byte> Output { get; }
}
