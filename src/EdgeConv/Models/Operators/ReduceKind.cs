namespace EdgeConv.Models;

/// <summary>What a reduction makes of the elements it gathers.</summary>
public enum ReduceKind
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,
}
