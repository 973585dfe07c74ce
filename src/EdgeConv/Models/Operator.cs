using System.Collections.Immutable;

namespace EdgeConv.Models;

/// <summary>One operator of a <see cref="Model"/>; each kind is a sealed record with its attributes typed.</summary>
public abstract record Operator
{
    /// <summary>The tensor index that stands for an absent optional input.</summary>
    public const int Absent = -1;

    /// <summary>Its place among the model's operators.</summary>
    public int Index { get; init; }

    /// <summary>The operator's version in the file, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Tensor indices, in the order the file format defines; <see cref="Absent"/> for an optional input left out.</summary>
    public ImmutableArray<int> Inputs { get; init; } = [];

    /// <summary>Tensor indices of the results.</summary>
    public ImmutableArray<int> Outputs { get; init; } = [];

    /// <summary>The operator's name in the TensorFlow Lite schema, as in <c>DEPTHWISE_CONV_2D</c>.</summary>
    public abstract string Name { get; }
}
