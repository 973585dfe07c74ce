using EdgeConv.Models;

namespace EdgeConv.Tests.Formats.TfLite;

/// <summary>Compares models by what they say. Records compare their arrays by reference, so arrays are compared apart.</summary>
internal static class ModelEquality
{
    public static void AssertEqual(Model expected, Model actual)
    {
        Assert.Equal(expected.Description, actual.Description);
        Assert.Equal(expected.Inputs.AsEnumerable(), actual.Inputs);
        Assert.Equal(expected.Outputs.AsEnumerable(), actual.Outputs);
        Assert.Equal(expected.Tensors.Length, actual.Tensors.Length);
        foreach (var (left, right) in expected.Tensors.Zip(actual.Tensors))
            AssertEqual(left, right);
        Assert.Equal(expected.Operators.Length, actual.Operators.Length);
        foreach (var (left, right) in expected.Operators.Zip(actual.Operators))
            AssertEqual(left, right);
        AssertEqual(expected.Metadata, actual.Metadata);
    }

    private static void AssertEqual(ModelTensor expected, ModelTensor actual)
    {
        Assert.Equal(expected with { Data = null }, actual with { Data = null });
        Assert.Equal(expected.IsConstant, actual.IsConstant);
        Assert.True(expected.Data.GetValueOrDefault().Span.SequenceEqual(actual.Data.GetValueOrDefault().Span), $"{expected.Description} has other bytes");
    }

    private static void AssertEqual(Operator expected, Operator actual)
    {
        Assert.Equal(expected.Inputs.AsEnumerable(), actual.Inputs);
        Assert.Equal(expected.Outputs.AsEnumerable(), actual.Outputs);
        Assert.Equal(WithoutArrays(expected), WithoutArrays(actual));
        if (expected is Reshape reshape)
            Assert.Equal(reshape.NewShape.AsEnumerable(), ((Reshape)actual).NewShape);
        if (expected is Squeeze squeeze)
            Assert.Equal(squeeze.Axes.AsEnumerable(), ((Squeeze)actual).Axes);
    }

    private static Operator WithoutArrays(Operator operation)
    {
        var bare = operation with { Inputs = [], Outputs = [] };
        return bare switch
        {
            Reshape reshape => reshape with { NewShape = [] },
            Squeeze squeeze => squeeze with { Axes = [] },
            _ => bare,
        };
    }

    private static void AssertEqual(ModelMetadata expected, ModelMetadata actual)
    {
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Labels.AsEnumerable(), actual.Labels);
        Assert.Equal(expected.Normalization?.Mean.AsEnumerable(), actual.Normalization?.Mean);
        Assert.Equal(expected.Normalization?.StandardDeviation.AsEnumerable(), actual.Normalization?.StandardDeviation);
    }
}
