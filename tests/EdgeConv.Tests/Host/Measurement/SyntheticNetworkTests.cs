using EdgeConv.Execution;
using EdgeConv.Host.Measurement;
using EdgeConv.Host.Verification;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Host.Measurement;

public class SyntheticNetworkTests
{
    [Fact]
    public void Layers_follow_each_other_and_values_of_every_size_arrive()
    {
        var model = new SyntheticNetwork(9, 7, 8).Depthwise(3, 3, 2, Padding.Valid).Convolution(1, 1, 32).Depthwise(1, 3, multiplier: 2).Build("three");
        using var plan = Planner.Plan(model);
        Assert.Equal(["1x4x3x8", "1x4x3x32", "1x4x3x64"], plan.Model.Operators.Select(op => plan.Model.Tensors[op.Outputs[0]].Shape.ToString()));
        using var session = new Session(plan);
        BuiltInInput.Fill(session);
        session.Run();
        Assert.InRange(session.Output().ToArray().Distinct().Count(), 150, 256);
    }

    [Fact]
    public void Weights_keep_to_the_range_of_the_specification()
    {
        var weights = new SyntheticNetwork(1, 1, 64).Convolution(3, 3, 64).Build("").Tensors.Single(tensor => tensor is { IsConstant: true, Type: ElementType.Int8 }).Data!.Value.ToArray();
        Assert.Equal(255, weights.Distinct().Count());
        Assert.DoesNotContain((byte)0x80, weights);
    }

    [Fact]
    public void The_same_network_is_made_again() => Assert.Equal(
        new SyntheticNetwork(2, 2, 3).Convolution(2, 2, 5).Build("").Tensors[1].Data!.Value.ToArray(),
        new SyntheticNetwork(2, 2, 3).Convolution(2, 2, 5).Build("").Tensors[1].Data!.Value.ToArray());
}
