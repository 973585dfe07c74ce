namespace EdgeConv.Vision.Preprocessing;

/// <summary>From a pixel value, 0 to 255, to the real number the network was trained with: <c>real = (pixel - mean) / std</c>.</summary>
/// <param name="Mean">Subtracted, in pixel units.</param>
/// <param name="Std">The divisor, in pixel units; never 0.</param>
public sealed record InputNormalization(ChannelValues Mean, ChannelValues Std)
{
    /// <summary>The same mean and divisor for every channel.</summary>
    public InputNormalization(float mean, float std)
        : this(new ChannelValues(mean), new ChannelValues(std))
    {
    }

    /// <summary>Pixel values as they are.</summary>
    public static InputNormalization None { get; } = new(0, 1);

    /// <summary>0 to 1.</summary>
    public static InputNormalization ZeroToOne { get; } = new(0, 255);

    /// <summary>-1 to 1: MobileNet, Inception and most of TensorFlow.</summary>
    public static InputNormalization MinusOneToOne { get; } = new(127.5f, 127.5f);

    /// <summary>Mean and deviation of ImageNet, red first: torchvision and the ONNX model zoo (0.485, 0.456, 0.406 and 0.229, 0.224, 0.225 of 255).</summary>
    public static InputNormalization ImageNet { get; } = new(new ChannelValues(123.675f, 116.28f, 103.53f), new ChannelValues(58.395f, 57.12f, 57.375f));
}
