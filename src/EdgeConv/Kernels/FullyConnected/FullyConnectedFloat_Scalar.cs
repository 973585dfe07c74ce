namespace EdgeConv.Kernels.FullyConnected;

/// <summary>The reference for float32 matrix products: the formula of <see cref="FullyConnectedFloatArguments"/>, summed in the order of the weights.</summary>
public static unsafe class FullyConnectedFloat_Scalar
{
    /// <summary>Computes all rows.</summary>
    public static void Run(in FullyConnectedFloatArguments a)
    {
        var output = a.Output;
        for (var row = 0; row < a.Rows; row++)
        {
            for (var o = 0; o < a.Outputs; o++)
            {
                var sum = 0f;
                for (var i = 0; i < a.Inputs; i++)
                    sum += a.Input[row * a.Inputs + i] * a.Weights[o * a.Inputs + i];
                *output++ = Math.Clamp(sum + a.Bias[o], a.OutputMin, a.OutputMax);
            }
        }
    }
}
