using EdgeConv.Models;

namespace EdgeConv.Benchmarks.Layers;

/// <summary>An operator as it stands in a network. <see cref="object.ToString"/> tells network, layer and shape.</summary>
public interface ILayer
{
    /// <summary>The network.</summary>
    string Network { get; }

    /// <summary>Multiply-accumulates, 0 where the notion does not apply.</summary>
    long Macs { get; }

    /// <summary>A network of this layer alone, with pseudo-random constants, that plans as steps of one kernel.</summary>
    Model ToModel();
}
