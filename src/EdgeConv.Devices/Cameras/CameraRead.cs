namespace EdgeConv.Devices.Cameras;

/// <summary>What came of waiting for a frame.</summary>
public enum CameraRead
{
    /// <summary>A frame.</summary>
    Frame,

    /// <summary>None in time; later there may be one.</summary>
    TimedOut,

    /// <summary>A frame that is damaged, and was left out; its number is missing.</summary>
    Damaged,

    /// <summary>There will be none any more: a file or a pipe has ended.</summary>
    Ended,
}
