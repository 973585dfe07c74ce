namespace EdgeConv.Models;

/// <summary>How a filter or pooling window walks over a picture, in elements.</summary>
/// <param name="Padding">What happens at the border, unless <paramref name="Explicit"/> says it.</param>
/// <param name="StrideHeight">Rows from one output position to the next, at least 1.</param>
/// <param name="StrideWidth">Columns from one output position to the next, at least 1.</param>
/// <param name="DilationHeight">Rows from one tap to the next, at least 1.</param>
/// <param name="DilationWidth">Columns from one tap to the next, at least 1.</param>
/// <param name="Explicit">Padding stated side by side, where a pass folded a PAD into the window; null in a file.</param>
public sealed record Window(Padding Padding, int StrideHeight, int StrideWidth, int DilationHeight = 1, int DilationWidth = 1, Margins? Explicit = null);
