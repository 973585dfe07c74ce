using System.Buffers.Binary;

namespace EdgeConv.Vision.Decoding;

/// <summary>What the segments before a JPEG's first scan tell (ITU-T T.81, annex B) that libturbojpeg does not.</summary>
/// <remarks>Damage is not judged here: reading stops, and the decoder that comes after says what is wrong.</remarks>
/// <param name="Orientation">From the EXIF block in APP1.</param>
/// <param name="FromAdobe">There is an Adobe APP14 segment: four-colour pictures are then stored inverted, 255 for no ink.</param>
/// <param name="IsArithmetic">Coded arithmetically, with no lower bound on the bits a block takes.</param>
internal readonly record struct JpegMarkers(PictureOrientation Orientation, bool FromAdobe, bool IsArithmetic)
{
    private const int StartOfScan = 0xDA;
    private const int EndOfImage = 0xD9;

    public static ReadOnlySpan<byte> Signature => [0xFF, 0xD8, 0xFF];

    public static JpegMarkers Read(ReadOnlySpan<byte> file)
    {
        PictureOrientation? orientation = null;
        var (fromAdobe, isArithmetic) = (false, false);
        var at = 2;
        while (at + 4 <= file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];
            if (marker is StartOfScan or EndOfImage)
                break;

            // Any number of 0xFF may precede a marker.
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || length > file.Length - at - 2)
                break;
            var contents = file.Slice(at + 4, length - 2);
            if (marker == 0xE1 && contents.StartsWith("Exif\0\0"u8))
                orientation ??= ExifOrientation.Read(contents[6..]);
            else if (marker == 0xEE && contents.StartsWith("Adobe"u8))
                fromAdobe = true;
            else if (marker is 0xC9 or 0xCA or 0xCB or 0xCD or 0xCE or 0xCF)
                isArithmetic = true;
            at += 2 + length;
        }

        return new JpegMarkers(orientation ?? PictureOrientation.TopLeft, fromAdobe, isArithmetic);
    }
}
