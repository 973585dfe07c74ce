namespace EdgeConv.Vision.Preprocessing;

/// <summary>What a model's input channels are, in memory order.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red: models from Caffe and OpenCV.</summary>
    Bgr,

    /// <summary>One channel, the luma of ITU-R BT.601 in 16-bit fixed point: <c>(19595 R + 38470 G + 7471 B + 32768) >> 16</c>.</summary>
    Grey,
}
