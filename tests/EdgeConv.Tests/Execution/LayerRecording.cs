using System.Reflection;
using System.Runtime.InteropServices;
using EdgeConv.Kernels;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Execution;

/// <summary>
/// Writes what every convolution of a model reads and gives, for the C library's layer_test (native/tests/layer_file.h says how): that is how whole models reach CPUs
/// that no .NET runs on here.
/// </summary>
internal static unsafe class LayerRecording
{
    /// <summary>Runs a model on scalar kernels and writes its convolutions.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">Its input's bytes.</param>
    /// <param name="file">Where to.</param>
    /// <returns>The first output's bytes.</returns>
    public static byte[] Write(Model model, byte[] input, Stream file)
    {
        using var plan = Planner.Plan(model, new PlanOptions { Kernels = KernelFamilies.UpTo(KernelFamily.Scalar) });
        using var arena = new AlignedMemory(plan.ArenaBytes);
        using var scratch = new AlignedMemory(plan.ScratchBytes);
        var addresses = plan.AddressesIn(arena, scratch);
        input.CopyTo(new Span<byte>(addresses.Of<byte>(plan.Inputs[0]), input.Length));
        foreach (var step in plan.Steps)
        {
            var call = step.Bind(addresses);
            var arguments = step.Operator is Conv2D or DepthwiseConv2D or FullyConnected ? ArgumentsOf(call) : null;
            if (arguments is { } before)
                WriteOperands(before, step.Operator is DepthwiseConv2D, file);
            call.Run(0, call.Units, 0);
            if (arguments is { } after)
                file.Write(new ReadOnlySpan<byte>(after.Output, Positions(in after.Geometry) * after.Geometry.OutputChannels));
        }

        var output = plan.Outputs[0];
        return new ReadOnlySpan<byte>(addresses.Of<byte>(output), plan.Buffers[output.Id].Bytes).ToArray();
    }

    /// <summary>A call keeps its arguments to itself; null: they are those of another operator, as of a float32 convolution.</summary>
    private static ConvolutionArguments? ArgumentsOf(KernelCall call) =>
        call.GetType().GetField("_arguments", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(call) as ConvolutionArguments?;

    private static void WriteOperands(in ConvolutionArguments a, bool isDepthwise, Stream file)
    {
        ref readonly var g = ref a.Geometry;
        int[] header =
        [
            isDepthwise ? 1 : 0,
            .. MemoryMarshal.Cast<WindowGeometry, int>(new ReadOnlySpan<WindowGeometry>(in g)),
            a.Groups, (int)a.Requantization, a.InputZeroPoint, a.WeightZeroPoint, a.OutputZeroPoint, a.OutputMin, a.OutputMax, a.LeastWeight,
        ];
        file.Write(MemoryMarshal.AsBytes<int>(header));
        file.Write(new ReadOnlySpan<byte>(a.Input, g.Batches * g.InputHeight * g.InputWidth * g.InputChannels));
        file.Write(new ReadOnlySpan<byte>(a.Weights, g.OutputChannels * g.FilterHeight * g.FilterWidth * (isDepthwise ? 1 : g.InputChannels / a.Groups)));
        foreach (var values in (ReadOnlySpan<nint>)[(nint)a.Bias, (nint)a.Multipliers, (nint)a.Shifts])
            file.Write(new ReadOnlySpan<byte>((byte*)values, g.OutputChannels * sizeof(int)));
    }

    private static int Positions(in WindowGeometry g) => g.Batches * g.OutputHeight * g.OutputWidth;
}
