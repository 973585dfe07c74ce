namespace EdgeConv.Vision.Frames.Jpeg;

/// <summary>How many pixels a sample of Cb or Cr stands for; numbered as libturbojpeg's <c>TJSAMP</c>.</summary>
internal enum JpegSubsampling
{
    /// <summary>One.</summary>
    S444,

    /// <summary>Two across.</summary>
    S422,

    /// <summary>Two by two.</summary>
    S420,

    /// <summary>There is only Y.</summary>
    Grey,

    /// <summary>Two down.</summary>
    S440,

    /// <summary>Four across.</summary>
    S411,

    /// <summary>Four down.</summary>
    S441,
}
