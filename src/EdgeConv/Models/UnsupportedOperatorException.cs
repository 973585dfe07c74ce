namespace EdgeConv.Models;

/// <summary>A well-formed model uses an operator, or a form of one, that cannot be run here. Thrown before anything runs.</summary>
public sealed class UnsupportedOperatorException : Exception
{
    /// <summary>Names the operator, where it stands, and why it cannot be run.</summary>
    /// <param name="operatorName">Its name in the file format, as in <c>CONV_2D</c>, with its version when that matters.</param>
    /// <param name="index">Its place among the model's operators.</param>
    /// <param name="reason">Why, as a clause: <c>int16 activations are not supported</c>.</param>
    public UnsupportedOperatorException(string operatorName, int index, string reason)
        : base($"operators[{index}] {operatorName}: {reason}")
    {
        OperatorName = operatorName;
        Index = index;
    }

    /// <summary>The operator's name in the file format.</summary>
    public string OperatorName { get; }

    /// <summary>Its place among the model's operators.</summary>
    public int Index { get; }
}
