using EdgeConv.Host.Configuration;
using EdgeConv.Host.Exchange;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Hosting;
using EdgeConv.Host.Running;
using EdgeConv.Host.Web.Live;

namespace EdgeConv.Tests.Host;

/// <summary>Runs within the test's process.</summary>
internal static class Runs
{
    /// <summary>A configuration that serves and prints nothing.</summary>
    public static RunSettings Settings(Workplace place, string camera, string stateFolder) => RunSettings.Default with
    {
        Camera = camera,
        Model = place.Model,
        CheckEvery = null,
        Output = OutputKind.None,
        Web = new WebSettings(WebSettings.DefaultListen, null, stateFolder),
    };

    public static RunHost Of(RunSettings settings, IJournal journal, ModelOrigin? origin = null, LiveFeed? live = null, CameraFeed? camera = null) =>
        new(settings, () => Stream.Null, journal, origin, live, camera);
}
