using System.Collections.Immutable;

namespace EdgeConv.Tensors;

/// <summary>
/// The extent of a tensor in each dimension, outermost first; pictures are NHWC. Immutable. Every dimension is at least 0, the rank at
/// most <see cref="MaxRank"/>, and the element count at most <see cref="MaxElements"/>, so that arithmetic on a shape never overflows.
/// </summary>
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The most dimensions a tensor may have.</summary>
    public const int MaxRank = 8;

    /// <summary>The most elements a tensor may have: its bytes stay addressable by an <see cref="int"/> for the 8-bit types.</summary>
    public const long MaxElements = int.MaxValue / 8;

    private readonly ImmutableArray<int> _dimensions;

    /// <summary>Makes a shape from its dimensions.</summary>
    /// <exception cref="ArgumentException">A dimension is negative, there are too many, or their product is too large.</exception>
    public Shape(params ReadOnlySpan<int> dimensions)
    {
        if (!TryCountElements(dimensions, out _))
            throw new ArgumentException($"[{string.Join(", ", dimensions.ToArray())}] is no shape: at most {MaxRank} dimensions, none negative, at most {MaxElements} elements.");
        _dimensions = [.. dimensions];
    }

    /// <summary>The shape of a single value, with no dimension.</summary>
    public static Shape Scalar => default;

    /// <summary>The number of dimensions.</summary>
    public int Rank => _dimensions.IsDefault ? 0 : _dimensions.Length;

    /// <summary>The extent of dimension <paramref name="axis"/>; 0 is the outermost.</summary>
    public int this[int axis] => Dimensions[axis];

    /// <summary>All extents, outermost first.</summary>
    public ImmutableArray<int> Dimensions => _dimensions.IsDefault ? [] : _dimensions;

    /// <summary>The number of elements; 1 for a scalar.</summary>
    public int ElementCount
    {
        get
        {
            var count = 1;
            foreach (var dimension in Dimensions)
                count *= dimension;
            return count;
        }
    }

    /// <summary>Counts the elements of candidate dimensions without overflow.</summary>
    /// <param name="dimensions">Extents read from a file, not yet trusted.</param>
    /// <param name="count">The product, when the dimensions form a shape.</param>
    /// <returns>Whether they form one.</returns>
    public static bool TryCountElements(ReadOnlySpan<int> dimensions, out int count)
    {
        count = 0;
        if (dimensions.Length > MaxRank)
            return false;
        // A zero anywhere makes the product zero, but the other extents must still be sane: strides are products of them.
        long product = 1, nonZero = 1;
        foreach (var dimension in dimensions)
        {
            if (dimension < 0)
                return false;
            product *= dimension;
            nonZero *= Math.Max(dimension, 1);
            if (nonZero > MaxElements)
                return false;
        }

        count = (int)product;
        return true;
    }

    /// <summary>The product of the extents from <paramref name="start"/> up to but not including <paramref name="end"/>.</summary>
    public int Product(int start, int end)
    {
        var product = 1;
        for (var axis = start; axis < end; axis++)
            product *= this[axis];
        return product;
    }

    /// <summary>The same shape with dimension <paramref name="axis"/> set to <paramref name="extent"/>.</summary>
    public Shape With(int axis, int extent) => new(Dimensions.SetItem(axis, extent).AsSpan());

    /// <inheritdoc/>
    public bool Equals(Shape other) => Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var dimension in Dimensions)
            hash.Add(dimension);
        return hash.ToHashCode();
    }

    /// <summary>The extents joined by x: <c>1x224x224x3</c>; <c>scalar</c> when there is none.</summary>
    public override string ToString() => Rank == 0 ? "scalar" : string.Join('x', Dimensions);

    /// <summary>Whether both shapes have the same extents.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether the shapes differ.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);
}
