namespace EdgeConv.Host.Evaluation;

/// <summary>A picture whose content is known.</summary>
/// <param name="Path">The file.</param>
/// <param name="Class">The class it shows, as the model numbers classes.</param>
internal sealed record LabelledPicture(string Path, int Class);
