using System.Buffers.Binary;

namespace EdgeConv.Vision.Decoding;

/// <summary>
/// The segments of a JPEG file up to its first scan's header, one after the other (ITU-T T.81, annex B). Damage is not judged: where a segment is not whole, or where something
/// else stands in its place, they end.
/// </summary>
public ref struct JpegSegments
{
    /// <summary>The marker of a scan's header.</summary>
    public const byte StartOfScan = 0xDA;

    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;

    private static ReadOnlySpan<byte> Beginning => [0xFF, StartOfImage];

    private readonly ReadOnlySpan<byte> _file;
    private int _next;

    /// <summary>Stands before the first segment.</summary>
    /// <param name="file">The file; of one that is no JPEG there are no segments.</param>
    public JpegSegments(ReadOnlySpan<byte> file)
    {
        _file = file;
        _next = file.StartsWith(Beginning) ? Beginning.Length : file.Length;
    }

    /// <summary>The segment's marker, without the 0xFF before it.</summary>
    public byte Marker { get; private set; }

    /// <summary>Where the marker's 0xFF stands in the file.</summary>
    public int Place { get; private set; }

    /// <summary>What the segment holds, behind its length.</summary>
    public ReadOnlySpan<byte> Contents { get; private set; }

    /// <summary>Goes to the next segment.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next()
    {
        // Any number of 0xFF may precede a marker.
        while (_next + 1 < _file.Length && _file[_next] == 0xFF && _file[_next + 1] == 0xFF)
            _next++;
        if (Marker == StartOfScan || _next + 4 > _file.Length || _file[_next] != 0xFF || _file[_next + 1] is StartOfImage or EndOfImage)
            return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(_file[(_next + 2)..]);
        if (length < 2 || length > _file.Length - _next - 2)
            return false;
        (Marker, Place) = (_file[_next + 1], _next);
        Contents = _file.Slice(_next + 4, length - 2);
        _next += 2 + length;
        return true;
    }
}
