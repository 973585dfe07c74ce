using System.Runtime.InteropServices;
using System.Text;

namespace EdgeConv.Formats.TfLite.FlatBuffers;

/// <summary>A vector of numbers, or a string, to be written.</summary>
/// <param name="bytes">The elements.</param>
/// <param name="length">Their number.</param>
/// <param name="alignment">The alignment of the first element: its size, or what a reader asks for beyond that.</param>
/// <param name="terminated">Whether a 0 byte follows that does not count: the format asks for one after a string.</param>
internal sealed class VectorNode(ReadOnlyMemory<byte> bytes, int length, int alignment, bool terminated = false) : FlatNode
{
    /// <summary>A vector of numbers.</summary>
    public static VectorNode Of<T>(ReadOnlySpan<T> values, int alignment)
        where T : unmanaged => new(MemoryMarshal.AsBytes(values).ToArray(), values.Length, alignment);

    /// <summary>A vector of numbers.</summary>
    public static VectorNode Of<T>(T[] values, int alignment)
        where T : unmanaged => Of<T>(values.AsSpan(), alignment);

    /// <summary>A string.</summary>
    public static VectorNode Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return new VectorNode(bytes, bytes.Length, 1, terminated: true);
    }

    /// <inheritdoc/>
    public override int Write(FlatWriter writer)
    {
        // The length stands before the elements, which are what must be aligned.
        writer.Align(Math.Max(alignment, 4), 4);
        var start = writer.AppendUInt32((uint)length);
        writer.Append(bytes.Span);
        if (terminated)
            writer.Append([0]);
        return start;
    }
}
