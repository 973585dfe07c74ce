using System.Numerics;

namespace EdgeConv.Vision.Resizing;

/// <summary>Adds rows of bytes up, each by its weight: the part of resizing that touches every source pixel, so it is done many bytes at a time.</summary>
internal static class WeightedRows
{
    /// <summary><c>sums[i] += weight * row[i]</c>; sums must stay below 2^32.</summary>
    public static void Add(ReadOnlySpan<byte> row, uint weight, Span<uint> sums)
    {
        row = row[..sums.Length];
        while (row.Length >= Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            AddTo(sums, first * weight);
            AddTo(sums[Vector<uint>.Count..], second * weight);
            AddTo(sums[(2 * Vector<uint>.Count)..], third * weight);
            AddTo(sums[(3 * Vector<uint>.Count)..], fourth * weight);
            row = row[Vector<byte>.Count..];
            sums = sums[Vector<byte>.Count..];
        }

        for (var i = 0; i < row.Length; i++)
            sums[i] += weight * row[i];
    }

    private static void AddTo(Span<uint> sums, Vector<uint> values) => (new Vector<uint>(sums) + values).CopyTo(sums);
}
