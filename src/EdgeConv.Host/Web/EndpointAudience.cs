namespace EdgeConv.Host.Web;

/// <summary>Who may ask for something.</summary>
internal enum EndpointAudience
{
    /// <summary>Everybody.</summary>
    Everybody,

    /// <summary>Whoever knows the token; on a loopback address, where none is set, everybody on this machine.</summary>
    Viewers,

    /// <summary>Whoever knows the token, everywhere.</summary>
    Owners,
}
