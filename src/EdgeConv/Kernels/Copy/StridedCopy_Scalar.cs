using EdgeConv.Tensors;

namespace EdgeConv.Kernels.Copy;

/// <summary>The plain form of <see cref="StridedCopyArguments"/>, element by element; a dense inner dimension moves at once.</summary>
public static unsafe class StridedCopy_Scalar
{
    /// <summary>Copies the whole box.</summary>
    public static void Run(in StridedCopyArguments a) => CopyFrom(in a, 0, a.Input, a.Output);

    private static void CopyFrom(in StridedCopyArguments a, int axis, byte* input, byte* output)
    {
        var extent = a.Extents[axis];
        var inputStride = a.InputStrides[axis];
        var outputStride = a.OutputStrides[axis];
        if (axis < Shape.MaxRank - 1)
        {
            for (var index = 0; index < extent; index++)
                CopyFrom(in a, axis + 1, input + index * inputStride, output + index * outputStride);
            return;
        }

        var size = a.ElementSize;
        if (inputStride == size && outputStride == size)
        {
            Buffer.MemoryCopy(input, output, (long)extent * size, (long)extent * size);
            return;
        }

        for (var index = 0; index < extent; index++)
        {
            for (var part = 0; part < size; part++)
                output[index * outputStride + part] = input[index * inputStride + part];
        }
    }
}
