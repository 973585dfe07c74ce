using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EdgeConv.Execution;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Host.Verification;

/// <summary>Pseudo-random inputs that are the same on every machine.</summary>
internal static class BuiltInInput
{
    private const ulong FirstSeed = 1;

    /// <summary>Bytes for each input of a model.</summary>
    public static ImmutableArray<byte[]> For(Model model) => [.. model.InputTensors.Select((tensor, index) => For(tensor, FirstSeed + (ulong)index))];

    /// <summary>Fills the inputs of a session.</summary>
    public static void Fill(Session session)
    {
        foreach (var (index, bytes) in For(session.Plan.Model).Index())
            bytes.CopyTo(session.Input(index));
    }

    /// <summary>Bytes for an input: uniform bytes for integers, uniform values in [0, 1) for floats, from a 64-bit linear congruential generator (Knuth, MMIX).</summary>
    public static byte[] For(ModelTensor tensor, ulong seed)
    {
        var bytes = new byte[tensor.ByteCount];
        var state = seed;
        uint Next()
        {
            state = state * 6364136223846793005UL + 1442695040888963407UL;
            return (uint)(state >> 40);
        }

        if (tensor.Type == ElementType.Float32)
        {
            foreach (ref var value in MemoryMarshal.Cast<byte, float>(bytes.AsSpan()))
                value = Next() / (float)(1 << 24);
        }
        else
        {
            foreach (ref var value in bytes.AsSpan())
                value = (byte)(Next() >> 16);
        }

        return bytes;
    }
}
