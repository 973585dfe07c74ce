using System.Collections.Immutable;

namespace EdgeConv.Host.Measurement;

/// <summary>Something measured again and again: times in milliseconds, or ratios of them.</summary>
internal sealed class Sample
{
    private readonly ImmutableArray<double> _sorted;

    /// <summary>Takes the values in any order.</summary>
    /// <param name="values">At least one.</param>
    public Sample(params IEnumerable<double> values)
    {
        _sorted = [.. values.Order()];
        if (_sorted.IsEmpty)
            throw new ArgumentException("Nothing was measured.", nameof(values));
    }

    /// <summary>How many values there are.</summary>
    public int Count => _sorted.Length;

    /// <summary>The least.</summary>
    public double Min => _sorted[0];

    /// <summary>The middle one, or the mean of the middle two.</summary>
    public double Median => Percentile(0.5);

    /// <summary>The sum, shared out evenly.</summary>
    public double Mean => _sorted.Average();

    /// <summary>The greatest.</summary>
    public double Max => _sorted[^1];

    /// <summary>
    /// The value that a share of all values does not exceed. Between two of n sorted values it is interpolated: it stands at place
    /// <c>share * (n - 1)</c> (Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996, definition 7; NumPy's default).
    /// </summary>
    /// <param name="share">From 0 to 1.</param>
    public double Percentile(double share)
    {
        var place = share * (_sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + (place - below) * (_sorted[above] - _sorted[below]);
    }
}
