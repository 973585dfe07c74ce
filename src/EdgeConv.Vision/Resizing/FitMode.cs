namespace EdgeConv.Vision.Resizing;

/// <summary>What happens to a picture whose sides have another ratio than the model's input.</summary>
public enum FitMode
{
    /// <summary>The shorter side fits, what sticks out of the longer one is cut off evenly at both ends.</summary>
    Crop,

    /// <summary>The whole picture is kept, with borders in one colour.</summary>
    Letterbox,

    /// <summary>Both sides fit; the picture is distorted.</summary>
    Stretch,
}
