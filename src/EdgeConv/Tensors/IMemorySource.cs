namespace EdgeConv.Tensors;

/// <summary>Where blocks of native memory come from. Tests put one in place of the heap whose blocks end where nothing may be touched.</summary>
internal unsafe interface IMemorySource
{
    /// <summary>A zeroed block whose start lies on a cache line.</summary>
    /// <param name="bytes">Its size.</param>
    /// <exception cref="OutOfMemoryException">There is not so much.</exception>
    byte* Take(nuint bytes);

    /// <summary>Takes a block back.</summary>
    /// <param name="block">What <see cref="Take"/> gave; null: nothing happens.</param>
    /// <param name="bytes">Its size.</param>
    void Return(byte* block, nuint bytes);
}
