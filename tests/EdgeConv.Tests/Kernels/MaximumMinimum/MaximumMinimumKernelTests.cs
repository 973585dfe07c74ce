using System.Numerics;
using EdgeConv.Kernels;
using EdgeConv.Kernels.MaximumMinimum;

namespace EdgeConv.Tests.Kernels.MaximumMinimum;

public class MaximumMinimumKernelTests
{
    public static TheoryData<string> MaximumKernels => ListProperty.Names(MaximumMinimumKernels.Maximum<sbyte>());

    public static TheoryData<string> MinimumKernels => ListProperty.Names(MaximumMinimumKernels.Minimum<sbyte>());

    [Theory]
    [MemberData(nameof(MaximumKernels))]
    public void Every_kernel_for_maxima_equals_the_scalar_one(string name)
    {
        Check<sbyte>(MaximumMinimumKernels.Maximum<sbyte>(), name);
        Check<int>(MaximumMinimumKernels.Maximum<int>(), name);
        Check<long>(MaximumMinimumKernels.Maximum<long>(), name);
        Check<float>(MaximumMinimumKernels.Maximum<float>(), name);
    }

    [Theory]
    [MemberData(nameof(MinimumKernels))]
    public void Every_kernel_for_minima_equals_the_scalar_one(string name)
    {
        Check<sbyte>(MaximumMinimumKernels.Minimum<sbyte>(), name);
        Check<int>(MaximumMinimumKernels.Minimum<int>(), name);
        Check<long>(MaximumMinimumKernels.Minimum<long>(), name);
        Check<float>(MaximumMinimumKernels.Minimum<float>(), name);
    }

    private static void Check<T>(KernelList<MaximumMinimumArguments<T>> list, string name)
        where T : unmanaged, IComparisonOperators<T, T, bool> => ListProperty.Check(list, name, Draw<T>);

    /// <summary>Any bits: among floats are then infinities, zeros of either sign and what is not a number.</summary>
    private static unsafe Func<nint, MaximumMinimumArguments<T>> Draw<T>(Random random, CaseMemory memory, out int bytes)
        where T : unmanaged
    {
        var operands = RandomBroadcast.Of(random);
        bytes = operands.Output.ElementCount * sizeof(T);
        var arguments = new MaximumMinimumArguments<T>
        {
            Geometry = operands.Geometry,
            Left = (T*)memory.Values(random, operands.Left.ElementCount * sizeof(T)),
            Right = (T*)memory.Values(random, operands.Right.ElementCount * sizeof(T)),
        };
        return output => arguments with { Output = (T*)output };
    }
}
