using EdgeConv.Devices.Cameras;

namespace EdgeConv.Tests.Devices.Cameras;

internal static class CameraSourceOpening
{
    /// <summary>Opens a camera for as long as the test may run.</summary>
    public static ICamera Open(this ICameraSource source) => source.Open(TestContext.Current.CancellationToken);
}
