using System.Buffers.Binary;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite.FlatBuffers;

/// <summary>A vector of a FlatBuffer, already known to lie inside the file. Elements may be unaligned.</summary>
internal readonly ref struct FlatVector
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly int _elementSize;
    private readonly FieldPath _owner;
    private readonly string _name;

    /// <summary>Views the elements from <paramref name="start"/> on; the caller has checked that they lie inside the file.</summary>
    public FlatVector(ReadOnlySpan<byte> file, int start, int length, int elementSize, FieldPath owner, string name)
    {
        _file = file;
        _elementSize = elementSize;
        _owner = owner;
        _name = name;
        Start = start;
        Length = length;
    }

    /// <summary>The offset of the first element in the buffer.</summary>
    public int Start { get; }

    /// <summary>The number of elements; 0 when the field is absent.</summary>
    public int Length { get; }

    /// <summary>All elements as bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _file.Slice(Start, Length * _elementSize);

    /// <summary>The element as a 32-bit integer.</summary>
    public int Int32(int index) => BinaryPrimitives.ReadInt32LittleEndian(Element(index));

    /// <summary>The element as a 64-bit integer.</summary>
    public long Int64(int index) => BinaryPrimitives.ReadInt64LittleEndian(Element(index));

    /// <summary>The element as a binary32 number.</summary>
    public float Float32(int index) => BinaryPrimitives.ReadSingleLittleEndian(Element(index));

    /// <summary>The element as a table.</summary>
    public FlatTable Table(int index)
    {
        var at = Start + (index * _elementSize);
        return new FlatTable(_file, FlatTable.Follow(_file, at, _owner, _name, index), new FieldPath(_owner, _name, index));
    }

    /// <summary>All elements as 32-bit integers.</summary>
    public int[] ToInt32()
    {
        var values = new int[Length];
        for (var index = 0; index < values.Length; index++)
            values[index] = Int32(index);
        return values;
    }

    /// <summary>All elements as binary32 numbers.</summary>
    public float[] ToFloat32()
    {
        var values = new float[Length];
        for (var index = 0; index < values.Length; index++)
            values[index] = Float32(index);
        return values;
    }

    /// <summary>Reports a fault in an element.</summary>
    public ModelFormatException Fault(int index, string fault) =>
        new(_owner.Of(_name, index), fault, Start + ((long)index * _elementSize) + _owner.Allowance.BaseOffset);

    /// <summary>Reports a fault of the vector as a whole.</summary>
    public ModelFormatException Fault(string fault) => new(_owner.Of(_name), fault, Start + _owner.Allowance.BaseOffset);

    private ReadOnlySpan<byte> Element(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Length, nameof(index));
        return _file.Slice(Start + (index * _elementSize), _elementSize);
    }
}
