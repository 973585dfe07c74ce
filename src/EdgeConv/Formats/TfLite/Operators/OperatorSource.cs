using System.Collections.Immutable;
using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Formats.TfLite.Operators;

/// <summary>What the reader of one operator works from: its tensors, already checked to exist, and its options.</summary>
internal readonly ref struct OperatorSource
{
    // Strides, dilations and filters up to here keep the arithmetic on windows inside 32 bits.
    private const int MaxExtent = short.MaxValue;

    private readonly FlatTable _options;
    private readonly FlatVector _inputs;
    private readonly FlatVector _outputs;
    private readonly ModelTensor[] _tensors;

    /// <summary>Gathers what is known of operator <paramref name="index"/>.</summary>
    public OperatorSource(OperatorForm form, int index, int version, FlatVector inputs, FlatVector outputs, FlatTable options, ModelTensor[] tensors)
    {
        Form = form;
        Index = index;
        Version = version;
        Inputs = [.. inputs.ToInt32()];
        Outputs = [.. outputs.ToInt32()];
        _inputs = inputs;
        _outputs = outputs;
        _options = options;
        _tensors = tensors;
    }

    /// <summary>The kind of operator.</summary>
    public OperatorForm Form { get; }

    /// <summary>Its place among the operators.</summary>
    public int Index { get; }

    /// <summary>Its version.</summary>
    public int Version { get; }

    /// <summary>The indices of its inputs.</summary>
    public ImmutableArray<int> Inputs { get; }

    /// <summary>The indices of its outputs.</summary>
    public ImmutableArray<int> Outputs { get; }

    /// <summary>An input that is always present.</summary>
    public ModelTensor Input(int input) => _tensors[Inputs[input]];

    /// <summary>An optional input; null when the list ends before it or has -1 there.</summary>
    public ModelTensor? OptionalInput(int input) => input >= Inputs.Length || Inputs[input] == Operator.Absent ? null : Input(input);

    /// <summary>An output.</summary>
    public ModelTensor Output(int output) => _tensors[Outputs[output]];

    /// <summary>Reads a truth value.</summary>
    public bool Boolean(int field, string name) => _options.Boolean(field, name);

    /// <summary>Reads an integer.</summary>
    public int Int32(int field, string name) => _options.Int32(field, name);

    /// <summary>Reads a list of integers.</summary>
    public ImmutableArray<int> Int32Vector(int field, string name) => [.. _options.Vector(field, name, 4).ToInt32()];

    /// <summary>Reads a finite number.</summary>
    public float Finite(int field, string name)
    {
        var value = _options.Float32(field, name);
        return float.IsFinite(value) ? value : throw _options.Fault(field, name, FormattableString.Invariant($"{value} is not finite"));
    }

    /// <summary>Reads a stride, dilation or filter extent.</summary>
    public int Extent(int field, string name, int absent = 0)
    {
        var value = _options.Int32(field, name, absent);
        return value is >= 1 and <= MaxExtent ? value : throw _options.Fault(field, name, $"{value} is not between 1 and {MaxExtent}");
    }

    /// <summary>Reads one of the values 0 to <paramref name="last"/> of an enum.</summary>
    public int Choice(int field, string name, int last)
    {
        int value = _options.Int8(field, name);
        return value >= 0 && value <= last ? value : throw _options.Fault(field, name, $"{value} is not between 0 and {last}");
    }

    /// <summary>Reads a fused activation.</summary>
    public Activation Activation(int field) => Choice(field, "fused_activation_function", 5) switch
    {
        0 => Models.Activation.None,
        1 => Models.Activation.Relu,
        2 => Models.Activation.ReluN1To1,
        3 => Models.Activation.Relu6,
        var other => throw Unsupported($"the fused activation {(other == 4 ? "TANH" : "SIGN_BIT")} is not supported"),
    };

    /// <summary>Reads padding, stride and dilation; a field number of -1 stands for no dilation.</summary>
    public Window Window(int padding, int strideWidth, int strideHeight, int dilationWidth = -1, int dilationHeight = -1) => new(
        Choice(padding, "padding", 1) == 0 ? Padding.Same : Padding.Valid,
        Extent(strideHeight, "stride_h"),
        Extent(strideWidth, "stride_w"),
        dilationHeight < 0 ? 1 : Extent(dilationHeight, "dilation_h_factor", 1),
        dilationWidth < 0 ? 1 : Extent(dilationWidth, "dilation_w_factor", 1));

    /// <summary>Requires an input to be a list of whole numbers: axes, a shape, paddings.</summary>
    public void RequireIntegers(int input)
    {
        var tensor = Input(input);
        if (tensor.Type is not (ElementType.Int32 or ElementType.Int64))
            throw InputFault(input, $"{tensor.Description} is {tensor.Type.Name()}; int32 or int64 is needed");
    }

    /// <summary>Reports a fault in an option.</summary>
    public ModelFormatException OptionFault(int field, string name, string fault) => _options.Fault(field, name, fault);

    /// <summary>Reports that an input does not fit the operator.</summary>
    public ModelFormatException InputFault(int input, string fault) => _inputs.Fault(input, fault);

    /// <summary>Reports that an output does not fit the operator.</summary>
    public ModelFormatException OutputFault(int output, string fault) => _outputs.Fault(output, fault);

    /// <summary>Reports that this form of the operator cannot be run.</summary>
    public UnsupportedOperatorException Unsupported(string reason) => new(Form.Name, Index, reason);
}
