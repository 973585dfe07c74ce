namespace EdgeConv.Kernels.Lookup;

/// <summary>The oracle for <see cref="LookupArguments"/>.</summary>
public static unsafe class Lookup_Scalar
{
    /// <summary>Looks every value up.</summary>
    public static void Run(in LookupArguments a)
    {
        for (var i = 0; i < a.Count; i++)
            a.Output[i] = a.Table[a.Input[i] + 128];
    }
}
