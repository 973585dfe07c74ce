namespace EdgeConv.Tests.Kernels;

/// <summary>Native memory of one random case.</summary>
internal sealed unsafe class CaseMemory : IDisposable
{
    private readonly List<IDisposable> _arrays = [];

    /// <summary>Random int8 values, at times only the extremes.</summary>
    public sbyte* Values(Random random, int count)
    {
        var extremes = random.Next(4) == 0;
        var array = new NativeArray<sbyte>(count);
        _arrays.Add(array);
        foreach (ref var value in array.Span)
            value = (sbyte)(extremes ? (random.Next(2) * 255) - 128 : random.Next(-128, 128));
        return array.Pointer;
    }

    /// <summary>A copy of values.</summary>
    public T* Copy<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var array = new NativeArray<T>(values);
        _arrays.Add(array);
        return array.Pointer;
    }

    public void Dispose() => _arrays.ForEach(array => array.Dispose());
}
