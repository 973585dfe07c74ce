namespace EdgeConv.Vision.Resizing;

/// <summary>Divides weighted sums of bytes by the total of their weights: the nearest whole number, halves up.</summary>
internal readonly struct RoundedMean
{
    // For T up to 2^23, n = sum + T/2 < 256 T and m = floor(2^54 / T) + 1: m T - 2^54 is at most T, and T n < 2^54, so floor(n m / 2^54)
    // is floor(n / T) exactly; n m < 2^63 (Granlund and Montgomery, "Division by Invariant Integers using Multiplication").
    private const int Shift = 54;
    private const long MaxMultipliedTotal = 1 << 23;

    private readonly long _total;
    private readonly long _half;
    private readonly long _reciprocal;

    /// <param name="total">At least 1, at most 2^54.</param>
    public RoundedMean(long total)
    {
        _total = total;
        _half = total / 2;
        _reciprocal = total <= MaxMultipliedTotal ? (1L << Shift) / total + 1 : 0;
    }

    /// <param name="sum">At most 255 times the total.</param>
    public byte Of(long sum) => (byte)(_reciprocal != 0 ? (sum + _half) * _reciprocal >> Shift : (sum + _half) / _total);
}
