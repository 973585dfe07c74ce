namespace EdgeConv.Host.Web.Access;

/// <summary>How a request stands.</summary>
internal enum Admission
{
    /// <summary>It knew the token.</summary>
    Known,

    /// <summary>It knew the token, and said it in its address, where it should not stay.</summary>
    KnownByAddress,

    /// <summary>It came from this machine, where no token is asked for.</summary>
    Local,

    /// <summary>It did not say a token.</summary>
    NoToken,

    /// <summary>It said a wrong one.</summary>
    WrongToken,

    /// <summary>It asked for this machine by a name that is not this machine's.</summary>
    ForeignHost,

    /// <summary>A page of another site sent it.</summary>
    ForeignSite,
}
