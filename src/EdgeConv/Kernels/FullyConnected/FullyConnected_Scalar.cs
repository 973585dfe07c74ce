using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.FullyConnected;

/// <summary>The oracle for int8 matrix products: the formula of <see cref="FullyConnectedArguments"/>, term by term.</summary>
public static unsafe class FullyConnected_Scalar
{
    /// <summary>Computes all rows.</summary>
    public static void Run(in FullyConnectedArguments a)
    {
        var output = a.Output;
        for (var row = 0; row < a.Rows; row++)
        {
            for (var o = 0; o < a.Outputs; o++)
            {
                var acc = a.Bias[o];
                for (var i = 0; i < a.Inputs; i++)
                    acc += (a.Input[row * a.Inputs + i] - a.InputZeroPoint) * (a.Weights[o * a.Inputs + i] - a.WeightZeroPoint);
                var value = a.OutputZeroPoint + FixedPoint.MultiplyByQuantizedMultiplier(acc, a.Multipliers[o], a.Shifts[o]);
                *output++ = (sbyte)Math.Clamp(value, a.OutputMin, a.OutputMax);
            }
        }
    }
}
