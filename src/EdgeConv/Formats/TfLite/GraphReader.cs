using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Formats.TfLite.Operators;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite;

/// <summary>
/// Reads the operators of a subgraph in order and checks that the order can be run: every input is a constant, a model input, or the output
/// of an earlier operator, and nothing is written twice.
/// </summary>
internal sealed class GraphReader(GraphTensors tensors, OperatorCode[] codes)
{
    /// <summary>Reads the indices of the tensors a caller fills.</summary>
    /// <exception cref="ModelFormatException">There are none, or one cannot be filled.</exception>
    public int[] ReadModelInputs(FlatTable subgraph)
    {
        var vector = ReadEnds(subgraph, SchemaFields.SubGraph.Inputs, "inputs", "input");
        for (var position = 0; position < vector.Length; position++)
        {
            var tensor = tensors.Items[vector.Int32(position)];
            ref var origin = ref tensors.Origins[tensor.Index];
            if (origin != TensorOrigin.None)
                throw vector.Fault(position, origin == TensorOrigin.Input ? $"{tensor.Description} is listed twice" : $"{tensor.Description} is a constant; a model input has no data");
            origin = TensorOrigin.Input;
        }

        return vector.ToInt32();
    }

    /// <summary>Reads all operators.</summary>
    /// <exception cref="ModelFormatException">An operator is broken or out of order.</exception>
    /// <exception cref="UnsupportedOperatorException">An operator cannot be run.</exception>
    public Operator[] ReadOperators(FlatTable subgraph)
    {
        var tables = subgraph.Vector(SchemaFields.SubGraph.Operators, "operators", 4);
        var operators = new Operator[tables.Length];
        for (var index = 0; index < operators.Length; index++)
            operators[index] = ReadOperator(tables.Table(index), index);
        return operators;
    }

    /// <summary>Reads the indices of the tensors a caller reads, after the operators.</summary>
    /// <exception cref="ModelFormatException">There are none, or no operator writes one.</exception>
    public int[] ReadModelOutputs(FlatTable subgraph)
    {
        var vector = ReadEnds(subgraph, SchemaFields.SubGraph.Outputs, "outputs", "output");
        for (var position = 0; position < vector.Length; position++)
        {
            var tensor = tensors.Items[vector.Int32(position)];
            if (tensors.Origins[tensor.Index] != TensorOrigin.Operator)
                throw vector.Fault(position, $"no operator writes {tensor.Description}");
        }

        return vector.ToInt32();
    }

    private FlatVector ReadEnds(FlatTable subgraph, int field, string name, string role)
    {
        var vector = subgraph.Vector(field, name, 4);
        if (vector.Length == 0)
            throw subgraph.Fault(field, name, $"the model has no {role}");
        for (var position = 0; position < vector.Length; position++)
        {
            var index = RequireTensor(vector, position);
            if (tensors.WhyUnusable(index) is { } reason)
                throw vector.Fault(position, reason);
        }

        return vector;
    }

    private Operator ReadOperator(FlatTable table, int index)
    {
        var codeIndex = table.UInt32(SchemaFields.Operator.OpcodeIndex, "opcode_index");
        if (codeIndex >= codes.Length)
            throw table.Fault(SchemaFields.Operator.OpcodeIndex, "opcode_index", $"operator code {codeIndex} does not exist (there are {codes.Length})");
        var code = codes[codeIndex];
        var form = FindForm(code, index);
        var inputs = table.Vector(SchemaFields.Operator.Inputs, "inputs", 4);
        var outputs = table.Vector(SchemaFields.Operator.Outputs, "outputs", 4);
        CheckCounts(form, inputs, outputs);
        CheckInputs(form, index, inputs);
        CheckOutputs(form, index, outputs);
        return form.Read(new OperatorSource(form, index, code.Version, inputs, outputs, FindOptions(table, form), tensors.Items));
    }

    private static OperatorForm FindForm(OperatorCode code, int index)
    {
        const int Custom = 32;
        if (code.Code == Custom)
            throw new UnsupportedOperatorException(code.CustomName.Length == 0 ? "CUSTOM" : code.CustomName, index, "custom operators are not supported");
        if (OperatorTable.Find(code.Code) is not { } form)
            throw new UnsupportedOperatorException(BuiltinNames.Of(code.Code), index, "the operator is not supported");
        if (code.Version > form.MaximumVersion)
            throw new UnsupportedOperatorException($"{form.Name} version {code.Version}", index, $"the highest supported version is {form.MaximumVersion}");
        return form;
    }

    private static void CheckCounts(OperatorForm form, FlatVector inputs, FlatVector outputs)
    {
        if (inputs.Length < form.Inputs.Least || inputs.Length > form.Inputs.Most)
            throw inputs.Fault($"input count {inputs.Length}; {form.Name} takes {form.Inputs}");
        if (outputs.Length < form.Outputs.Least || outputs.Length > form.Outputs.Most)
            throw outputs.Fault($"output count {outputs.Length}; {form.Name} makes {form.Outputs}");
    }

    private void CheckInputs(OperatorForm form, int operation, FlatVector inputs)
    {
        for (var position = 0; position < inputs.Length; position++)
        {
            if (inputs.Int32(position) == Operator.Absent && position == form.OptionalInput)
                continue;
            var index = RequireTensor(inputs, position);
            if (tensors.WhyUnusable(index) is { } reason)
                throw new UnsupportedOperatorException(form.Name, operation, $"inputs[{position}]: {reason}");
            ref var tensor = ref tensors.Items[index];
            if (tensors.Origins[index] != TensorOrigin.None)
                continue;
            // A constant without elements has no bytes, hence nothing in the file that tells it from an activation: the shape of a scalar.
            if (tensor.Shape.ElementCount != 0)
                throw inputs.Fault(position, $"{tensor.Description} is read before any operator writes it");
            tensor = tensor with { Data = ReadOnlyMemory<byte>.Empty };
            tensors.Origins[index] = TensorOrigin.Constant;
        }
    }

    private void CheckOutputs(OperatorForm form, int operation, FlatVector outputs)
    {
        for (var position = 0; position < outputs.Length; position++)
        {
            var index = RequireTensor(outputs, position);
            if (tensors.WhyUnusable(index) is { } reason)
                throw new UnsupportedOperatorException(form.Name, operation, $"outputs[{position}]: {reason}");
            ref var origin = ref tensors.Origins[index];
            if (origin != TensorOrigin.None)
            {
                var what = origin switch
                {
                    TensorOrigin.Constant => "is a constant",
                    TensorOrigin.Input => "is a model input",
                    _ => "has been written by an earlier output",
                };
                throw outputs.Fault(position, $"{tensors.Items[index].Description} {what}; no operator may write it");
            }

            origin = TensorOrigin.Operator;
        }
    }

    private int RequireTensor(FlatVector indices, int position)
    {
        var index = indices.Int32(position);
        return (uint)index < (uint)tensors.Items.Length
            ? index
            : throw indices.Fault(position, $"tensor {index} does not exist (there are {tensors.Items.Length})");
    }

    private static FlatTable FindOptions(FlatTable table, OperatorForm form)
    {
        var type = table.UInt8(SchemaFields.Operator.OptionsType, "builtin_options_type");
        if (form.OptionsType == 0 || type == 0)
            return table.Missing("builtin_options");
        if (type != form.OptionsType)
            throw table.Fault(SchemaFields.Operator.OptionsType, "builtin_options_type", $"options of kind {type} do not belong to {form.Name} (kind {form.OptionsType})");
        return table.TryTable(SchemaFields.Operator.Options, "builtin_options", out var options) ? options : table.Missing("builtin_options");
    }
}
