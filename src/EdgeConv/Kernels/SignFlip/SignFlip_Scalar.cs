namespace EdgeConv.Kernels.SignFlip;

/// <summary>The plain form of <see cref="SignFlipArguments"/>.</summary>
public static unsafe class SignFlip_Scalar
{
    /// <summary>Flips every value.</summary>
    public static void Run(in SignFlipArguments a)
    {
        for (var i = 0; i < a.Count; i++)
            a.Output[i] = (byte)(a.Input[i] ^ 0x80);
    }
}
