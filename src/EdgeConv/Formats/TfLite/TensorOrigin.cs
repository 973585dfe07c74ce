namespace EdgeConv.Formats.TfLite;

/// <summary>How a tensor gets its value.</summary>
internal enum TensorOrigin
{
    /// <summary>Not at all, as far as the operators have been read.</summary>
    None,

    /// <summary>It is in the file.</summary>
    Constant,

    /// <summary>The caller fills it.</summary>
    Input,

    /// <summary>An operator writes it.</summary>
    Operator,
}
