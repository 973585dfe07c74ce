namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>The video devices of a computer.</summary>
internal interface IVideoSystem
{
    /// <summary>Their files, in order of their numbers.</summary>
    IReadOnlyList<string> Paths { get; }

    /// <summary>open(2). Answers 0 and the device, or the error number.</summary>
    int Open(string path, out IVideoDevice? device);
}
