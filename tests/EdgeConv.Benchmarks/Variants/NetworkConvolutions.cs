using System.Collections.Immutable;
using EdgeConv.Benchmarks.Kernels;
using EdgeConv.Benchmarks.Layers;
using EdgeConv.Benchmarks.Races;

namespace EdgeConv.Benchmarks.Variants;

/// <summary>All convolutions of a network one after another, each as often as it stands there and with operands of its own: what the network's weights do to caches, they do here.</summary>
internal sealed class NetworkConvolutions : IContender
{
    private readonly ImmutableArray<ConvolutionContender> _layers;

    /// <summary>Packs the operands of all layers.</summary>
    /// <param name="network">The network, as the table of layers calls it.</param>
    /// <param name="name">What tells this one from the others.</param>
    /// <param name="change">What is done to each layer.</param>
    public NetworkConvolutions(string network, string name, Func<ConvolutionCase, ConvolutionCase> change)
    {
        Name = name;
        _layers = [.. LayerShapes.All.Where(layer => layer.Network == network).SelectMany(layer => Enumerable.Repeat(change(ConvolutionCase.Of(layer)), layer.Repeats)).Select(one => new ConvolutionContender(one))];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public void Run()
    {
        foreach (var layer in _layers)
            layer.Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var layer in _layers)
            layer.Dispose();
    }
}
