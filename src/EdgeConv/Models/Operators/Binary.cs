namespace EdgeConv.Models;

/// <summary>An elementwise operation of two tensors whose shapes agree or broadcast as NumPy's do. Inputs: a, b.</summary>
/// <param name="Kind">The operation.</param>
/// <param name="Activation">Applied to the result; none for maximum and minimum.</param>
public sealed record Binary(BinaryKind Kind, Activation Activation) : Operator
{
    /// <inheritdoc/>
    public override string Name => Kind switch
    {
        BinaryKind.Add => "ADD",
        BinaryKind.Sub => "SUB",
        BinaryKind.Mul => "MUL",
        BinaryKind.Maximum => "MAXIMUM",
        _ => "MINIMUM",
    };
}
