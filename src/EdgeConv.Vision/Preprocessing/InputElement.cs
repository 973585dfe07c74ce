namespace EdgeConv.Vision.Preprocessing;

/// <summary>What a model's input tensor is made of.</summary>
public enum InputElement
{
    /// <summary>Quantized, 0 to 255.</summary>
    UInt8,

    /// <summary>Quantized, -128 to 127.</summary>
    Int8,

    /// <summary>Real numbers, four bytes each, little-endian.</summary>
    Float32,
}
