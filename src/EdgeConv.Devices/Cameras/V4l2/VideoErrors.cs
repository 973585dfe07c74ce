using System.Runtime.InteropServices;
using EdgeConv.Devices.Interop;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>What error numbers of a video device mean to the one who plugged it in.</summary>
internal static class VideoErrors
{
    /// <summary>Whether a device that answers this is there no more.</summary>
    public static bool IsGone(int error) =>
        error is Errno.NoDevice or Errno.InputOutput or Errno.BrokenPipe or Errno.NoDeviceOrAddress or Errno.LinkSevered;

    /// <summary>The exception for a device that could not be opened.</summary>
    public static CameraException Opening(string path, int error) => new($"{path}: {error switch
    {
        Errno.NoEntry => "there is no such camera. Is it plugged in? `edgeconv devices` lists those that are.",
        Errno.AccessDenied or Errno.NoPermission => "the current user may not use it. Add the user to the group video, and log in again: sudo usermod -aG video $USER",
        Errno.Busy => InUse(path),
        Errno.NoDevice or Errno.NoDeviceOrAddress => "the device file is there, but no camera behind it. Plug it in again.",
        _ => $"it cannot be opened: {Text(error)}.",
    }}");

    /// <summary>The exception for a device that was open and refused something.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="doing">What was tried, as in <c>setting the format</c>.</param>
    /// <param name="error">The error number.</param>
    public static CameraException Using(string path, string name, string doing, int error) => new($"{name}: {error switch
    {
        Errno.Busy => InUse(path),
        Errno.NoSpace => "the USB bus has no room for so many pictures. Plug the camera into another socket, or ask for smaller or fewer frames, or for format=mjpeg.",
        Errno.OutOfMemory => "the kernel has no memory left for its frames. Ask for smaller ones, as in size=640x480.",
        Errno.BrokenPipe when doing == Starting => "its parts are not linked: a camera of this kind is used through rpicam or libcamera, not through its device file.",
        _ when IsGone(error) => $"the camera was unplugged, or has stopped answering ({doing}: {Text(error)}).",
        _ => $"{doing} failed: {Text(error)}.",
    }}");

    /// <summary>What is done when streaming begins.</summary>
    public const string Starting = "starting the stream";

    private static string InUse(string path) => $"it is in use by another program. To see which: fuser -v {path}";

    private static string Text(int error) => Marshal.GetPInvokeErrorMessage(error);
}
