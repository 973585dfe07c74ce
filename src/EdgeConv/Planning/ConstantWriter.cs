namespace EdgeConv.Planning;

/// <summary>Writes constant values.</summary>
/// <param name="target">Where they will be read: zeroed memory of their size.</param>
internal delegate void ConstantWriter(Span<byte> target);
