namespace EdgeConv.Tensors;

/// <summary>What one element of a tensor is.</summary>
public enum ElementType
{
    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary16; constants only, widened to <see cref="Float32"/> when a model is planned.</summary>
    Float16,

    /// <summary>Signed 8 bit, quantized.</summary>
    Int8,

    /// <summary>Unsigned 8 bit, quantized (models of 2018; asymmetric weights).</summary>
    UInt8,

    /// <summary>Signed 16 bit.</summary>
    Int16,

    /// <summary>Signed 32 bit: biases, shapes, axes, indices.</summary>
    Int32,

    /// <summary>Signed 64 bit: indices.</summary>
    Int64,

    /// <summary>One byte, 0 or 1.</summary>
    Boolean,
}
