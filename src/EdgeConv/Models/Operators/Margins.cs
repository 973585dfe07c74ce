namespace EdgeConv.Models;

/// <summary>Padding of a picture, in elements, each at least 0.</summary>
/// <param name="Top">Rows above.</param>
/// <param name="Left">Columns to the left.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Right">Columns to the right.</param>
public sealed record Margins(int Top, int Left, int Bottom, int Right);
