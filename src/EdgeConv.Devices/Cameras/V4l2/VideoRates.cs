using System.Collections.Immutable;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>Frames a second that a camera can do at a size.</summary>
/// <param name="Values">The fastest first; none when the driver does not say.</param>
/// <param name="IsRange">All between the first and the last too.</param>
public sealed record VideoRates(ImmutableArray<double> Values, bool IsRange)
{
    /// <summary>Drivers round: 29.97 is as good as 30.</summary>
    private const double Tolerance = 0.01;

    /// <summary>Nothing is known.</summary>
    public static VideoRates Unknown { get; } = new([], false);

    /// <summary>The fastest; null when the driver does not say.</summary>
    public double? Fastest => Values.IsEmpty ? null : Values[0];

    /// <summary>Whether so many can be had, or more, to within 1 %.</summary>
    public bool Reach(double framesPerSecond) => Fastest is not { } fastest || fastest >= framesPerSecond * (1 - Tolerance);
}
