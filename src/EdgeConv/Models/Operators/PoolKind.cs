namespace EdgeConv.Models;

/// <summary>What pooling makes of a window.</summary>
public enum PoolKind
{
    /// <summary>The mean of the elements inside the picture.</summary>
    Average,

    /// <summary>The largest element.</summary>
    Max,
}
