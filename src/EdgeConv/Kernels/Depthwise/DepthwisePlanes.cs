namespace EdgeConv.Kernels.Depthwise;

/// <summary>Planes of weights as a struct type parameter, so that loops for one plane pay nothing for two.</summary>
internal static class DepthwisePlanes
{
    /// <summary>How many planes there are, one or two.</summary>
    public interface ICount
    {
        /// <summary>Whether there is a second plane.</summary>
        static abstract bool AreTwo { get; }
    }

    /// <summary>One plane.</summary>
    public readonly struct One : ICount
    {
        /// <inheritdoc/>
        public static bool AreTwo => false;
    }

    /// <summary>Two planes: of uint8 models, whose weights have a zero point.</summary>
    public readonly struct Two : ICount
    {
        /// <inheritdoc/>
        public static bool AreTwo => true;
    }
}
