namespace EdgeConv.Kernels.Fill;

/// <summary>One element written again and again: what padding is made of.</summary>
public unsafe struct FillArguments
{
    /// <summary>The first element written.</summary>
    public byte* Output;

    /// <summary>Bytes an element: 1, 2, 4 or 8.</summary>
    public int ElementSize;

    /// <summary>The element, in its low bytes.</summary>
    public long Value;

    /// <summary>How many elements.</summary>
    public int Count;
}
