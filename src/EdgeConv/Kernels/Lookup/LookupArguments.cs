namespace EdgeConv.Kernels.Lookup;

/// <summary>A function of one int8 value, given as a table: <c>y = Table[x + 128]</c>.</summary>
public unsafe struct LookupArguments
{
    /// <summary>The values.</summary>
    public sbyte* Input;

    /// <summary>256 results, the first for -128.</summary>
    public sbyte* Table;

    /// <summary>The results.</summary>
    public sbyte* Output;

    /// <summary>How many.</summary>
    public int Count;
}
