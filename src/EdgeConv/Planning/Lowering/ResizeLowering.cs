using EdgeConv.Kernels;
using EdgeConv.Kernels.Resize;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>RESIZE_NEAREST_NEIGHBOR of any element, RESIZE_BILINEAR of int8, uint8 and float32. Stored values are interpolated as they are; scales are not looked at.</summary>
internal static unsafe class ResizeLowering
{
    /// <summary>Adds the step of one operator.</summary>
    public static void Lower(Resize op, PlanBuilder plan)
    {
        var (input, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Outputs[0]));
        var type = ElementwiseTypes.RequireSame(op, input, output);
        var geometry = new ResizeGeometry
        {
            Batches = input.Shape[0],
            InputHeight = input.Shape[1],
            InputWidth = input.Shape[2],
            OutputHeight = output.Shape[1],
            OutputWidth = output.Shape[2],
            Channels = input.Shape[3],
            AlignCorners = op.AlignCorners,
            HalfPixelCenters = op.HalfPixelCenters,
        };
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));
        if (op.Kind == ResizeKind.NearestNeighbor)
        {
            plan.AddStep(op, ResizeKernels.Nearest, [from], [to], 0, at => new ResizeNearestArguments
            {
                Geometry = geometry,
                Input = at.Of<byte>(from),
                Output = at.Of<byte>(to),
                PixelSize = geometry.Channels * type.SizeInBytes(),
            });
            return;
        }

        switch (type)
        {
            case ElementType.Int8:
                AddBilinear(op, plan, ResizeKernels.Bilinear, geometry, from, to);
                break;
            case ElementType.UInt8:
                AddBilinear(op, plan, ResizeKernels.BilinearUInt8, geometry, from, to);
                break;
            case ElementType.Float32:
                AddBilinear(op, plan, ResizeKernels.BilinearFloat, geometry, from, to);
                break;
            default:
                throw ElementwiseTypes.Unsupported(op, "int8, uint8 or float32", input, output);
        }
    }

    private static void AddBilinear<T>(Resize op, PlanBuilder plan, KernelList<ResizeBilinearArguments<T>> kernel, ResizeGeometry geometry, Slot from, Slot to)
        where T : unmanaged =>
        plan.AddStep(op, kernel, [from], [to], 0, at => new ResizeBilinearArguments<T>
        {
            Geometry = geometry,
            Input = at.Of<T>(from),
            Output = at.Of<T>(to),
        });
}
