using System.Runtime.InteropServices;

namespace EdgeConv.Tests.Host.Mqtt;

/// <summary>libmosquitto, by which the program publishes; tests that need it are skipped where it is not installed.</summary>
internal static class ClientLibrary
{
    public static void Need() => Assert.SkipUnless(NativeLibrary.TryLoad("libmosquitto.so.1", out _), "libmosquitto is not installed.");
}
