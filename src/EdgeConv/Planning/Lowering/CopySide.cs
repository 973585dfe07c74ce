namespace EdgeConv.Planning.Lowering;

/// <summary>One side of a strided copy, in elements.</summary>
/// <param name="Slot">The bytes.</param>
/// <param name="Start">The first element of the box.</param>
/// <param name="Strides">Elements from one index to the next, one a dimension of the box, outermost first.</param>
internal sealed record CopySide(Slot Slot, long Start, long[] Strides);
