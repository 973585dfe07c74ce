using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite.Operators;

/// <summary>Makes an operator's record from its table.</summary>
internal delegate Operator OperatorRead(in OperatorSource source);

/// <summary>Makes an operator's options from its record; null when it has none.</summary>
internal delegate TableNode? OperatorWrite(Operator operation);

/// <summary>How one kind of operator stands in a file.</summary>
/// <param name="Code">Its number in the schema.</param>
/// <param name="Name">Its name in the schema.</param>
/// <param name="MaximumVersion">The highest version whose meaning is known here.</param>
/// <param name="OptionsType">The number of its options table in the union BuiltinOptions; 0 when it has none or none is read.</param>
/// <param name="Inputs">How many tensors it takes.</param>
/// <param name="Outputs">How many it makes.</param>
/// <param name="Read">From file to record.</param>
/// <param name="Write">From record to file.</param>
internal sealed record OperatorForm(int Code, string Name, int MaximumVersion, byte OptionsType, Arity Inputs, Arity Outputs, OperatorRead Read, OperatorWrite Write)
{
    /// <summary>The input that may be left out with index -1: a bias; -1 when none may.</summary>
    public int OptionalInput { get; init; } = -1;

    /// <summary>Whether the first option repeats the type of the output. It is written for other readers and not relied on here.</summary>
    public bool RepeatsOutputType { get; init; }
}
