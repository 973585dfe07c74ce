using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Planning.Tables;

/// <summary>
/// The input of the int8 logistic and tanh, brought from its scale to Q4 fixed point (LogisticPrepare, tensorflow/lite/micro/kernels/logistic_common.cc;
/// tanh.cc alike).
/// </summary>
internal readonly struct FixedPointInput
{
    private const int IntegerBits = 4;
    private readonly QuantizedMultiplier _multiplier;
    private readonly int _radius;

    /// <summary>Prepares for a scale.</summary>
    public FixedPointInput(float scale)
    {
        var real = scale * (double)(1L << (31 - IntegerBits));
        var shift = Math.ILogB(real) + 1;

        // Scales past either limit would shift by more bits than there are: above, every difference saturates; below, none is told from 0.
        _radius = shift < 0 ? int.MaxValue : shift > 62 ? 0 : GemmlowpFixedPoint.InputRadius(IntegerBits, shift);
        _multiplier = shift > 30 ? default : QuantizedMultiplier.FromReal(real);
    }

    /// <summary>Applies a function of Q4 values to a difference from the zero point; at and beyond the radius it has reached its limits.</summary>
    public int Apply(int x, int atMinusInfinity, int atInfinity, Func<int, int> function) =>
        x <= -_radius ? atMinusInfinity : x >= _radius ? atInfinity : function(_multiplier.Apply(x));
}
